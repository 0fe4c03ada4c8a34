import { normalize } from '@domain/interval';
import { Distances } from '@domain/planner/distance';
import { replan } from '@domain/planner/replan';
import type { ReplanInput, ReplanResult } from '@domain/planner/replan-types';
import type { MovableAppointment, PlanResource } from '@domain/planner/types';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { StationPlacesRepository, type StationPlace } from '../../capacity/station-places.repository';
import { Clock } from '../../common/clock';
import { planRequestOf } from '../plan-request';
import { PlanningGround, optionsOf, type GroundTerms } from '../planning-ground';
import { MOVE_NOTICE_MS } from '../proposals';
import type { BookableResource } from '../resource.repository';
import { BookedRepository, type BookedRow } from './booked.repository';
import type { Hit } from './clash-report';

/** How far residents may be sent to another station. */
const MAX_KM = 30;
/** The nearest other stations whose rooms are looked at for each station. */
const NEAREST = 6;
/** Appointments that were not hit, but whose officials may change so that others can be helped. */
const BESIDE_LIMIT = 500;

export interface Replanned {
  readonly result: ReplanResult;
  /** Every appointment of the plan, by request. */
  readonly rows: ReadonlyMap<string, BookedRow>;
  readonly resources: ReadonlyMap<string, BookableResource>;
}

