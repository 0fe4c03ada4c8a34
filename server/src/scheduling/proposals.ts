import { contains } from '@domain/interval';
import { HOUR_MS } from '@domain/local-time';
import { offerSlots, plan } from '@domain/planner';
import type { OfferedSlot, PlanMove, PlanOutcome, PlanResource } from '@domain/planner/types';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { ChosenSlots, type ChosenOptions, type ChosenSlot } from './chosen-slots';
import { MovableRepository, type MovableRow } from './movable.repository';
import { NearStarts } from './near-starts';
import { planRequestOf, type Wanted } from './plan-request';
import { PlanningGround, type Ground, type GroundOptions, type GroundTerms, type Reach } from './planning-ground';
import type { BookableResource } from './resource.repository';

/** Who is due sooner than this is on the way already, and is not moved. */
export const MOVE_NOTICE_MS = HOUR_MS;

export interface Proposal {
  readonly outcome: PlanOutcome;
  /** Who would host it, where it was placed. */
  readonly official: BookableResource | undefined;
  /** What must give way for it, with the rows as they were seen. */
  readonly moves: readonly { readonly move: PlanMove; readonly row: MovableRow }[];
}

export interface ProposalOptions extends ChosenOptions {
  /** Whether unconfirmed appointments of others may be moved. */
  readonly mayMove: boolean;
}

type Offer = OfferedSlot & { readonly official: BookableResource | undefined };

/** Asks the domain's planner with what the database knows now. Writes nothing. */
@Injectable()
export class Proposals {
  constructor(
    private readonly ground: PlanningGround,
    private readonly nearStarts: NearStarts,
    private readonly chosen: ChosenSlots,
    private readonly movable: MovableRepository,
    private readonly clock: Clock,
  ) {}

  /** The earliest common slot within the promise; failing that, by moving unconfirmed appointments of others. */
  async earliest(manager: EntityManager, wanted: Wanted, options: ProposalOptions): Promise<Proposal> {
    const first = await this.nearStarts.first(manager, wanted, options);
    if (first) return proposalOf(first.outcome, first.candidates);
    // Nearly always the promise's own day is enough; two weeks of everybody's diary are read only if not.
    const near = await this.ground.prepare(manager, wanted, options, 'promise');
    const soon = only(plan({ ...near.options, requests: [near.request], resources: near.resources }).results);
    if (soon.kind === 'assigned') return proposalOf(soon, near.candidates);
    const far = await this.ground.prepare(manager, wanted, options, 'horizon');
    const outcome = only(plan({ ...far.options, requests: [far.request], resources: far.resources }).results);
    if (outcome.kind === 'assigned' || !options.mayMove) return proposalOf(outcome, far.candidates);
    return (await this.byMoving(manager, far, options)) ?? proposalOf(outcome, far.candidates);
  }

  /** Exactly the start that somebody chose, or why not: see `ChosenSlots.at`. */
  at(manager: EntityManager, wanted: Wanted, startsAt: number, options: ChosenOptions): Promise<ChosenSlot> {
    return this.chosen.at(manager, wanted, startsAt, options);
  }

  /** The request in the planner's words, and all that could serve it. */
  prepare(manager: EntityManager, wanted: Wanted, options: GroundOptions, reach: Reach): Promise<Ground> {
    return this.ground.prepare(manager, wanted, options, reach);
  }

  /** The next starts that could be had, soonest first. */
  async offers(
    manager: EntityManager,
    wanted: Wanted,
    earliest: number,
    limit: number,
    own: Omit<GroundOptions, 'earliest'> = {},
  ): Promise<Offer[]> {
    const options = { ...own, earliest };
    const soon = await this.nearStarts.offers(manager, wanted, options, limit);
    if (soon) return withOfficials(soon.slots, soon.candidates);
    const near = await this.ground.prepare(manager, wanted, options, 'promise');
    const slots = offerSlots(near.request, near.resources, limit, { ...near.options, horizonMs: 0 });
    if (slots.length === limit) return withOfficials(slots, near.candidates);
    const far = await this.ground.prepare(manager, wanted, options, 'horizon');
    return withOfficials(offerSlots(far.request, far.resources, limit, far.options), far.candidates);
  }

