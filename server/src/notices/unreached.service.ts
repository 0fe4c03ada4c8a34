import type { FailedNotice, NoticeView, RevealedPhone, toldNotice } from '@contracts/http/notices';
import { DomainError } from '@domain/errors';
import { maskPhone } from '@domain/masking';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { requireStaff, type Actor } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { Idempotency, type Repeatable } from '../common/idempotency';
import { Sealing } from '../common/sealing';
import { PartyContacts } from '../requests/party-contacts';
import { RequestReader } from '../requests/request-reader';
import { isPushed } from './channels/channels';
import { NoticeJobs } from './notice-jobs';
import { NoticeNews } from './notice-news';
import { presentNotice } from './notice.presenter';
import { NoticeRepository } from './notice.repository';
import type { NoticeEntity } from './notice.entity';
import { minds, mindsCounty } from './notices.policy';
import { Notices } from './notices.service';
import { UnreachedRepository } from './unreached.repository';

/** 没送到的通知: whoever minds them telephones, or has them sent anew. */
@Injectable()
export class Unreached {
  constructor(
    private readonly source: DataSource,
    private readonly unreached: UnreachedRepository,
    private readonly repository: NoticeRepository,
    private readonly notices: Notices,
    private readonly requests: RequestReader,
    private readonly contacts: PartyContacts,
    private readonly jobs: NoticeJobs,
    private readonly news: NoticeNews,
    private readonly sealing: Sealing,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly idempotency: Idempotency,
  ) {}

  /** A clerk sees the own station's people. */
  async list(actor: Actor): Promise<FailedNotice[]> {
    const staff = requireStaff(actor);
    if (!mindsCounty(staff) && staff.stationId === null) throw new DomainError('NOT_ALLOWED');
    const scope = mindsCounty(staff) ? null : staff.stationId;
    const rows = await this.unreached.list(this.source.manager, this.clock.now(), scope);
    return rows.map(({ stationId: _station, partyStationId: _own, phoneSealed, ...row }) => ({
      ...row,
      phoneMasked: phoneSealed ? maskPhone(this.sealing.open(phoneSealed)) : null,
      startsAt: row.startsAt?.toISOString() ?? null,
      noticeDueAt: row.noticeDueAt.toISOString(),
      failedAt: row.failedAt.toISOString(),
    }));
  }

  /**
   * Sends it once more on its channel, under a new key. STATE_FORBIDS when it is not a failed one; whether
   * it is still true is judged when it is sent.
   */
  async retry(actor: Actor, noticeId: string): Promise<NoticeView> {
    const [requestId, view] = await this.source.transaction(async (manager) => {
      const notice = await this.getOwn(manager, actor, noticeId);
      if (notice.state !== 'failed' || !isPushed(notice.channel))
        throw new DomainError('STATE_FORBIDS', { from: notice.state, to: 'pending' });
      await this.repository.renew(manager, notice.id, this.clock.now());
      await this.audit.write(manager, actor, {
        action: 'notice.retry',
        subjectKind: 'notice',
        subjectId: notice.id,
        detail: { channel: notice.channel, round: notice.round + 1 },
      });
      return [notice.requestId, presentNotice({ ...notice, state: 'pending' })] as const;
    });
    this.jobs.hurry();
    await this.news.failed([requestId]);
    return view;
  }

  /** Somebody telephoned: it counts as delivered, by whom and to whom. Repeating it adds nothing. */
  async told(
    actor: Actor,
    noticeId: string,
    input: z.output<typeof toldNotice>,
    repeatable: Repeatable,
  ): Promise<NoticeView> {
    const [requestId, written] = await this.source.transaction(async (manager) => {
      const own = await this.getOwn(manager, actor, noticeId);
      const once = await this.idempotency.once(manager, repeatable, () => this.write(manager, actor, own, input));
      return [own.requestId, once] as const;
    });
    await this.news.notified([requestId]);
    return written;
  }

  /**
   * The whole number, for whoever has to telephone; that they looked, and why, is audited. STATE_FORBIDS when
   * the notice did not fail, NOT_FOUND without a telephone.
   */
  reveal(actor: Actor, noticeId: string, reason: string): Promise<RevealedPhone> {
    return this.source.transaction(async (manager) => {
      const notice = await this.getOwn(manager, actor, noticeId);
      if (notice.state !== 'failed' && notice.state !== 'expired')
        throw new DomainError('STATE_FORBIDS', { from: notice.state, to: 'failed' });
      const { phone } = await this.contacts.of(manager, notice.partyId);
      if (phone === null) throw new DomainError('NOT_FOUND');
      await this.audit.write(manager, actor, {
        action: 'party.revealPhone',
        subjectKind: 'party',
        subjectId: notice.partyId,
        detail: { noticeId: notice.id, reason },
      });
      return { phone };
    });
  }

  private async write(
    manager: EntityManager,
    actor: Actor,
    { requestId, partyId, appointmentId, kind }: NoticeEntity,
    { toldTo, note }: z.output<typeof toldNotice>,
  ): Promise<NoticeView> {
    const fact = { requestId, partyId, appointmentId, kind, at: this.clock.now() };
    const view = await this.notices.spoken(manager, fact, toldTo, note);
    await this.audit.write(manager, actor, { action: 'notice.spoken', subjectKind: 'notice', subjectId: view.id });
    return view;
  }

  /** Throws NOT_FOUND, and NOT_YOURS for another station's. */
  private async getOwn(manager: EntityManager, actor: Actor, noticeId: string): Promise<NoticeEntity> {
    const staff = requireStaff(actor);
    const notice = await this.repository.findLocked(manager, noticeId);
    if (!notice) throw new DomainError(mindsCounty(staff) ? 'NOT_FOUND' : 'NOT_YOURS');
    const { stationId } = await this.requests.get(manager, notice.requestId);
    const party = await this.requests.party(manager, notice.partyId);
    if (!minds(staff, { stationId, partyStationId: party.stationId })) throw new DomainError('NOT_YOURS');
    return notice;
  }
}
