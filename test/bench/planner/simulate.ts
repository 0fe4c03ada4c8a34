import { clip, subtract, type Interval } from '@domain/interval';
import { DAY_MS } from '@domain/local-time';
import { plan } from '@domain/planner';
import type { MovableAppointment, PlanInput, PlanRequest, PlanResource } from '@domain/planner/types';
import { NOTICE_MS, SLOT_MS, type Arrival, type County } from './county';

export interface Policy {
  /** Residents who may be moved to place one request. */
  readonly maxMoves: number;
  /** How long telling waits. */
  readonly tellAfterMs: number;
  readonly more?: Partial<PlanInput>;
}

export interface Result {
  readonly asked: number;
  readonly served: number;
  /** Residents told of another time to make room. */
  readonly moved: number;
  /** Residents told of another time because their official was away. */
  readonly forced: number;
  /** Of those whose official was away, how many got no other slot. */
  readonly lost: number;
}

interface Booking extends MovableAppointment {
  readonly tellAt: number;
}

/** Asks the planner as each request arrives, with what is booked by then, and keeps the books. */
export function simulate(county: County, policy: Policy): Result {
  const books = new Books(county, policy);
  const events = [
    ...county.arrivals.map((arrival) => ({ at: arrival.at, run: () => books.arrive(arrival) })),
    ...county.arrivals.flatMap(({ cancelledAt, id }) =>
      cancelledAt === null ? [] : [{ at: cancelledAt, run: () => books.cancel(id, cancelledAt) }],
    ),
    ...county.absences.map((absence) => ({
      at: absence.knownAt,
      run: () => books.absent(absence.officialId, absence.during, absence.knownAt),
    })),
  ].sort((a, b) => a.at - b.at);
  for (const event of events) event.run();
  return books.result();
}

class Books {
  private booked = new Map<string, Booking>();
  private readonly served = new Set<string>();
  private readonly away = new Map<string, Interval[]>();
  private moved = 0;
  private forced = 0;
  private lost = 0;

  constructor(
    private readonly county: County,
    private readonly policy: Policy,
  ) {}

  arrive(arrival: Arrival): void {
    this.place(requestOf(arrival), arrival.at, this.policy.maxMoves);
  }

  cancel(id: string, now: number): void {
    const booking = this.booked.get(id);
    if (booking && booking.start > now) this.booked.delete(id);
  }

  /** First another official at the same time; then another time within their own 24 hours. */
  absent(officialId: string, during: Interval, now: number): void {
    this.away.set(officialId, [...(this.away.get(officialId) ?? []), during]);
    const hit = [...this.booked.values()].filter(
      (one) =>
        one.officialId === officialId && one.start < during.end && one.start + one.request.durationMs > during.start,
    );
    for (const one of hit) this.booked.delete(one.request.id);
    const left: Booking[] = [];
    for (const one of hit) {
      const kept = { ...one.request, earliest: one.start, deadline: one.start };
      if (!this.place(kept, now, 0, one.request)) left.push(one);
    }
    for (const one of left) {
      if (this.place(one.request, now, 0)) this.forced += 1;
      else {
        this.lost += 1;
        this.served.delete(one.request.id);
      }
    }
  }

  result(): Result {
    const { moved, forced, lost, served } = this;
    return { asked: this.county.arrivals.length, served: served.size, moved, forced, lost };
  }

  private place(request: PlanRequest, now: number, maxMoves: number, remember = request): boolean {
    for (const [id, one] of this.booked) if (one.start + one.request.durationMs <= now) this.booked.delete(id);
    const running = [...this.booked.values()].filter((one) => one.start < now + NOTICE_MS);
    const waiting = [...this.booked.values()].filter((one) => one.start >= now + NOTICE_MS);
    const asked = { ...request, earliest: Math.max(request.earliest, now + NOTICE_MS) };
    const existing = waiting.map((one) => ({
      ...one,
      request: { ...one.request, earliest: Math.max(one.request.earliest, now + NOTICE_MS) },
      told: one.tellAt <= now,
    }));
    const result = plan({
      requests: [asked],
      resources: this.resources(now, running),
      existing,
      gridMs: SLOT_MS,
      maxMoves,
      ...this.policy.more,
    });
    const [outcome] = result.results;
    if (!outcome || outcome.kind === 'noSlot') return false;
    for (const { requestId, kind, told, to } of result.moves) {
      const before = this.booked.get(requestId)!;
      if (kind === 'time' && told) this.moved += 1;
      this.booked.set(requestId, { ...before, ...to });
    }
    const { start, officialId, roomIds, interpreterIds } = outcome;
    const tellAt = now + (start - now > 2 * this.policy.tellAfterMs ? this.policy.tellAfterMs : 0);
    this.booked.set(request.id, { request: remember, start, officialId, roomIds, interpreterIds, tellAt });
    this.served.add(request.id);
    return true;
  }

  private resources(now: number, running: readonly Booking[]): PlanResource[] {
    const open = clip(this.county.open, { start: now, end: now + 2 * DAY_MS });
    const taken = (id: string): Interval[] =>
      running
        .filter((one) => one.officialId === id || one.roomIds.includes(id))
        .map(({ start, request }) => ({ start, end: start + request.durationMs }))
        .sort((a, b) => a.start - b.start);
    const less = (id: string): Interval[] => subtract(open, taken(id));
    return [
      ...this.county.stations.map((id): PlanResource => ({
        id: `room-${id}`,
        kind: 'room',
        stationId: id,
        free: less(`room-${id}`),
        open,
      })),
      ...this.county.officials.map(({ id, topics }): PlanResource => {
        const away = [...(this.away.get(id) ?? [])].sort((a, b) => a.start - b.start);
        return { id, kind: 'official', topics, free: subtract(less(id), away), open };
      }),
    ];
  }
}

const requestOf = ({ id, at, topic, slots, stations }: Arrival): PlanRequest => ({
  id,
  stationIds: stations,
  topic,
  durationMs: slots * SLOT_MS,
  earliest: at + NOTICE_MS,
  deadline: at + DAY_MS,
});
