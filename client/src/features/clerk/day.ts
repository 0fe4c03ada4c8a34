import type { PartyView, RequestView } from '@contracts/http/requests';

const MINUTE_MS = 60_000;
const HALF_HOUR_MS = 30 * MINUTE_MS;
/** Lunch, minutes after midnight: drawn where nothing is booked in it. */
export const LUNCH = { from: 12 * 60, to: 14 * 60 } as const;
/** The room's day is drawn from 08:30 to 17:30, and further where a talk lies outside. */
const USUAL = { from: 8 * 60 + 30, to: 17 * 60 + 30 } as const;

/** Somebody who is expected at this station that day. */
export interface Expected {
  readonly request: RequestView;
  readonly party: PartyView;
  /** Of the appointment; of the registration where there is no time yet. */
  readonly startsAt: string;
  readonly hasTime: boolean;
  readonly stage:
    | 'ended'
    | 'missed'
    | 'cancelled'
    | 'inSession'
    | 'arrived'
    | 'confirmed'
    | 'declined'
    | 'noEcho'
    | 'notTold'
    | 'unplaced';
}

const ENDED = new Set(['CONCLUDED', 'FOLLOW_UP_DUE', 'FOLLOWED_UP', 'CLOSED']);
const CANCELLED = new Set(['WITHDRAWN', 'CANCELLED_BY_BUREAU', 'DECLINED', 'TRANSFERRED']);
const OVER: ReadonlySet<Expected['stage']> = new Set(['ended', 'missed', 'cancelled']);

/** How far the visit of one party has come, from what the request and the party say. */
export function stageOf(request: RequestView, party: PartyView): Expected['stage'] {
  if (request.state === 'NO_SHOW') return 'missed';
  if (CANCELLED.has(request.state)) return 'cancelled';
  if (request.appointment?.state === 'ended' || ENDED.has(request.state)) return 'ended';
  if (request.appointment?.state === 'inSession' || request.state === 'IN_SESSION') return 'inSession';
  if (party.checkedInAt) return 'arrived';
  if (!request.appointment) return 'unplaced';
  if (party.declinedAt) return 'declined';
  if (party.confirmedAt) return 'confirmed';
  return request.notifiedAt ? 'noEcho' : 'notTold';
}

export const isOver = ({ stage }: Pick<Expected, 'stage'>): boolean => OVER.has(stage);

/** Everybody expected at the station, by time; then who waits for a time; who has finished stands last. */
export function expectedAt(stationId: string, requests: readonly RequestView[]): Expected[] {
  const rank = (one: Expected): number => (isOver(one) ? 2 : one.hasTime ? 0 : 1);
  return requests
    .flatMap((request) =>
      request.parties
        .filter((party) => party.stationId === stationId)
        .map((party) => ({
          request,
          party,
          startsAt: request.appointment?.startsAt ?? request.registeredAt,
          hasTime: request.appointment !== null,
          stage: stageOf(request, party),
        })),
    )
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        Date.parse(a.startsAt) - Date.parse(b.startsAt) ||
        a.party.side.localeCompare(b.party.side),
    );
}

/** The instant from which somebody who has not come may be marked as missing; null when that is not the question. */
export function missedFrom(one: Expected, graceMinutes: number): number | null {
  const waitedFor =
    one.stage === 'confirmed' || one.stage === 'noEcho' || one.stage === 'notTold' || one.stage === 'declined';
  return waitedFor && one.hasTime ? Date.parse(one.startsAt) + graceMinutes * MINUTE_MS : null;
}

/** The part of the day that the ruler shows, in whole half hours, minutes after midnight. */
export interface Ruler {
  readonly midnightMs: number;
  readonly from: number;
  readonly halfHours: number;
}

interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

const heldBy = (request: RequestView): Stretch | null =>
  request.appointment && request.appointment.state !== 'cancelled'
    ? { startMs: Date.parse(request.appointment.startsAt), endMs: Date.parse(request.appointment.endsAt) }
    : null;

/** 08:30 to 17:30, and as much more as the talks of the day need. */
export function rulerOf(requests: readonly RequestView[], midnightMs: number): Ruler {
  const minutes = requests.flatMap((request) => {
    const held = heldBy(request);
    return held ? [(held.startMs - midnightMs) / MINUTE_MS, (held.endMs - midnightMs) / MINUTE_MS] : [];
  });
  const from = Math.max(0, Math.floor(Math.min(USUAL.from, ...minutes) / 30) * 30);
  const to = Math.min(24 * 60, Math.ceil(Math.max(USUAL.to, ...minutes) / 30) * 30);
  return { midnightMs, from, halfHours: (to - from) / 30 };
}

/** Where a stretch lies on the ruler, in half hours from its top; null when it lies outside. */
export function rowOf(startMs: number, endMs: number, ruler: Ruler): { from: number; span: number } | null {
  const topMs = ruler.midnightMs + ruler.from * MINUTE_MS;
  const from = Math.max(0, (startMs - topMs) / HALF_HOUR_MS);
  const to = Math.min(ruler.halfHours, (endMs - topMs) / HALF_HOUR_MS);
  return to > from ? { from, span: to - from } : null;
}

/** A talk in one of the station's rooms. Talks at the same time stand side by side, `lane` of `lanes`. */
export interface Talk {
  readonly request: RequestView;
  readonly party: PartyView;
  readonly lane: number;
  readonly lanes: number;
}

/** The station's talks; two parties of one talk who sit here are two. A cancelled one holds no room. */
export function talksOf(stationId: string, requests: readonly RequestView[]): Talk[] {
  const found = requests
    .flatMap((request) => {
      const held = heldBy(request);
      const here = request.parties.filter((party) => party.stationId === stationId);
      return held ? here.map((party) => ({ request, party, ...held })) : [];
    })
    .sort((a, b) => a.startMs - b.startMs || a.party.side.localeCompare(b.party.side));
  const talks: (Talk & Stretch)[] = [];
  let cluster: (Stretch & { request: RequestView; party: PartyView; lane: number })[] = [];
  const close = (): void => {
    const lanes = Math.max(0, ...cluster.map(({ lane }) => lane)) + 1;
    talks.push(...cluster.map((one) => ({ ...one, lanes })));
    cluster = [];
  };
  for (const one of found) {
    if (cluster.every(({ endMs }) => endMs <= one.startMs)) close();
    const busy = new Set(cluster.filter(({ endMs }) => endMs > one.startMs).map(({ lane }) => lane));
    let lane = 0;
    while (busy.has(lane)) lane += 1;
    cluster.push({ ...one, lane });
  }
  close();
  return talks;
}

/** The half hours, lunch and past ones left out, in which nothing is booked; as indexes from the ruler's top. */
export function freeHalfHours(requests: readonly RequestView[], ruler: Ruler, nowMs: number): number[] {
  const topMs = ruler.midnightMs + ruler.from * MINUTE_MS;
  const taken = requests.flatMap((request) => heldBy(request) ?? []);
  return Array.from({ length: ruler.halfHours }, (_, index) => index).filter((index) => {
    const minute = ruler.from + index * 30;
    if (minute >= LUNCH.from && minute < LUNCH.to) return false;
    const startMs = topMs + index * HALF_HOUR_MS;
    return startMs >= nowMs && taken.every((one) => one.endMs <= startMs || startMs + HALF_HOUR_MS <= one.startMs);
  });
}
