import { isWorkingDay } from '@domain/calendar';
import { addDays, instantAt, localDate, MINUTE_MS } from '@domain/local-time';
import type { Topic } from '@domain/topic';
import { statutoryDaysBetween } from '../../capacity/statutory-days';
import type { Chance } from '../random';

/** DOMAIN §7: shares of topics and of channels. */
const TOPIC_WEIGHTS: Readonly<Partial<Record<Topic, number>>> = {
  HUKOU: 34,
  DISPUTE: 18,
  TRAFFIC: 14,
  COMPLAINT: 10,
  EXIT_ENTRY: 8,
  CASE_INQUIRY: 7,
  FRAUD: 5,
  OTHER: 2,
  LEGAL: 1,
  PUBLIC_ORDER: 1,
};
const CHANNEL_WEIGHTS = { station: 60, phone: 25, web: 15 } as const;
const A_WORKING_DAY = { low: 16, high: 26 } as const;
const A_FREE_DAY = { low: 0, high: 3 } as const;

export interface Arrival {
  /** Epoch milliseconds. */
  readonly registeredAt: number;
  readonly topic: Topic;
  readonly channel: keyof typeof CHANNEL_WEIGHTS;
  /** Wants no earlier slot than this. */
  readonly notBefore?: number;
}

/** Who came, day by day, oldest first, up to `now`. */
export function arrivals(chance: Chance, now: number, days: number): Arrival[] {
  const found: Arrival[] = [];
  const today = localDate(now);
  const calendar = statutoryDaysBetween(addDays(today, -days), today);
  for (let back = days; back >= 0; back -= 1) {
    const day = addDays(today, -back);
    const works = isWorkingDay(day, calendar);
    const { low, high } = works ? A_WORKING_DAY : A_FREE_DAY;
    for (let count = chance.between(low, high); count > 0; count -= 1) {
      const channel = works ? chance.weighted(CHANNEL_WEIGHTS) : 'web';
      // Stations and the telephone are open from 8:30; the web page always.
      const minute = channel === 'web' ? chance.between(7 * 60, 22 * 60) : chance.between(8 * 60 + 30, 16 * 60 + 50);
      const registeredAt = instantAt(day, '00:00') + minute * MINUTE_MS + chance.between(0, 59_000);
      if (registeredAt < now) found.push({ registeredAt, topic: chance.weighted(TOPIC_WEIGHTS), channel });
    }
  }
  return found.sort((a, b) => a.registeredAt - b.registeredAt);
}

const TODAYS = 30;
const LAST_HOURS = 18;

/** Those who registered in the last hours for a slot that is still to come, so that the demo's day is alive. */
export function arrivalsForToday(chance: Chance, now: number): Arrival[] {
  return Array.from({ length: TODAYS }, (): Arrival => ({
    registeredAt: now - chance.between(10, LAST_HOURS * 60) * MINUTE_MS,
    topic: chance.weighted(TOPIC_WEIGHTS),
    channel: chance.weighted(CHANNEL_WEIGHTS),
    notBefore: now + chance.between(15, 7 * 60) * MINUTE_MS,
  }));
}
