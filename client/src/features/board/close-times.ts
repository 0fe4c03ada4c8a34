import type { EXCEPTION_KINDS } from '@contracts/http/capacity';
import { clockTime, isoDate, startOfDate } from '../../lib/format';
import type { LaneKind } from './lanes';
import { DAY_MS } from './timeline';

export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

/** What is filled in: a day and two wall times of the bureau. */
export interface TimeDraft {
  readonly on: string;
  readonly from: string;
  readonly to: string;
}

export const PRESETS = ['rest', 'morning', 'afternoon', 'day'] as const;
export type Preset = (typeof PRESETS)[number];

const MORNING_MINUTE = 0;
const NOON_MINUTE = 12 * 60;
const END_OF_DAY = '24:00';

/** Why something may be closed: people are on leave or train, rooms are shut or broken. */
export const kindsFor = (kind: LaneKind, opening: boolean): readonly ExceptionKind[] => {
  if (opening) return ['opening'];
  return kind === 'official' ? ['leave', 'training'] : ['closure', 'fault'];
};

const pad = (value: number): string => String(value).padStart(2, '0');
const wall = (minute: number): string => `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;

/** Times that people ask for: from now on, the morning, the afternoon, the whole day. */
export function presetTime(preset: Preset, on: string, nowMs: number): TimeDraft {
  if (preset === 'morning') return { on, from: wall(MORNING_MINUTE), to: wall(NOON_MINUTE) };
  if (preset === 'afternoon') return { on, from: wall(NOON_MINUTE), to: END_OF_DAY };
  if (preset === 'day') return { on, from: wall(0), to: END_OF_DAY };
  const [hours = '0', minutes = '0'] = clockTime(nowMs).split(':');
  return { on: isoDate(nowMs), from: wall(Number(hours) * 60 + Number(minutes)), to: END_OF_DAY };
}

/** The instants of a draft; null while it is unfinished or runs backwards. */
export function instantsOf({ on, from, to }: TimeDraft): { startsAt: string; endsAt: string } | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on)) return null;
  const start = minuteOf(from);
  const end = minuteOf(to);
  if (start === null || end === null || end <= start) return null;
  const midnightMs = startOfDate(on);
  const at = (minute: number): string =>
    new Date(Math.min(midnightMs + DAY_MS, midnightMs + minute * 60_000)).toISOString();
  return { startsAt: at(start), endsAt: at(end) };
}

function minuteOf(time: string): number | null {
  const [, hours, minutes] = /^\s*(\d{1,2})[:：]([0-5]\d)\s*$/.exec(time) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  return minute <= 1440 ? minute : null;
}
