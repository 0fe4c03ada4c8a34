import { DomainError } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor';
import { Clock } from '../../common/clock';
import type { PartyRecord, RequestRecord } from '../../requests/request-reader';
import { AssignmentService, type Assignment, type AssignmentWish } from '../assignment.service';
import { HoldRepository, type HoldRecord } from './hold.repository';
import type { Holder } from './holders';

type Wish = Pick<AssignmentWish, 'noticeKind' | 'walkIn' | 'reason' | 'registered'> & {
  readonly startsAt: Date | undefined;
};

/** Turns a held slot into the booking of the one who held it. */
@Injectable()
export class HoldUse {
  constructor(
    private readonly repository: HoldRepository,
    private readonly assignment: AssignmentService,
    private readonly clock: Clock,
  ) {}

  /**
   * Books the held room and official; where these may not serve this request after all, others at the same
   * time. A hold whose time is over counts for nothing: if somebody has taken the slot, HOLD_EXPIRED with
   * `nextStartsAt`. NOT_YOURS for another's. Nothing is changed by a refusal.
   */
  async book(
    manager: EntityManager,
    actor: Actor,
    held: { readonly holder: Holder; readonly holdId: string },
    request: RequestRecord,
    parties: readonly PartyRecord[],
    wish: Wish,
  ): Promise<Assignment> {
    const hold = await this.repository.findLocked(manager, held.holdId);
    if (hold && hold.holder !== held.holder) throw new DomainError('NOT_YOURS');
    if (hold) await this.repository.remove(manager, hold.id);
    const startsAt = wish.startsAt ?? hold?.startsAt;
    if (!startsAt) throw new DomainError('HOLD_EXPIRED', { nextStartsAt: null });
    // Time that was promised is kept, however little notice is left by now.
    const chosen = { ...wish, startsAt, walkIn: true };
    const assign = (exactly: Pick<AssignmentWish, 'officialId' | 'roomIds'>) =>
      this.assignment.assign(manager, actor, request, parties, { ...chosen, ...exactly });
    const live = hold !== null && hold.expiresAt > this.clock.now();
    try {
      if (!hold || !fits(hold, request, parties, startsAt)) return await assign({});
      return await orElse(
        () => assign({ officialId: hold.officialId, roomIds: hold.roomIds }),
        () => assign({}),
      );
    } catch (error) {
      if (!live && error instanceof DomainError && error.code === 'SLOT_TAKEN')
        throw new DomainError('HOLD_EXPIRED', error.params);
      throw error;
    }
  }
}

const fits = (hold: HoldRecord, request: RequestRecord, parties: readonly PartyRecord[], startsAt: Date): boolean =>
  hold.topic === request.topic &&
  hold.startsAt.getTime() === startsAt.getTime() &&
  hold.stationIds.join() === parties.map(({ stationId }) => stationId).join();

/** What was held may break a rule that only the whole form shows, such as whom it complains of. */
async function orElse<T>(first: () => Promise<T>, second: () => Promise<T>): Promise<T> {
  try {
    return await first();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return second();
  }
}