  /** Room made by others who give way; null when that does not help. */
  private async byMoving(
    manager: EntityManager,
    { request, candidates, terms, options: how }: Ground,
    options: ProposalOptions,
  ): Promise<Proposal | null> {
    const earliest = this.clock.now().getTime() + MOVE_NOTICE_MS;
    const window = { start: request.earliest, end: request.deadline + request.durationMs + terms.rules.windowMs };
    const rows = await this.movable.find(
      manager,
      candidates.map(({ id }) => id),
      new Date(earliest),
      new Date(request.deadline + request.durationMs),
      this.clock.now(),
    );
    if (rows.length === 0) return null;
    const wider = await this.widen(manager, candidates, rows, terms, request.earliest);
    const { replacing, ownHoldId } = options;
    const without = (some: readonly MovableRow[]) => {
      const ignoring = [...some.map((row) => row.appointmentId), ...(replacing ? [replacing] : [])];
      return this.ground.diaries(manager, wider, terms, { window, ignoring, ownHoldId });
    };
    const all = await without(rows);
    const regular = rows.filter((row) => liesInFreeTime(row, all, terms));
    // What was booked at odd hours, or in a room since closed, stays where it is.
    const resources = regular.length === rows.length ? all : await without(regular);
    const rearranged = plan({
      ...how,
      requests: [request],
      resources,
      existing: regular.map((row) => ({
        request: planRequestOf({ ...row, id: row.requestId, urgency: 'normal', preferredTimes: [] }, wider, {
          ...terms,
          earliest,
        }),
        start: row.startsAt.getTime(),
        officialId: row.officialId,
        roomIds: row.roomIds,
        interpreterIds: row.interpreterIds,
        told: row.told,
      })),
    });
    const better = only(rearranged.results);
    if (better.kind !== 'assigned') return null;
    const rowOf = new Map(rows.map((row) => [row.requestId, row]));
    const moves = rearranged.moves.flatMap((move) => {
      const row = rowOf.get(move.requestId);
      return row ? [{ move, row }] : [];
    });
    return { ...proposalOf(better, candidates), moves };
  }

  /** Also whatever those who might give way could move to. Who stepped back, did so from one request only. */
  private async widen(
    manager: EntityManager,
    candidates: readonly BookableResource[],
    rows: readonly MovableRow[],
    terms: GroundTerms,
    around: number,
  ): Promise<BookableResource[]> {
    const known = new Set(candidates.map(({ id }) => id));
    const wanted = {
      id: 'others',
      stationIds: [...new Set(rows.flatMap(({ stationIds }) => stationIds))],
      topics: [...new Set(rows.map(({ topic }) => topic))],
      needs: rows.flatMap(({ needs }) => needs),
    };
    const others = await this.ground.candidates(manager, wanted, [], terms, around);
    const plain = candidates.map((one) => ({ ...one, recused: false, sawBefore: false }));
    return [...plain, ...others.filter(({ id }) => !known.has(id))];
  }
}

function withOfficials(slots: readonly OfferedSlot[], candidates: readonly BookableResource[]): Offer[] {
  const byId = new Map(candidates.map((one) => [one.id, one]));
  return slots.map((slot) => ({ ...slot, official: byId.get(slot.officialId) }));
}

/** The planner's precondition for an appointment that may be moved. */
function liesInFreeTime(row: MovableRow, resources: readonly PlanResource[], { rules }: GroundTerms): boolean {
  const time = { start: row.startsAt.getTime(), end: row.endsAt.getTime() };
  return (
    time.end - time.start === rules.durationMs(row.topic) &&
    row.roomIds.length === row.stationIds.length &&
    [row.officialId, ...row.roomIds, ...row.interpreterIds].every((id) =>
      contains(resources.find((one) => one.id === id)?.free ?? [], time),
    )
  );
}

function proposalOf(outcome: PlanOutcome, candidates: readonly BookableResource[]): Proposal {
  const officialId = outcome.kind === 'assigned' ? outcome.officialId : null;
  return { outcome, official: candidates.find(({ id }) => id === officialId), moves: [] };
}

function only(results: readonly PlanOutcome[]): PlanOutcome {
  const [outcome] = results;
  if (!outcome) throw new Error('the planner answers each request');
  return outcome;
}
