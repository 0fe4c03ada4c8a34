import { offerSlots, plan } from '@domain/planner';
import type { OfferedSlot, PlanOutcome, PlanRequest, PlanResource } from '@domain/planner/types';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { planRequestOf, type Wanted } from './plan-request';
import { optionsOf, PlanningGround, type GroundOptions, type GroundTerms } from './planning-ground';
import type { BookableResource } from './resource.repository';

/** With fewer officials than this, reading all of their diaries costs as little. */
const MANY_OFFICIALS = 24;
/** So many starts of the rooms are looked at for each that is wanted: talks of half an hour lie askew to a start. */
const STARTS_FOR_ONE = 4;

type Assigned = Extract<PlanOutcome, { kind: 'assigned' }>;

/** The request until the last start looked at, and everything that could serve it until then. */
interface Near {
  readonly request: PlanRequest;
  readonly resources: readonly PlanResource[];
  readonly candidates: readonly BookableResource[];
  readonly terms: GroundTerms;
}

/**
 * The shortcut for topics that many officials hold. The station's own rooms, and interpreters, say which
 * starts are possible at all; at the first few of them somebody of many is nearly always free, and only
 * those who are have their diaries read. What is answered is what the whole ground would have answered: whoever
 * is left out is busy at each of the starts, so the planner would not have chosen them. Null when the
 * shortcut leads nowhere: then the whole ground must be asked. Writes nothing.
 */
@Injectable()
export class NearStarts {
  constructor(private readonly ground: PlanningGround) {}

  /** The planner's own choice, when that is among the rooms' first starts. */
  async first(
    manager: EntityManager,
    wanted: Wanted,
    options: GroundOptions,
  ): Promise<{ readonly outcome: Assigned; readonly candidates: readonly BookableResource[] } | null> {
    // A wish may be worth waiting for: then the first start is not the answer.
    if (wanted.preferredTimes.length > 0) return null;
    const near = await this.look(manager, wanted, options, 1);
    if (!near || near.request.preferredOfficialId || near.request.avoid?.length) return null;
    const { candidates, request, resources, terms } = near;
    const [outcome] = plan({ ...optionsOf(terms.rules), requests: [request], resources }).results;
    return outcome?.kind === 'assigned' ? { outcome, candidates } : null;
  }

  /** The next starts, when they are among the rooms' first ones. */
  async offers(
    manager: EntityManager,
    wanted: Wanted,
    options: GroundOptions,
    limit: number,
  ): Promise<{ readonly slots: readonly OfferedSlot[]; readonly candidates: readonly BookableResource[] } | null> {
    const near = await this.look(manager, wanted, options, limit);
    if (!near) return null;
    const { candidates, request, resources, terms } = near;
    const slots = offerSlots(request, resources, limit, { ...optionsOf(terms.rules), horizonMs: 0 });
    return slots.length === limit ? { slots, candidates } : null;
  }

  private async look(
    manager: EntityManager,
    wanted: Wanted,
    options: GroundOptions,
    count: number,
  ): Promise<Near | null> {
    if (options.officialId || wanted.hostId || this.ground.officialsOf(wanted.topic) < MANY_OFFICIALS) return null;
    const terms = await this.ground.terms(manager);
    const places = await this.ground.selected(manager, wanted, options, terms, 'places');
    const { starts, resources } = await this.startsOf(manager, wanted, options, places, terms, count * STARTS_FOR_ONE);
    const last = starts.at(-1);
    if (last === undefined) return null;
    const officials = await this.ground.selected(manager, wanted, { ...options, freeAt: starts }, terms, 'officials');
    const candidates = [...places, ...officials];
    const request = this.requestOf(wanted, candidates, options, terms);
    const diaries = await this.ground.diaries(manager, officials, terms, {
      window: {
        start: request.earliest,
        end: Math.min(last + terms.rules.bufferMs, request.deadline) + request.durationMs,
      },
      ignoring: options.replacing ? [options.replacing] : [],
      ownHoldId: options.ownHoldId,
    });
    return {
      request: { ...request, deadline: last },
      resources: [...resources, ...diaries],
      candidates,
      terms,
    };
  }

  /** The first starts at which rooms and interpreters are free, as though some official always were. */
  private async startsOf(
    manager: EntityManager,
    wanted: Wanted,
    options: GroundOptions,
    places: readonly BookableResource[],
    terms: GroundTerms,
    count: number,
  ): Promise<{ readonly starts: readonly number[]; readonly resources: readonly PlanResource[] }> {
    const request = this.requestOf(wanted, places, options, terms);
    const window = { start: request.earliest, end: request.deadline + request.durationMs };
    const resources = await this.ground.diaries(manager, places, terms, {
      window,
      ignoring: options.replacing ? [options.replacing] : [],
      ownHoldId: options.ownHoldId,
      loads: false,
    });
    const anybody: PlanResource = {
      id: 'anybody',
      kind: 'official',
      topics: [wanted.topic],
      free: [window],
      open: [window],
    };
    const slots = offerSlots(request, [...resources, anybody], count, {
      ...optionsOf(terms.rules),
      horizonMs: 0,
      spacingMs: 0,
    });
    return { starts: slots.map(({ start }) => start), resources };
  }

  private requestOf(
    wanted: Wanted,
    candidates: readonly BookableResource[],
    { earliest, durationMs }: GroundOptions,
    terms: GroundTerms,
  ): PlanRequest {
    const request = planRequestOf(wanted, candidates, { ...terms, earliest });
    return { ...request, durationMs: durationMs ?? request.durationMs };
  }
}
