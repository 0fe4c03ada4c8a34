import type { PartyView, RequestView } from '@contracts/http/requests';

const MINUTE_MS = 60_000;
const HALF_HOUR_MS = 30 * MINUTE_MS;
/** The room's day is drawn from 08:30 to 17:30, lunch 12:00–14:00. */
export const OPENS_MINUTE = 8 * 60 + 30;
export const HALF_HOURS = 18;
export const LUNCH = { from: 7, span: 4 } as const;

/** Somebody who is expected at this station today. */
export interface Expected {
  readonly request: RequestView;
  readonly party: PartyView;
  readonly startsAt: string;
  readonly stage: 'ended' | 'inSession' | 'arrived' | 'confirmed' | 'declined' | 'noEcho' | 'notTold';
}

const ENDED = new Set([
  'CONCLUDED',
  'FOLLOW_UP_DUE',
  'FOLLOWED_UP',
  'CLOSED',
  'NO_SHOW',
  'WITHDRAWN',
  'CANCELLED_BY_BUREAU',
]);

/** How far the visit of one party has come, from what the request and the party say. */
export function stageOf(request: RequestView, party: PartyView): Expected['stage'] {
  if (request.appointment?.state === 'ended' || ENDED.has(request.state)) return 'ended';
  if (request.appointment?.state === 'inSession' || request.state === 'IN_SESSION') return 'inSession';
  if (party.checkedInAt) return 'arrived';
  if (party.declinedAt) return 'declined';
  if (party.confirmedAt) return 'confirmed';
  return request.notifiedAt ? 'noEcho' : 'notTold';
}

/** Everybody expected at the station, by time; who has finished stands last. */
export function expectedAt(stationId: string, requests: readonly RequestView[]): Expected[] {
  return requests
    .flatMap((request) =>
      request.parties
        .filter((party) => party.stationId === stationId)
        .map((party) => ({
          request,
          party,
          startsAt: request.appointment?.startsAt ?? request.registeredAt,
          stage: stageOf(request, party),
        })),
    )
    .sort(
      (a, b) =>
        Number(a.stage === 'ended') - Number(b.stage === 'ended') ||
        Date.parse(a.startsAt) - Date.parse(b.startsAt) ||
        a.party.side.localeCompare(b.party.side),
    );
}

/** The row of an interval on the day's ruler, in half hours from 08:30; null when it lies outside. */
export function rowOf(startMs: number, endMs: number, midnightMs: number): { from: number; span: number } | null {
  const opensMs = midnightMs + OPENS_MINUTE * MINUTE_MS;
  const from = Math.max(0, (startMs - opensMs) / HALF_HOUR_MS);
  const to = Math.min(HALF_HOURS, (endMs - opensMs) / HALF_HOUR_MS);
  return to > from ? { from, span: to - from } : null;
}

/** The half hours, lunch and past ones left out, in which the room is free; as indexes from 08:30. */
export function freeHalfHours(requests: readonly RequestView[], midnightMs: number, nowMs: number): number[] {
  const opensMs = midnightMs + OPENS_MINUTE * MINUTE_MS;
  const taken = requests.flatMap(({ appointment }) =>
    appointment && appointment.state !== 'cancelled'
      ? [{ startMs: Date.parse(appointment.startsAt), endMs: Date.parse(appointment.endsAt) }]
      : [],
  );
  return Array.from({ length: HALF_HOURS }, (_, index) => index).filter((index) => {
    if (index >= LUNCH.from && index < LUNCH.from + LUNCH.span) return false;
    const startMs = opensMs + index * HALF_HOUR_MS;
    return startMs >= nowMs && taken.every((one) => one.endMs <= startMs || startMs + HALF_HOUR_MS <= one.startMs);
  });
}
