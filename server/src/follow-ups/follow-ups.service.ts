import { DomainError } from '@domain/errors';
import { DAY_MS } from '@domain/local-time';
import type { completeFollowUp, FollowUpView } from '@contracts/http/follow-ups';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { requireStaff, type Actor, type StaffActor } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { Idempotency, type Repeatable } from '../common/idempotency';
import { Sealing } from '../common/sealing';
import { House } from '../house/house';
import { Answers } from '../outcomes/answers';
import { RequestReader } from '../requests/request-reader';
import { RequestStates } from '../requests/request-states';
import { NextRound } from '../sessions/next-round';
import { presentFollowUp } from './follow-up.presenter';
import { FollowUpRepository, type FollowUpRow } from './follow-up.repository';
import { isMine, mayFollowUp, mayLearnOfRating, maySeeFollowUp } from './follow-ups.policy';
import { Ratings } from './ratings';

export type DoneFollowUp = z.output<typeof completeFollowUp>;

/** What was done stays on the list for a week. */
const DONE_SHOWN_MS = 7 * DAY_MS;

/** 回访: what is owed to whom, and how each was done. */
@Injectable()
export class FollowUpsService {
  constructor(
    private readonly source: DataSource,
    private readonly repository: FollowUpRepository,
    private readonly ratings: Ratings,
    private readonly answers: Answers,
    private readonly nextRound: NextRound,
    private readonly requests: RequestReader,
    private readonly states: RequestStates,
    private readonly idempotency: Idempotency,
    private readonly sealing: Sealing,
    private readonly house: House,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, onlyMine: boolean): Promise<FollowUpView[]> {
    const staff = requireStaff(actor);
    const doneSince = new Date(this.clock.now().getTime() - DONE_SHOWN_MS);
    const stationId = staff.role === 'stationClerk' ? staff.stationId : null;
    const rows = await this.repository.list(this.source.manager, { stationId, doneSince });
    return rows
      .filter((row) => maySeeFollowUp(staff, row) && (!onlyMine || isMine(staff, row)))
      .map((row) => this.present(staff, row));
  }

  /**
   * Writes down how a follow-up was done, with the party's rating where the asker did not host
   * (RATING_BY_HOST). Reopening sends the matter back to the board; the last follow-up closes it, once
   * it is answered: where no answer was given at the session, `answer` or the note is the answer.
   */
  async complete(actor: Actor, id: string, done: DoneFollowUp, repeatable: Repeatable): Promise<FollowUpView> {
    const staff = requireStaff(actor);
    const view = await this.source.transaction(async (manager) => {
      const row = await this.lock(manager, id);
      if (!row || !mayFollowUp(staff, row)) throw new DomainError('NOT_YOURS');
      return this.idempotency.once(manager, repeatable, () => this.write(manager, staff, row, done));
    });
    this.house.announce('followUps', null, 'followUp.done');
    this.house.announce('board', null, 'followUp.done');
    this.house.announce('resident', view.partyId, 'followUp.done');
    return view;
  }

  private async write(
    manager: EntityManager,
    staff: StaffActor,
    row: FollowUpRow,
    done: DoneFollowUp,
  ): Promise<FollowUpView> {
    if (row.doneAt) throw new DomainError('FOLLOW_UP_DONE');
    const { method, result, note } = done;
    const doneAt = this.clock.now();
    const change = { doneAt, doneBy: staff.id, method, result, note };
    await this.repository.markDone(manager, row.id, change);
    if (done.rating) {
      if (!mayLearnOfRating(staff, row.hostIds)) throw new DomainError('RATING_BY_HOST');
      await this.ratings.give(manager, staff, row, done.rating, 'followUp');
    }
    if (done.reopen) await this.reopen(manager, row.requestId);
    else await this.moveOn(manager, row.requestId, done);
    await this.audit.write(manager, staff, {
      action: 'followUp.complete',
      subjectKind: 'followUp',
      subjectId: row.id,
      detail: { kind: row.kind, method, result, reopen: done.reopen },
    });
    return this.present(staff, { ...row, ...change, rated: row.rated || done.rating !== undefined });
  }

  private async reopen(manager: EntityManager, requestId: string): Promise<void> {
    await this.states.move(manager, requestId, 'REOPENED');
    const officialId = await this.nextRound.lastOfficial(manager, requestId);
    await this.nextRound.owe(manager, requestId, 'reopened', officialId);
  }

  /** The last follow-up: FOLLOWED_UP, and CLOSED where the resident was told something. */
  private async moveOn(manager: EntityManager, requestId: string, done: DoneFollowUp): Promise<void> {
    const { state } = await this.requests.getLocked(manager, requestId);
    if (state !== 'FOLLOW_UP_DUE' || (await this.repository.hasOpen(manager, requestId))) return;
    await this.states.move(manager, requestId, 'FOLLOWED_UP');
    if (await this.answers.isOwed(manager, requestId)) {
      // Who could not be reached was told nothing: followed up, and not closed.
      if (done.result === 'unreachable') return;
      const answer = done.answer || done.note;
      if (answer === '') throw new DomainError('INPUT_INVALID', { field: 'answer' });
      await this.answers.give(manager, requestId, answer, this.clock.now());
    }
    await this.states.move(manager, requestId, 'CLOSED');
  }

  /** Locks the request first, as everything else does, then the follow-up. */
  private async lock(manager: EntityManager, id: string): Promise<FollowUpRow | null> {
    const requestId = await this.repository.findRequestId(manager, id);
    if (!requestId) return null;
    await this.requests.getLocked(manager, requestId);
    return this.repository.findLocked(manager, id);
  }

  private present(staff: StaffActor, row: FollowUpRow): FollowUpView {
    const phone = row.phoneSealed === null ? null : this.sealing.open(row.phoneSealed);
    return presentFollowUp(staff, row, phone, this.clock.now());
  }
}
