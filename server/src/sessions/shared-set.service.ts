import { DomainError } from '@domain/errors';
import { mayBeLedIn, seatHolder, stepsFor, type SetWish } from '@domain/shared-set';
import type { SharedSet, StationSet } from '@contracts/http/shared-set';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { requireStaff, type Actor } from '../common/actor';
import { Audit } from '../common/audit';
import { Idempotency, type Repeatable } from '../common/idempotency';
import { Logger } from '../common/logger';
import { MediaControl } from './media-control';
import { SessionNews } from './news';
import type { SessionEntity } from './session.entity';
import { SessionRepository } from './session.repository';
import { mayCheckIn, mayHost, refusalFor } from './sessions.policy';
import { presentSet, presentStationSet } from './shared-set.presenter';
import { SharedSetRepository, type SharedTalk, type SharingParty } from './shared-set.repository';
import { VisitRepository } from './visit.repository';

/** Two parties at one set: the host says what they need, the clerk leads people in and out and says so. */
@Injectable()
export class SharedSetService {
  constructor(
    private readonly source: DataSource,
    private readonly sessions: SessionRepository,
    private readonly sets: SharedSetRepository,
    private readonly visits: VisitRepository,
    private readonly control: MediaControl,
    private readonly idempotency: Idempotency,
    private readonly news: SessionNews,
    private readonly audit: Audit,
    private readonly logger: Logger,
  ) {}

  /** What the clerk of a station has to look after now. */
  async ofStation(actor: Actor, stationId: string): Promise<StationSet[]> {
    if (!mayCheckIn(requireStaff(actor), stationId)) throw new DomainError('NOT_YOURS');
    return (await this.sets.list(this.source.manager, stationId)).map(presentStationSet);
  }

  /**
   * The clerk of the station, who sees it, says that a party was led out of the room or in again; the set then
   * speaks for whoever sits before it. SET_NOT_SHARED where each party has a room, CALL_NOT_OPEN while the call
   * is on no node, UNAVAILABLE, OTHER_STILL_WAITS for leading in beside somebody whom the host has not admitted,
   * OTHER_IN_PRIVATE beside somebody in a private talk. What is refused changes nothing.
   */
  async say(
    actor: Actor,
    sessionId: string,
    said: { readonly partyId: string; readonly ledOut: boolean },
    repeatable: Repeatable,
  ): Promise<SharedSet> {
    const staff = requireStaff(actor);
    const [session, answer] = await this.source.transaction(async (manager) => {
      const seen = await this.sets.find(manager, sessionId);
      const party = seen?.parties.find(({ id }) => id === said.partyId);
      const visit = party ? null : await this.visits.find(manager, said.partyId);
      const stationId = party?.stationId ?? (visit?.sessionId === sessionId ? visit.stationId : null);
      if (!stationId || !mayCheckIn(staff, stationId)) throw new DomainError('NOT_YOURS');
      if (!party) throw new DomainError(visit?.endedAt ? 'CALL_ENDED' : 'SET_NOT_SHARED');
      // In the order in which everything that seats somebody locks.
      await this.visits.lockRoom(manager, party.roomId);
      const held = await this.sessions.findLocked(manager, sessionId);
      if (!held) throw new DomainError('NOT_YOURS');
      return [held, await this.idempotency.once(manager, repeatable, () => this.write(manager, actor, held, said))];
    });
    await this.news.sessionChanged(this.source.manager, session, said.ledOut ? 'party.ledOut' : 'party.ledIn');
    return answer;
  }

  /** The host needs one side alone, or both together: the station's desk rings until it is so. */
  async wish(actor: Actor, sessionId: string, wish: SetWish | null): Promise<SharedSet> {
    const staff = requireStaff(actor);
    const [session, answer] = await this.source.transaction(async (manager) => {
      const held = await this.sessions.findLocked(manager, sessionId);
      if (!held || !mayHost(staff, held.hostId)) throw refusalFor(staff, held);
      if (held.endedAt) throw new DomainError('CALL_ENDED');
      const talk = await this.sets.find(manager, sessionId);
      if (!talk) throw new DomainError('SET_NOT_SHARED');
      await this.sets.wish(manager, sessionId, wish);
      await this.audit.write(manager, actor, {
        action: 'session.setWish',
        subjectKind: 'session',
        subjectId: sessionId,
        detail: { wish },
      });
      await this.repeatToNode(held, talk, wish);
      return [held, presentSet({ ...talk, wish })] as const;
    });
    await this.news.sessionChanged(this.source.manager, session, 'set.wished');
    return answer;
  }

