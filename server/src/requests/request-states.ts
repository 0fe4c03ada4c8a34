import { DomainError } from '@domain/errors';
import { moveRequest } from '@domain/request-machine';
import type { RequestState } from '@domain/request-state';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import type { RequestEntity, Unplaced } from './request.entity';
import { RequestRepository } from './request.repository';

/** Whoever confirms or comes has been told, even if no notice was seen to arrive: the 24-hour clock stops. */
const PROVES_TOLD: ReadonlySet<RequestState> = new Set<RequestState>(['CONFIRMED', 'CHECKED_IN']);

/** The only hand that changes a request's state; every change makes a new version. */
@Injectable()
export class RequestStates {
  constructor(
    private readonly repository: RequestRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Moves the request by the domain's machine and returns the new version. Holds the row until the
   * transaction ends. Throws NOT_FOUND, STALE_VERSION (someone was faster) or STATE_FORBIDS.
   */
  async move(
    manager: EntityManager,
    requestId: string,
    to: RequestState,
    options: { readonly expectedVersion?: number | undefined } = {},
  ): Promise<number> {
    const request = await this.lock(manager, requestId, options.expectedVersion);
    const state = moveRequest(request.state, to);
    const told = PROVES_TOLD.has(to) && !request.notifiedAt ? { notifiedAt: this.clock.now() } : {};
    return this.write(manager, request, { state, ...told, ...this.momentOf(to) });
  }

  /**
   * A slot was found: nothing is unplaced any more. The request may already be SCHEDULED and only be
   * moved. Whoever had confirmed or come did so for another time, and is asked anew.
   */
  async scheduled(manager: EntityManager, requestId: string): Promise<number> {
    const request = await this.lock(manager, requestId, undefined);
    await this.repository.clearVisit(manager, requestId);
    const state = request.state === 'SCHEDULED' ? request.state : moveRequest(request.state, 'SCHEDULED');
    return this.write(manager, request, { state, unplaced: null });
  }

  /** No slot was found, and why; a new request thereby waits in triage. */
  async unplaced(manager: EntityManager, requestId: string, reason: Unplaced): Promise<number> {
    const request = await this.lock(manager, requestId, undefined);
    const state = request.state === 'REGISTERED' ? moveRequest(request.state, 'TRIAGED') : request.state;
    return this.write(manager, request, { state, unplaced: reason });
  }

  /**
   * The first notice arrived: the 24-hour clock stops, and a SCHEDULED request becomes NOTIFIED. A
   * moved appointment is told of again; the clock keeps its first stop. Repeating it changes nothing.
   */
  async notified(manager: EntityManager, requestId: string, at: Date): Promise<void> {
    const request = await this.lock(manager, requestId, undefined);
    const change: Partial<RequestEntity> = {};
    if (!request.notifiedAt) change.notifiedAt = at;
    if (request.state === 'SCHEDULED') change.state = moveRequest(request.state, 'NOTIFIED');
    if (change.notifiedAt || change.state) await this.write(manager, request, change);
  }

  /** The resident takes the request back, and may say why. Throws as `move`. */
  async withdraw(
    manager: EntityManager,
    requestId: string,
    withdrawal: { readonly reason: string; readonly version?: number | undefined },
  ): Promise<number> {
    const request = await this.lock(manager, requestId, withdrawal.version);
    return this.write(manager, request, {
      state: moveRequest(request.state, 'WITHDRAWN'),
      ...this.momentOf('WITHDRAWN'),
      withdrawnReason: withdrawal.reason,
    });
  }

  /** The bureau takes the request back and says why. Throws as `move`. */
  async cancelByBureau(
    manager: EntityManager,
    requestId: string,
    cancelling: { readonly reason: string; readonly version: number },
  ): Promise<number> {
    const request = await this.lock(manager, requestId, cancelling.version);
    const state = moveRequest(request.state, 'CANCELLED_BY_BUREAU');
    return this.write(manager, request, { state, unplaced: null, cancelledReason: cancelling.reason });
  }

  /**
   * Whoever was called absent came after all: the request is what it was. With a reason it waits for another
   * time instead, because the old one is gone. Throws as `move`.
   */
  async undoNoShow(
    manager: EntityManager,
    requestId: string,
    to: RequestState | Unplaced,
    expectedVersion: number,
  ): Promise<number> {
    const request = await this.lock(manager, requestId, expectedVersion);
    if (request.state !== 'NO_SHOW') throw new DomainError('STATE_FORBIDS', { from: request.state, to: 'NOTIFIED' });
    return typeof to === 'string'
      ? this.write(manager, request, { state: moveRequest('NO_SHOW', to) })
      : this.write(manager, request, { state: moveRequest('NO_SHOW', 'TRIAGED'), unplaced: to });
  }

  private async lock(
    manager: EntityManager,
    requestId: string,
    expectedVersion: number | undefined,
  ): Promise<RequestEntity> {
    const request = await this.repository.findLocked(manager, requestId);
    if (!request) throw new DomainError('NOT_FOUND');
    if (expectedVersion !== undefined && expectedVersion !== request.version)
      throw new DomainError('STALE_VERSION', { version: request.version });
    return request;
  }

  private async write(manager: EntityManager, request: RequestEntity, change: Partial<RequestEntity>): Promise<number> {
    const version = request.version + 1;
    await this.repository.update(manager, request.id, { ...change, version });
    return version;
  }

  private momentOf(to: RequestState): Partial<RequestEntity> {
    if (to === 'WITHDRAWN') return { withdrawnAt: this.clock.now(), unplaced: null };
    if (to === 'CANCELLED_BY_BUREAU' || to === 'DECLINED' || to === 'TRANSFERRED') return { unplaced: null };
    if (to === 'CLOSED') return { closedAt: this.clock.now() };
    if (to === 'REOPENED') return { reopenedAt: this.clock.now(), closedAt: null };
    return {};
  }
}
