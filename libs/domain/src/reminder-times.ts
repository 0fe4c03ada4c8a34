import { addDays, BUREAU_TIME_ZONE, HOUR_MS, instantAt, localDate } from './local-time';

export const REMINDERS = ['dayBefore', 'morning', 'hourBefore'] as const;
export type Reminder = (typeof REMINDERS)[number];

export interface ReminderTime {
  readonly reminder: Reminder;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** People are at home, and not yet asleep. */
const EVENING = '18:00';
const MORNING = '08:00';
/** Whoever was told this shortly before still remembers. */
const FRESH_MS = 12 * HOUR_MS;
const JUST_TOLD_MS = HOUR_MS;
/** The morning's word is of use only when it comes well before the last one. */
const MORNING_BEFORE_MS = 3 * HOUR_MS;

/**
 * When an appointment is called to mind, soonest first: the evening before at 18:00, where that is at
 * least twelve hours after it was told; else at 08:00 of the day itself, where that is twelve hours after
 * and three hours before the start; and one hour before the start, unless it was told less than an hour
 * before that. `toldAt` is when the notice of the time is due. All of them lie between `toldAt` and the start.
 */
export function reminderTimes(startsAt: number, toldAt: number, timeZone: string = BUREAU_TIME_ZONE): ReminderTime[] {
  const day = localDate(startsAt, timeZone);
  const evening = instantAt(addDays(day, -1), EVENING, timeZone);
  const morning = instantAt(day, MORNING, timeZone);
  const hourBefore = startsAt - HOUR_MS;
  const times: ReminderTime[] = [];
  if (evening - toldAt >= FRESH_MS) times.push({ reminder: 'dayBefore', at: evening });
  else if (morning - toldAt >= FRESH_MS && startsAt - morning >= MORNING_BEFORE_MS)
    times.push({ reminder: 'morning', at: morning });
  if (hourBefore - toldAt >= JUST_TOLD_MS) times.push({ reminder: 'hourBefore', at: hourBefore });
  return times;
}