  private async write(
    manager: EntityManager,
    actor: Actor,
    session: SessionEntity,
    { partyId, ledOut }: { readonly partyId: string; readonly ledOut: boolean },
  ): Promise<SharedSet> {
    if (session.endedAt) throw new DomainError('CALL_ENDED');
    if (!session.mediaNodeId) throw new DomainError('CALL_NOT_OPEN');
    const before = await this.sets.find(manager, session.id);
    if (!before) throw new DomainError('SET_NOT_SHARED');
    const party = before.parties.find(({ id }) => id === partyId);
    if (!ledOut) this.assertMayBeLedIn(party, before);
    await this.sets.say(manager, partyId, ledOut ? 'outside' : 'before');
    await this.giveSeat(manager, before, partyId, ledOut);
    await this.audit.write(manager, actor, {
      action: ledOut ? 'party.ledOut' : 'party.ledIn',
      subjectKind: 'session',
      subjectId: session.id,
      detail: { partyId },
    });
    const after = await this.sets.find(manager, session.id);
    if (!after) throw new DomainError('SET_NOT_SHARED');
    if (after.wish && stepsFor(after.wish, after.parties).length === 0 && after.wish === 'both')
      await this.sets.wish(manager, session.id, null);
    // Last, inside the transaction: what the node refuses is not written down as done.
    await this.tellNode(session.mediaNodeId, session.id, partyId, ledOut);
    return presentSet(after);
  }

  private assertMayBeLedIn(party: SharingParty | undefined, { parties }: SharedTalk): void {
    if (!party?.arrived) throw new DomainError('STATE_FORBIDS', { from: 'SCHEDULED', to: 'CHECKED_IN' });
    const admitted = new Set(parties.filter((one) => one.admitted).map(({ id }) => id));
    if (!mayBeLedIn(party.id, parties, admitted)) throw new DomainError('OTHER_STILL_WAITS');
  }

  /** One seat a set: it is taken from whoever is out before the other gets it. */
  private async giveSeat(
    manager: EntityManager,
    { parties }: SharedTalk,
    moved: string,
    ledOut: boolean,
  ): Promise<void> {
    const said = ledOut ? ('outside' as const) : ('before' as const);
    const now = parties.map((one) => (one.id === moved ? { ...one, said: said } : one));
    const holder = now.find(({ id }) => id === seatHolder(now));
    const last = now.find(({ seated }) => seated);
    if (!holder || holder.id === last?.id) return;
    if (last) await this.visits.sit(manager, last.id, null);
    await this.visits.sit(manager, holder.id, holder.roomId);
  }

  /**
   * A node forgets who is led out when a private talk ends, though they are still outside. The clerk's word
   * stands until the clerk says otherwise, so it is said to the node again.
   */
  private async repeatToNode(session: SessionEntity, talk: SharedTalk, wish: SetWish | null): Promise<void> {
    if (!session.mediaNodeId || !wish || wish === 'both') return;
    for (const { id, side, said } of talk.parties) {
      if (side !== wish && said === 'outside') await this.tellNode(session.mediaNodeId, session.id, id, true);
    }
  }

  /** UNAVAILABLE where the node does not answer: nothing was said, and it is said again. */
  private async tellNode(nodeId: string, callId: string, seat: string, ledOut: boolean): Promise<void> {
    try {
      await this.control.setLedOut(nodeId, callId, seat, ledOut);
    } catch (error) {
      // The node says why a private talk may not open; the clerk asks why nobody may come in.
      if (error instanceof DomainError && error.code === 'SET_SHARED' && !ledOut)
        throw new DomainError('OTHER_IN_PRIVATE');
      if (error instanceof DomainError) throw error;
      this.logger.failure('the media node was not told who sits before a set', error);
      throw new DomainError('UNAVAILABLE');
    }
  }
}
