import { addDays, instantAt, localDate, localTime, weekdayOf, type Day } from '@domain/local-time';

/** From a day and a wall time to another, as typed. */
export interface TypedSpan {
  readonly fromDay: Day;
  readonly fromTime: string;
  readonly toDay: Day;
  readonly toTime: string;
}
export const QUICK_SPANS = ['thisAfternoon', 'tomorrow', 'tomorrowMorning', 'tomorrowAfternoon', 'thisWeek'] as const;
export type QuickSpan = (typeof QUICK_SPANS)[number];

const NOON = '12:00';
const MIDNIGHT = '24:00';

/** What a quick choice means now. "This afternoon" begins now when it has begun; "this week" ends on Sunday. */
export function quickSpan(choice: QuickSpan, now: number): TypedSpan {
  const today = localDate(now);
  const tomorrow = addDays(today, 1);
  const time = localTime(now);
  const span = (fromDay: Day, fromTime: string, toDay: Day, toTime: string) => ({ fromDay, fromTime, toDay, toTime });
  switch (choice) {
    case 'thisAfternoon':
      return span(today, time > NOON ? time : NOON, today, MIDNIGHT);
    case 'tomorrow':
      return span(tomorrow, '00:00', tomorrow, MIDNIGHT);
    case 'tomorrowMorning':
      return span(tomorrow, '00:00', tomorrow, NOON);
    case 'tomorrowAfternoon':
      return span(tomorrow, NOON, tomorrow, MIDNIGHT);
    case 'thisWeek':
      return span(today, time, addDays(today, 7 - weekdayOf(today)), MIDNIGHT);
  }
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/** The instants that were typed, or which part is wrong. */
export function instantsOf(
  span: TypedSpan,
  now: number,
): { startsAt: string; endsAt: string } | 'timeWrong' | 'backwards' | 'past' {
  if (!TIME.test(span.fromTime) || !TIME.test(span.toTime)) return 'timeWrong';
  const start = instantAt(span.fromDay, span.fromTime);
  const end = instantAt(span.toDay, span.toTime);
  if (start >= end) return 'backwards';
  if (end <= now) return 'past';
  return { startsAt: new Date(start).toISOString(), endsAt: new Date(end).toISOString() };
}

/** Instants as they would be typed; a midnight that ends a day is `24:00` of that day. */
export function typedSpan(startsAt: string, endsAt: string): TypedSpan {
  const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)];
  const endsAtMidnight = localTime(end) === '00:00';
  return {
    fromDay: localDate(start),
    fromTime: localTime(start),
    toDay: localDate(endsAtMidnight ? end - 1 : end),
    toTime: endsAtMidnight ? MIDNIGHT : localTime(end),
  };
}
