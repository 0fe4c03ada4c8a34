import { MINUTE_MS } from '../local-time';
import { Appointment, type Calendar, type Placement } from './appointment';
import { claimAt, firstPlacement, pickRooms } from './choice';
import type { Distances } from './distance';
import { placementInRooms, type OfficialSwap } from './official-swap';
import type { Detour } from './replan-types';
import type { Claim } from './resource-calendar';
import type { Roster } from './roster';

/** What a kilometre of way is worth, in minutes that a talk starts sooner or later than it was. */
const MINUTES_A_KM = 3;
/** Stations asked for one party; the nearest. */
const STATIONS_ASKED = 6;

/** Where an appointment could be instead, and who would have to go where. */
export interface Substitute {
  /** The same request, at the stations that it would be held at. */
  readonly appointment: Appointment;
  readonly placement: Placement;
  readonly detours: readonly Detour[];
}

/** Looks for other stations near those whose rooms are gone. */
export class Substitutes {
  constructor(
    private readonly roster: Roster,
    private readonly officials: OfficialSwap,
    private readonly distances: Distances,
    private readonly maxKm: number,
  ) {}

  /** The same time, in rooms of stations near by for those parties that have none at their own. */
  atSameTime(hit: Appointment, was: Claim): Substitute | null {
    const roomless = this.roomless(hit, claimAt(hit.request, hit.needs, was.start));
    for (const { appointment, detours } of this.elsewhere(hit, roomless)) {
      const claim = claimAt(appointment.request, appointment.needs, was.start);
      const rooms = pickRooms(appointment.request, appointment.needs, free(claim));
      const placement = rooms && placementInRooms(appointment, claim, rooms, this.officials);
      if (placement) return { appointment, placement, detours };
    }
    return null;
  }

  /** Another time at other stations: whichever is least far, in kilometres and in minutes from when it was. */
  atAnotherTime(hit: Appointment, was: Claim, gridMs: number): Substitute | null {
    const { earliest, deadline } = hit.request;
    const roomless = hit.request.stationIds.filter((_, index) => !this.hasRoomSometime(hit, index, gridMs));
    const moved = roomless.length > 0 ? roomless : this.roomless(hit, claimAt(hit.request, hit.needs, was.start));
    let best: Substitute | null = null;
    let least = Infinity;
    for (const { appointment, detours } of this.elsewhere(hit, moved)) {
      const placement = firstPlacement(appointment.request, appointment.needs, earliest, deadline, gridMs);
      if (!placement) continue;
      const km = detours.reduce((sum, one) => sum + one.km, 0);
      const cost = km * MINUTES_A_KM + Math.abs(placement.start - was.start) / MINUTE_MS;
      if (cost >= least) continue;
      best = { appointment, placement, detours };
      least = cost;
    }
    return best;
  }

  /** Stations of the request with too few rooms for this time. */
  private roomless({ needs }: Appointment, claim: Claim): string[] {
    return needs.rooms
      .filter(({ calendars, count }) => free(claim)(calendars).length < count)
      .map(({ stationId }) => stationId);
  }

  private hasRoomSometime({ request, needs }: Appointment, index: number, gridMs: number): boolean {
    const alone = { ...request, stationIds: [request.stationIds[index]!], interpreterLanguages: [] };
    const there = this.roster.needsOf(alone);
    return (
      firstPlacement(
        alone,
        { ...needs, rooms: there.rooms, interpreters: [] },
        request.earliest,
        request.deadline,
        gridMs,
      ) !== null
    );
  }

  /** The same request with the roomless stations replaced by one near by, nearest first. */
  private *elsewhere(hit: Appointment, roomless: readonly string[]) {
    const { request } = hit;
    const [gone, ...more] = [...new Set(roomless)];
    // Two parties sent on their way at once is more than a proposal should ask.
    if (gone === undefined || more.length > 0) return;
    const barred = new Set([...request.stationIds, ...(request.excludedStationIds ?? [])]);
    const near = this.distances.near(gone, this.maxKm).filter(({ id }) => !barred.has(id));
    for (const { id, km } of near.slice(0, STATIONS_ASKED)) {
      const there = { ...request, stationIds: request.stationIds.map((one) => (one === gone ? id : one)) };
      const appointment = new Appointment(there, this.roster.needsOf(there), null);
      yield { appointment, detours: [{ fromStationId: gone, toStationId: id, km }] };
    }
  }
}

const free =
  (claim: Claim) =>
  (calendars: readonly Calendar[]): Calendar[] =>
    calendars.filter((one) => one.isFree(claim));
