import { addWorkingDays, isWorkingDay, type Calendar } from './calendar';
import { BUREAU_TIME_ZONE, HOUR_MS, instantAt, localDate } from './local-time';

/** Hours after registration at which someone is told that no notice has gone out yet (DOMAIN §3, SLA table). */
export const NOTICE_STEPS = { scheduler: 12 * HOUR_MS, dutyLeader: 20 * HOUR_MS, breach: 24 * HOUR_MS } as const;

export const ESCALATION_LEVELS = ['scheduler', 'dutyLeader', 'breach'] as const;
export type EscalationLevel = (typeof ESCALATION_LEVELS)[number];

export interface NoticeClock {
  /** The highest step reached. Once notified in time: `none`; notified late stays `breach`. */
  readonly level: 'none' | EscalationLevel;
  readonly colour: 'calm' | 'amber' | 'red' | 'overdue';
  /** Milliseconds left until the promise is broken; negative by how late it is (or was). */
  readonly leftMs: number;
}

/**
 * When a notice is due: 24 wall-clock hours after registration, through nights, weekends and public
 * holidays alike. Epoch milliseconds.
 */
export const noticeDueAt = (registeredAt: number): number => registeredAt + NOTICE_STEPS.breach;

/**
 * The same promise for an office that counts working days only: 24 hours that run on working days, and
 * stand still on weekends and public holidays (make-up Saturdays count). Registered on a day off, they
 * begin at the first midnight of a working day. Shown beside the wall clock, which alone is binding.
 */
export function noticeWorkDueAt(registeredAt: number, calendar: Calendar, timeZone: string = BUREAU_TIME_ZONE): number {
  const day = localDate(registeredAt, timeZone);
  const next = addWorkingDays(day, 1, calendar);
  if (!isWorkingDay(day, calendar)) return instantAt(next, '24:00', timeZone);
  return instantAt(next, '00:00', timeZone) + (registeredAt - instantAt(day, '00:00', timeZone));
}

/**
 * How the 24-hour promise stands at `now`, or stood when it was kept. A step at 12 and 20 hours is
 * reached at that very millisecond; the promise itself still holds at exactly 24:00:00 and is broken
 * just after. `notifiedAt` is the first delivery, or a spoken notice logged by a clerk.
 */
export function noticeClock(registeredAt: number, notifiedAt: number | null, now: number): NoticeClock {
  const leftMs = noticeDueAt(registeredAt) - (notifiedAt ?? now);
  if (leftMs < 0) return { level: 'breach', colour: 'overdue', leftMs };
  if (notifiedAt !== null) return { level: 'none', colour: 'calm', leftMs };
  const elapsed = now - registeredAt;
  if (elapsed >= NOTICE_STEPS.dutyLeader) return { level: 'dutyLeader', colour: 'red', leftMs };
  if (elapsed >= NOTICE_STEPS.scheduler) return { level: 'scheduler', colour: 'amber', leftMs };
  return { level: 'none', colour: 'calm', leftMs };
}

/**
 * Every step reached by `now`, lowest first, so that a sweep which slept through one still raises it.
 * Empty once notified in time; a late notice has passed them all.
 */
export function escalationsReached(registeredAt: number, notifiedAt: number | null, now: number): EscalationLevel[] {
  const { level } = noticeClock(registeredAt, notifiedAt, now);
  return level === 'none' ? [] : ESCALATION_LEVELS.slice(0, ESCALATION_LEVELS.indexOf(level) + 1);
}
