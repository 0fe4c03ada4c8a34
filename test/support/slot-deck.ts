import { addDays, instantAt, localDate, weekdayOf } from '@domain/local-time';
import type { RegisterRequest } from '@contracts/http/requests';
import { TALKS, type WideCounty, type WideStation } from './wide-county';
import { resident } from './registering';

/** One half hour that station and some official of the topic have free, and nobody else is dealt. */
export interface Card {
  readonly n: number;
  readonly station: WideStation;
  readonly officialId: string;
  readonly topic: (typeof TALKS)[number];
  readonly startsAt: Date;
}

/** Wall times of the half hours of a working day. */
export const HALF_HOURS = ['08:30', '09:00', '09:30', '10:00', '10:30', '11:00', '11:30'].concat([
  '14:00',
  '14:30',
  '15:00',
  '15:30',
  '16:00',
  '16:30',
  '17:00',
]);

/**
 * All bookings that a county has room for on the working days after `now`, up to 13 days ahead, in a
 * shuffled order (seeded: the same for the same county size), so that neighbours in the deck rarely want
 * the same official.
 */
export function slotDeck(county: WideCounty, now: Date, days = 13): Card[] {
  const { stations, officials } = county;
  const today = localDate(now.getTime());
  const cards: Omit<Card, 'n'>[] = [];
  let turn = 0;
  for (let ahead = 1; ahead <= days; ahead += 1) {
    const day = addDays(today, ahead);
    if (weekdayOf(day) > 5) continue;
    for (const time of HALF_HOURS) {
      const startsAt = new Date(instantAt(day, time));
      turn += 7;
      // As many at once as there are officials, each at a station of its own.
      for (const [index, official] of officials.slice(0, stations.length).entries()) {
        const station = stations[(index + turn) % stations.length];
        const topic = TALKS.find((one) => one === official.topic);
        if (station && topic) cards.push({ station, officialId: official.resourceId, topic, startsAt });
      }
    }
  }
  return shuffled(cards).map((card, n) => ({ ...card, n }));
}

/** What a station's clerk sends to book a card. */
export const registrationOf = ({ n, station, topic, startsAt }: Card): RegisterRequest => ({
  channel: 'station',
  topic,
  summary: '咨询办理所需材料',
  parties: [resident(n % 10_000, station.id)],
  startsAt: startsAt.toISOString(),
});

/** Fisher and Yates with a small generator of a fixed seed. */
function shuffled<T>(cards: readonly T[]): T[] {
  const mixed = [...cards];
  let seed = 20261122;
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    const other = seed % (last + 1);
    [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
  }
  return mixed;
}
