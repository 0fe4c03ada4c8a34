import { dayPart, isoDate } from '../../../lib/format';

interface Part<S> {
  /** 上午 or 下午. */
  readonly part: string;
  readonly slots: readonly S[];
}
export interface Day<S> {
  /** The bureau's calendar date. */
  readonly on: string;
  readonly parts: readonly Part<S>[];
}

/** Slots by the bureau's day and part of the day, soonest first. */
export function byDay<S extends { readonly startsAt: string }>(slots: readonly S[]): Day<S>[] {
  const days = new Map<string, Map<string, S[]>>();
  for (const slot of [...slots].sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))) {
    const on = isoDate(slot.startsAt);
    const parts = days.get(on) ?? new Map<string, S[]>();
    const part = dayPart(slot.startsAt);
    parts.set(part, [...(parts.get(part) ?? []), slot]);
    days.set(on, parts);
  }
  return [...days].map(([on, parts]) => ({ on, parts: [...parts].map(([part, found]) => ({ part, slots: found })) }));
}
