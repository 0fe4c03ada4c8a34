import type { SchedulingRules } from '@domain/capacity/settings';
import type { Interval } from '@domain/interval';
import type { PlanOptions, PlanRequest, PlanResource } from '@domain/planner/types';
import type { Topic } from '@domain/topic';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Availability } from '../capacity/availability';
import { SchedulingSettings } from '../capacity/scheduling-settings';
import { Clock } from '../common/clock';
import { Stations } from '../identity/stations';
import { languagesOf, planRequestOf, planResourceOf, weekOf, type Wanted } from './plan-request';
import { ResourceRepository, type BookableResource, type CandidatesQuery, type FreeAt } from './resource.repository';

export interface GroundOptions {
  /** No start before this. */
  readonly earliest: number;
  /** Only this official. */
  readonly officialId?: string | undefined;
  /** Only these rooms. */
  readonly roomIds?: readonly string[] | undefined;
  /** Only these interpreters. */
  readonly interpreterIds?: readonly string[] | undefined;
  /** An appointment of the same request that the new one replaces. */
  readonly replacing?: string | undefined;
  /** The asker's own hold counts as free. */
  readonly ownHoldId?: string | undefined;
  /** Instead of the topic's own length: a talk keeps the length that it was booked for. */
  readonly durationMs?: number | undefined;
  /** Read the diaries at least until here. */
  readonly until?: number | undefined;
  /**
   * Only officials who may be free at one of these starts, and whoever is named or saw them before. At these
   * starts, and at no others, the ground is then as good as the whole.
   */
  readonly freeAt?: readonly number[] | undefined;
}

/** How far ahead diaries are read: for one start, to the end of the promise, or as far as anything is offered. */
export type Reach = 'start' | 'promise' | 'horizon';

/** One request in the planner's words, and everything that could serve it. */
export interface Ground {
  readonly request: PlanRequest;
  readonly candidates: readonly BookableResource[];
  readonly resources: readonly PlanResource[];
  readonly terms: GroundTerms;
  /** What `plan` and its kin are to be called with. */
  readonly options: PlanOptions;
}
export interface GroundTerms {
  readonly timeZone: string;
  readonly rules: SchedulingRules;
}

export interface DiaryQuery {
  readonly window: Interval;
  /** Appointments whose time counts as free. */
  readonly ignoring: readonly string[];
  readonly ownHoldId?: string | undefined;
  /** The leader hosts: reception time is open. */
  readonly forLeader?: boolean;
  /** False where nobody asks how much of the week is taken. */
  readonly loads?: boolean;
}

/** Reads from the database what the planner must know. Writes nothing. */
@Injectable()
export class PlanningGround {
  private readonly crowds = new Map<Topic, number>();

  constructor(
    private readonly resources: ResourceRepository,
    private readonly availability: Availability,
    private readonly settings: SchedulingSettings,
    private readonly stations: Stations,
    private readonly clock: Clock,
  ) {}

  async terms(manager: EntityManager): Promise<GroundTerms> {
    const { timeZone } = await this.stations.getBureau(manager);
    return { timeZone, rules: await this.settings.read(manager) };
  }

  /** Everything that could serve this request, with the diaries for as far as is asked. */
  async prepare(manager: EntityManager, wanted: Wanted, options: GroundOptions, reach: Reach): Promise<Ground> {
    const terms = await this.terms(manager);
    const candidates = await this.selected(manager, wanted, options, terms, 'all');
    const official = options.officialId ?? wanted.hostId;
    if (!official && !options.freeAt) this.crowds.set(wanted.topic, candidates.filter(isOfficial).length);
    const asked = planRequestOf(wanted, candidates, { ...terms, earliest: options.earliest });
    const request = { ...asked, durationMs: options.durationMs ?? asked.durationMs };
    const latest = reach === 'start' ? request.earliest : Math.max(request.earliest, request.deadline);
    const ahead = reach === 'horizon' ? terms.rules.windowMs : 0;
    const resources = await this.diaries(manager, candidates, terms, {
      window: { start: request.earliest, end: Math.max(latest + request.durationMs + ahead, options.until ?? 0) },
      ignoring: options.replacing ? [options.replacing] : [],
      ownHoldId: options.ownHoldId,
      forLeader: candidates.some(({ id, isLeader }) => isLeader && id === official),
    });
    return { request, candidates, resources, terms, options: optionsOf(terms.rules) };
  }