/** Reads what a re-plan must know, and asks the domain's planner. Writes nothing. */
@Injectable()
export class Replanner {
  constructor(
    private readonly ground: PlanningGround,
    private readonly booked: BookedRepository,
    private readonly places: StationPlacesRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * What to do about these appointments, all together. `clashing` are all that clash: what is not to be
   * planned anew keeps its time, and changes officials with nobody. Where nothing is left within the
   * promise, the first time after it is proposed.
   */
  async plan(manager: EntityManager, hits: readonly Hit[], clashing: ReadonlySet<string>): Promise<Replanned> {
    const terms = await this.ground.terms(manager);
    const hitRows = hits.map(({ row }) => row);
    const near = await this.booked.beside(manager, hitRows, BESIDE_LIMIT);
    const rows = [...hitRows, ...near.filter(({ appointmentId }) => !clashing.has(appointmentId))];
    const places = await this.places.read(manager);
    const candidates = await this.candidates(manager, rows, hitRows, places, terms);
    const earliest = this.clock.now().getTime() + Math.max(terms.rules.minimumNoticeMs, MOVE_NOTICE_MS);
    const appointments = rows.map((row) => movable(row, candidates, { ...terms, earliest }));
    const latest = Math.max(...appointments.map(({ request, start }) => Math.max(request.deadline, start)));
    const diaries = await this.ground.diaries(manager, candidates, terms, {
      window: { start: this.clock.now().getTime(), end: latest + 2 * terms.rules.windowMs },
      ignoring: rows.map(({ appointmentId }) => appointmentId),
      forLeader: candidates.some(({ id, isLeader }) => isLeader && rows.some(({ officialId }) => officialId === id)),
    });
    const input: ReplanInput = {
      ...optionsOf(terms.rules),
      resources: [...withOwnHosts(diaries, rows), ...gone(rows, candidates)],
      appointments,
      dropouts: hits.flatMap(({ row, causes }) =>
        causes.map(({ resourceId }) => ({
          resourceId,
          during: { start: row.startsAt.getTime(), end: row.endsAt.getTime() },
        })),
      ),
      stations: places,
      maxKm: MAX_KM,
    };
    return {
      result: widening(input, earliest, earliest + terms.rules.windowMs),
      rows: new Map(rows.map((row) => [row.requestId, row])),
      resources: new Map(candidates.map((one) => [one.id, one])),
    };
  }

  private candidates(
    manager: EntityManager,
    rows: readonly BookedRow[],
    hits: readonly BookedRow[],
    places: readonly StationPlace[],
    terms: GroundTerms,
  ): Promise<BookableResource[]> {
    const distances = new Distances(places);
    const own = [...new Set(rows.flatMap(({ stationIds }) => stationIds))];
    const close = [...new Set(hits.flatMap(({ stationIds }) => stationIds))].flatMap((id) =>
      distances.near(id, MAX_KM).slice(0, NEAREST),
    );
    const held = rows.flatMap(({ officialId, roomIds, interpreterIds }) => [officialId, ...roomIds, ...interpreterIds]);
    const wanted = {
      id: 'replan',
      stationIds: [...new Set([...own, ...close.map(({ id }) => id)])],
      topics: [...new Set(rows.map(({ topic }) => topic))],
      needs: rows.flatMap(({ needs }) => needs),
    };
    return this.ground.candidates(manager, wanted, held, terms, this.clock.now().getTime());
  }
}

/** Whoever invited, or began the talk that was adjourned, goes on with it. */
const isBound = ({ hostId, round }: BookedRow): boolean => hostId !== null || round > 1;

function movable(
  row: BookedRow,
  candidates: readonly BookableResource[],
  terms: GroundTerms & { readonly earliest: number },
): MovableAppointment {
  const request = planRequestOf({ ...row, id: row.requestId }, candidates, terms);
  // A leader receives those whom they chose, and a guest host has no other business with the topic.
  const strangers = candidates.filter(
    ({ kind, id, topics, isLeader }) =>
      kind === 'official' && id !== row.officialId && (isLeader || !topics.includes(row.topic)),
  );
  return {
    request: {
      ...request,
      // A talk keeps the length it was booked for, whatever the settings say by now.
      durationMs: row.endsAt.getTime() - row.startsAt.getTime(),
      preferredOfficialId: row.officialId,
      officialRequired: isBound(row),
      excludedOfficialIds: [...(request.excludedOfficialIds ?? []), ...strangers.map(({ id }) => id)],
    },
    start: row.startsAt.getTime(),
    officialId: row.officialId,
    roomIds: row.roomIds,
    interpreterIds: row.interpreterIds,
    mayMove: false,
  };
}

/** Who hosts already may go on hosting, whatever their topics. */
const withOwnHosts = (resources: readonly PlanResource[], rows: readonly BookedRow[]): PlanResource[] =>
  resources.map((one) => {
    const hosted = rows.filter(({ officialId }) => officialId === one.id).map(({ topic }) => topic);
    return hosted.length === 0 ? one : { ...one, topics: [...new Set([...(one.topics ?? []), ...hosted])] };
  });

/** Resources that are used no longer: known by name, never free. */
function gone(rows: readonly BookedRow[], candidates: readonly BookableResource[]): PlanResource[] {
  const known = new Set(candidates.map(({ id }) => id));
  const held = rows.flatMap(({ officialId, roomIds, interpreterIds }) => [officialId, ...roomIds, ...interpreterIds]);
  return [...new Set(held)]
    .filter((id) => !known.has(id))
    .map((id) => ({ id, kind: 'device', free: normalize([]), open: normalize([]) }));
}

interface Bounds {
  readonly earliest: number;
  readonly deadline: number;
}

/**
 * Bounds are widened only for those who find nothing within them: first not sooner than it was, for people
 * have arranged their day; then as soon as they can be asked to come; then past the promise, for what can no
 * longer be kept is not kept by silence.
 */
function widening(input: ReplanInput, soonest: number, latest: number): ReplanResult {
  const steps: ((was: number, own: Bounds) => Bounds)[] = [
    (was, { deadline }) => ({ earliest: Math.max(soonest, was), deadline: was > deadline ? latest : deadline }),
    (_, { deadline }) => ({ earliest: soonest, deadline }),
    (_, { deadline }) => ({ earliest: deadline + 1, deadline: latest }),
  ];
  const reached = new Map<string, number>();
  for (;;) {
    const appointments = input.appointments.map((one) => {
      const bounds = steps[reached.get(one.request.id) ?? 0]?.(one.start, one.request) ?? one.request;
      return { ...one, request: { ...one.request, earliest: bounds.earliest, deadline: bounds.deadline } };
    });
    const result = replan({ ...input, appointments });
    const helpless = result.proposals.filter(({ kind }) => kind === 'none').map(({ requestId }) => requestId);
    const wider = helpless.filter((id) => (reached.get(id) ?? 0) < steps.length - 1);
    if (wider.length === 0) return result;
    for (const id of wider) reached.set(id, (reached.get(id) ?? 0) + 1);
  }
}
