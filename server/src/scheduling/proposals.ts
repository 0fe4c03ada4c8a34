import { contains } from '@domain/interval';
import { DomainError } from '@domain/errors';
import { offerSlots, plan } from '@domain/planner';
import type { OfferedSlot, PlanMove, PlanOutcome, PlanRequest, PlanResource, Slot } from '@domain/planner/types';
import { topicRule } from '@domain/topic';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { Stations } from '../identity/stations';
import { Availability } from './availability';
import { MovableRepository, type MovableRow } from './movable.repository';
import { HORIZON_MS, languagesOf, planRequestOf, planResourceOf, weekOf, type Wanted } from './plan-request';
import { ResourceRepository, type BookableResource } from './resource.repository';

/** A person's or a scheduler's own choice may start at any minute; the planner's on tens. */
const CHOSEN_GRID_MS = 60_000;
/** Who is due sooner than this is on the way already, and is not moved. */
const MOVE_NOTICE_MS = 60 * 60_000;

export interface Proposal {
  readonly outcome: PlanOutcome;
  /** What must give way for it, with the rows as they were seen. */
  readonly moves: readonly { readonly move: PlanMove; readonly row: MovableRow }[];
}

export interface ProposalOptions {
  /** No start before this. */
  readonly earliest: number;
  /** Only this official. */
  readonly officialId?: string | undefined;
  /** An appointment of the same request that the new one replaces. */
  readonly replacing?: string | undefined;
  /** Whether unconfirmed appointments of others may be moved. */
  readonly mayMove: boolean;
}

/** Asks the domain's planner with what the database knows now. Writes nothing. */
@Injectable()
export class Proposals {
  constructor(
    private readonly resources: ResourceRepository,
    private readonly availability: Availability,
    private readonly movable: MovableRepository,
    private readonly stations: Stations,
    private readonly clock: Clock,
  ) {}

  /** The earliest common slot within the promise; failing that, by moving unconfirmed appointments of others. */
  async earliest(manager: EntityManager, wanted: Wanted, options: ProposalOptions): Promise<Proposal> {
    const { request, candidates, resources, timeZone } = await this.prepare(manager, wanted, options);
    const first = plan({ requests: [request], resources, horizonMs: HORIZON_MS });
    const outcome = only(first.results);
    if (outcome.kind === 'assigned' || !options.mayMove) return { outcome, moves: [] };
    const rows = await this.movable.find(
      manager,
      candidates.map(({ id }) => id),
      new Date(this.clock.now().getTime() + MOVE_NOTICE_MS),
      new Date(request.deadline + request.durationMs),
    );
    if (rows.length === 0) return { outcome, moves: [] };
    const wider = await this.widen(manager, candidates, rows);
    const ignoring = (some: readonly MovableRow[]) => [...some.map((row) => row.appointmentId), ...replaced(options)];
    const without = await this.resourcesAt(manager, wider, request, timeZone, ignoring(rows));
    const regular = rows.filter((row) => liesInFreeTime(row, without));
    // What was booked at odd hours, or in a room since closed, stays where it is.
    const loose =
      regular.length === rows.length
        ? without
        : await this.resourcesAt(manager, wider, request, timeZone, ignoring(regular));
    const rearranged = plan({
      requests: [request],
      resources: loose,
      horizonMs: HORIZON_MS,
      existing: regular.map((row) => ({
        request: planRequestOf(
          { ...row, id: row.requestId, urgency: 'normal', preferredTimes: [] },
          wider,
          this.clock.now().getTime() + MOVE_NOTICE_MS,
          timeZone,
        ),
        start: row.startsAt.getTime(),
        officialId: row.officialId,
        roomIds: row.roomIds,
        interpreterIds: row.interpreterIds,
      })),
    });
    const better = only(rearranged.results);
    if (better.kind !== 'assigned') return { outcome, moves: [] };
    const rowOf = new Map(rows.map((row) => [row.requestId, row]));
    const moves = rearranged.moves.flatMap((move) => {
      const row = rowOf.get(move.requestId);
      return row ? [{ move, row }] : [];
    });
    return { outcome: better, moves };
  }