  /** What could serve these wishes, or is named; without diaries. */
  candidates(
    manager: EntityManager,
    wanted: Pick<Wanted, 'id' | 'stationIds' | 'needs'> & Pick<CandidatesQuery, 'topics' | 'freeAt'>,
    namedIds: readonly string[],
    { timeZone }: GroundTerms,
    around: number,
  ): Promise<BookableResource[]> {
    return this.resources.candidates(manager, {
      stationIds: wanted.stationIds,
      topics: wanted.topics,
      languages: languagesOf(wanted.needs),
      namedIds,
      requestId: isId(wanted.id) ? wanted.id : null,
      now: this.clock.now(),
      freeAt: wanted.freeAt ?? null,
      week: weekOf(around, timeZone),
    });
  }

  /** The same resources with what is free in the window. */
  async diaries(
    manager: EntityManager,
    candidates: readonly BookableResource[],
    { timeZone, rules }: GroundTerms,
    { window, ignoring, ownHoldId, forLeader, loads = true }: DiaryQuery,
  ): Promise<PlanResource[]> {
    const times = await this.availability.read(manager, {
      resourceIds: candidates.map(({ id }) => id),
      window,
      timeZone,
      ignoring,
      ownHoldId,
      ...(loads && { loadWindow: weekOf(window.start, timeZone) }),
      forLeader: forLeader ?? false,
    });
    return candidates.map((resource) => planResourceOf(resource, times.get(resource.id), rules));
  }

  /** How many officials held this topic when all of them were last asked for; 0 before that. */
  officialsOf(topic: Topic): number {
    return this.crowds.get(topic) ?? 0;
  }

  /** What could serve this request: everything, only rooms and interpreters, or only officials. */
  async selected(
    manager: EntityManager,
    wanted: Wanted,
    options: GroundOptions,
    terms: GroundTerms,
    which: 'all' | 'places' | 'officials',
  ): Promise<BookableResource[]> {
    const sought = {
      ...wanted,
      stationIds: which === 'officials' ? [] : wanted.stationIds,
      needs: which === 'officials' ? [] : wanted.needs,
      topics: which === 'places' ? [] : [wanted.topic],
      freeAt: freeAtOf(wanted, options, terms),
    };
    const all = await this.named(manager, sought, options, terms);
    const official = options.officialId ?? wanted.hostId;
    return all.filter((one) => {
      if (which !== 'all' && isOfficial(one) !== (which === 'officials')) return false;
      const { kind, id } = one;
      if (kind === 'official') return !official || id === official;
      const only = kind === 'room' ? options.roomIds : kind === 'interpreter' ? options.interpreterIds : undefined;
      return !only || only.includes(id);
    });
  }

  private async named(
    manager: EntityManager,
    wanted: Wanted & Pick<CandidatesQuery, 'topics' | 'freeAt'>,
    options: GroundOptions,
    terms: GroundTerms,
  ): Promise<BookableResource[]> {
    const { officialId, roomIds = [], interpreterIds = [] } = options;
    const names = [officialId, wanted.hostId, ...roomIds, ...interpreterIds].filter((id) => id != null);
    const found = await this.candidates(manager, wanted, names, terms, options.earliest);
    // Whoever invites hosts, whatever the topic.
    return found.map((one) => (one.id === wanted.hostId ? { ...one, topics: [wanted.topic] } : one));
  }
}

export const optionsOf = (rules: SchedulingRules): PlanOptions => ({
  gridMs: rules.gridMs,
  bufferMs: rules.bufferMs,
  horizonMs: rules.windowMs,
});

function freeAtOf(
  wanted: Wanted,
  { freeAt, durationMs, replacing, ownHoldId }: GroundOptions,
  { rules }: GroundTerms,
): FreeAt | null {
  if (!freeAt) return null;
  const length = durationMs ?? rules.durationMs(wanted.topic);
  return {
    claims: freeAt.map((start) => ({ start, end: start + length })),
    ignoring: replacing ? [replacing] : [],
    ownHoldId: ownHoldId ?? null,
  };
}

const isOfficial = ({ kind }: BookableResource): boolean => kind === 'official';
const isId = (text: string): boolean => /^[\da-f]{8}-[\da-f-]{27}$/.test(text);
