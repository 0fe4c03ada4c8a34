import { DomainError, type ErrorParams } from '@domain/errors';
import { MINUTE_MS } from '@domain/local-time';
import { offerSlots, plan } from '@domain/planner';
import type { AssignedReason, Slot } from '@domain/planner/types';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { roomsAsked, type Wanted } from './plan-request';
import { PlanningGround, type Ground, type GroundOptions } from './planning-ground';
import { ResourceRepository, type BookableResource } from './resource.repository';
import { checkRooms, forbidden, slotRefusal } from './slot-refusal';

/** So many later starts are looked at for the one that is named in a refusal. */
const NEXT_STARTS = 20;

export interface ChosenOptions extends GroundOptions {
  /** A resident keeps to the grid and the minimum notice; staff may start at any full minute. Default staff. */
  readonly chosenBy?: 'resident' | 'staff' | undefined;
  /** Refuse a start past the request's own promise while that can still be kept. */
  readonly keepPromise?: boolean | undefined;
}
export interface ChosenSlot extends Slot {
  readonly reason: AssignedReason;
  readonly official: BookableResource | undefined;
  readonly rooms: readonly BookableResource[];
}

/** A ground for its first start alone, whatever was wished for. */
const exactly = ({ request, ...ground }: Ground): Ground => ({
  ...ground,
  request: { ...request, deadline: request.earliest, preferred: [], avoid: [] },
});

/** Exactly the start, official and rooms that somebody chose: every hard rule, and why not. Writes nothing. */
@Injectable()
export class ChosenSlots {
  constructor(
    private readonly ground: PlanningGround,
    private readonly resources: ResourceRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws TIME_PAST, SLOT_TOO_SOON, SLOT_OFF_GRID, SLOT_AFTER_DEADLINE (beyond the booking window, or past
   * a promise that can be kept), ROOM_ELSEWHERE, and whatever `slotRefusal` finds, with `nextStartsAt`.
   */
  async at(manager: EntityManager, wanted: Wanted, startsAt: number, options: ChosenOptions): Promise<ChosenSlot> {
    await this.checkTime(manager, startsAt, options);
    const never = forbidden(wanted);
    if (never) throw new DomainError(never.code, never.params);
    const there = { ...options, earliest: startsAt };
    const near = exactly(await this.ground.prepare(manager, wanted, { ...there, freeAt: [startsAt] }, 'start'));
    if (options.roomIds) checkRooms(await this.roomsAsked(manager, wanted, there), options.roomIds, near.candidates);
    const { request, resources } = near;
    const [outcome] = plan({ ...near.options, requests: [request], resources, gridMs: MINUTE_MS }).results;
    if (outcome?.kind === 'assigned') {
      if (options.keepPromise) await this.checkPromise(manager, wanted, startsAt, options);
      return {
        ...outcome,
        official: near.candidates.find(({ id }) => id === outcome.officialId),
        rooms: near.candidates.filter(({ id }) => outcome.roomIds.includes(id)),
      };
    }
    // What stands in the way is said of everybody.
    const all = exactly(await this.ground.prepare(manager, wanted, there, 'start'));
    throw await this.refusal(manager, wanted, all, startsAt, options);
  }

  /** The station of each room that is needed: of all rooms there are, not of those that somebody chose. */
  private async roomsAsked(manager: EntityManager, wanted: Wanted, options: GroundOptions): Promise<string[]> {
    const { officialId, interpreterIds, earliest } = options;
    const terms = await this.ground.terms(manager);
    const any = { officialId, interpreterIds, earliest };
    return roomsAsked(wanted, await this.ground.selected(manager, wanted, any, terms, 'places'));
  }

  private async checkTime(manager: EntityManager, startsAt: number, options: ChosenOptions): Promise<void> {
    const now = this.clock.now().getTime();
    const { rules } = await this.ground.terms(manager);
    if (startsAt <= now) throw new DomainError('TIME_PAST');
    if (startsAt > now + rules.windowMs) throw new DomainError('SLOT_AFTER_DEADLINE');
    const grid = options.chosenBy === 'resident' ? rules.gridMs : MINUTE_MS;
    if (startsAt % grid !== 0) throw new DomainError('SLOT_OFF_GRID', { gridMinutes: grid / MINUTE_MS });
    if (options.chosenBy === 'resident' && startsAt < now + rules.minimumNoticeMs)
      throw new DomainError('SLOT_TOO_SOON', { minutes: rules.minimumNoticeMs / MINUTE_MS });
  }

  /** The request's own 24 hours, or the last day it wished for, whichever is later, while there is a slot by then. */
  private async checkPromise(
    manager: EntityManager,
    wanted: Wanted,
    startsAt: number,
    options: ChosenOptions,
  ): Promise<void> {
    const deadline = await this.keptUntil(manager, wanted, {
      earliest: options.earliest,
      replacing: options.replacing,
    });
    if (deadline === null || startsAt <= deadline.getTime()) return;
    throw new DomainError('SLOT_AFTER_DEADLINE', { deadline: deadline.toISOString() });
  }

  /** The end of the promise, if a slot by then can still be had; else null. */
  async keptUntil(manager: EntityManager, wanted: Wanted, options: GroundOptions): Promise<Date | null> {
    if (wanted.noticeDueAt <= this.clock.now()) return null;
    const { request, resources, options: how } = await this.ground.prepare(manager, wanted, options, 'promise');
    const [outcome] = plan({ ...how, requests: [request], resources }).results;
    return outcome?.kind === 'assigned' ? new Date(request.deadline) : null;
  }

  private async refusal(
    manager: EntityManager,
    wanted: Wanted,
    ground: Ground,
    start: number,
    options: ChosenOptions,
  ): Promise<DomainError> {
    const { request, candidates, resources } = ground;
    const rows = await this.resources.absences(
      manager,
      candidates.map(({ id }) => id),
      new Date(start),
      new Date(start + request.durationMs),
    );
    const absences = new Map<string, string[]>();
    for (const { resourceId, kind } of rows) absences.set(resourceId, [...(absences.get(resourceId) ?? []), kind]);
    const { code, params } = slotRefusal({ wanted, request, candidates, resources, absences, start });
    return new DomainError(code, { ...params, ...(await this.next(manager, wanted, start, options)) });
  }

  private async next(
    manager: EntityManager,
    wanted: Wanted,
    start: number,
    options: ChosenOptions,
  ): Promise<ErrorParams> {
    const ahead = { ...options, earliest: Math.max(options.earliest, start) };
    const { request, resources, options: how } = await this.ground.prepare(manager, wanted, ahead, 'horizon');
    const offers = offerSlots({ ...request, earliest: options.earliest }, resources, NEXT_STARTS, how);
    const nearest = offers.find((one) => one.start > start) ?? offers[0];
    return { nextStartsAt: nearest ? new Date(nearest.start).toISOString() : null };
  }
}