  /**
   * Exactly the start that somebody chose, or why not: SLOT_OUTSIDE_HOURS, OFFICIAL_LACKS_TOPIC,
   * SLOT_AFTER_DEADLINE (more than 14 days ahead), SLOT_TAKEN with `nextStartsAt`.
   */
  async at(manager: EntityManager, wanted: Wanted, startsAt: number, options: ProposalOptions): Promise<Slot> {
    if (startsAt > this.clock.now().getTime() + HORIZON_MS) throw new DomainError('SLOT_AFTER_DEADLINE');
    const prepared = await this.prepare(manager, wanted, { ...options, earliest: startsAt });
    const request: PlanRequest = { ...prepared.request, deadline: startsAt, preferred: [] };
    const { resources } = prepared;
    const outcome = only(plan({ requests: [request], resources, gridMs: CHOSEN_GRID_MS }).results);
    if (outcome.kind === 'assigned') return outcome;
    if (outcome.reason.code === 'noOfficialForTopic') throw new DomainError('OFFICIAL_LACKS_TOPIC');
    const next = offerSlots({ ...request, earliest: options.earliest }, resources, 20, { horizonMs: HORIZON_MS });
    const nearest = next.find(({ start }) => start > startsAt) ?? next[0];
    const params = { nextStartsAt: nearest ? new Date(nearest.start).toISOString() : null };
    if (isClosed(resources, request, startsAt)) throw new DomainError('SLOT_OUTSIDE_HOURS', params);
    throw new DomainError('SLOT_TAKEN', params);
  }

  /** The next starts that could be had, soonest first. */
  async offers(
    manager: EntityManager,
    wanted: Wanted,
    earliest: number,
    limit: number,
  ): Promise<(OfferedSlot & { readonly official: BookableResource | undefined })[]> {
    const { request, resources, candidates } = await this.prepare(manager, wanted, { earliest, mayMove: false });
    const byId = new Map(candidates.map((one) => [one.id, one]));
    return offerSlots(request, resources, limit, { horizonMs: HORIZON_MS }).map((slot) => ({
      ...slot,
      official: byId.get(slot.officialId),
    }));
  }

  private async prepare(manager: EntityManager, wanted: Wanted, options: ProposalOptions) {
    const { timeZone } = await this.stations.getBureau(manager);
    topicRule(wanted.topic);
    const all = await this.resources.candidates(manager, {
      stationIds: wanted.stationIds,
      topics: [wanted.topic],
      languages: languagesOf(wanted.needs),
    });
    const { officialId } = options;
    const candidates = all.filter(({ kind, id }) => !officialId || kind !== 'official' || id === officialId);
    const request = planRequestOf(wanted, candidates, options.earliest, timeZone);
    const resources = await this.resourcesAt(manager, candidates, request, timeZone, replaced(options));
    return { request, candidates, resources, timeZone };
  }

  /** Also whatever those who might give way could move to. */
  private async widen(
    manager: EntityManager,
    candidates: readonly BookableResource[],
    rows: readonly MovableRow[],
  ): Promise<BookableResource[]> {
    const known = new Set(candidates.map(({ id }) => id));
    const others = await this.resources.candidates(manager, {
      stationIds: [...new Set(rows.flatMap(({ stationIds }) => stationIds))],
      topics: [...new Set(rows.map(({ topic }) => topic))],
      languages: languagesOf(rows.flatMap(({ needs }) => needs)),
    });
    return [...candidates, ...others.filter(({ id }) => !known.has(id))];
  }

  private async resourcesAt(
    manager: EntityManager,
    candidates: readonly BookableResource[],
    request: PlanRequest,
    timeZone: string,
    ignoring: readonly string[],
  ): Promise<PlanResource[]> {
    const times = await this.availability.read(manager, {
      resourceIds: candidates.map(({ id }) => id),
      window: { start: request.earliest, end: Math.max(request.earliest, request.deadline) + HORIZON_MS },
      timeZone,
      ignoring,
      loadWindow: weekOf(request.earliest, timeZone),
    });
    return candidates.map((resource) => planResourceOf(resource, times.get(resource.id)));
  }
}

/** The planner's precondition for an appointment that may be moved. */
function liesInFreeTime(row: MovableRow, resources: readonly PlanResource[]): boolean {
  const time = { start: row.startsAt.getTime(), end: row.endsAt.getTime() };
  const length = topicRule(row.topic).durationMs;
  return (
    time.end - time.start === length &&
    row.roomIds.length === row.stationIds.length &&
    [row.officialId, ...row.roomIds, ...row.interpreterIds].every((id) =>
      contains(resources.find((one) => one.id === id)?.free ?? [], time),
    )
  );
}

const replaced = ({ replacing }: ProposalOptions): string[] => (replacing ? [replacing] : []);

function only(results: readonly PlanOutcome[]): PlanOutcome {
  const [outcome] = results;
  if (!outcome) throw new Error('the planner answers each request');
  return outcome;
}

/** Whether the doors are shut then: no room of some station, or no official, has open hours for it. */
function isClosed(resources: readonly PlanResource[], request: PlanRequest, start: number): boolean {
  const talk = { start, end: start + request.durationMs };
  const isOpen = (resource: PlanResource): boolean => contains(resource.open ?? [], talk);
  const officials = resources.filter(({ kind }) => kind === 'official');
  const roomsOf = (stationId: string) => resources.filter((one) => one.kind === 'room' && one.stationId === stationId);
  return !officials.some(isOpen) || request.stationIds.some((stationId) => !roomsOf(stationId).some(isOpen));
}
