import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../common/clock';
import { Logger } from '../common/logger';
import { House } from '../house/house';
import { PartyContacts, type PartyContact } from '../requests/party-contacts';
import { RequestReader } from '../requests/request-reader';
import { EmailChannel } from './channels/email.channel';
import { SmsLogChannel } from './channels/sms-log.channel';
import type { NoticeEntity } from './notice.entity';
import { NoticeRepository } from './notice.repository';
import { Notices } from './notices.service';
import { templateOf } from './templates';

/** Notices claimed at once by one worker. */
const BATCH = 20;
/** A notice is tried this often on its channel before the next one is asked. */
const TRIES = 4;
const BACKOFF_MS = [5_000, 30_000, 120_000];

/**
 * Sends what is due. A notice is claimed, handed to its channel under its own id, and marked: whoever
 * is killed in between leaves a claim that another worker takes over, and the channel refuses the
 * second copy. So none is lost and none is sent twice.
 */
@Injectable()
export class NoticeSender {
  constructor(
    private readonly source: DataSource,
    private readonly repository: NoticeRepository,
    private readonly notices: Notices,
    private readonly contacts: PartyContacts,
    private readonly requests: RequestReader,
    private readonly sms: SmsLogChannel,
    private readonly email: EmailChannel,
    private readonly clock: Clock,
    private readonly house: House,
    private readonly logger: Logger,
  ) {}

  /** Sends until nothing is due; returns how many were taken. */
  async sweep(): Promise<number> {
    let taken = 0;
    for (;;) {
      const due = await this.repository.claimDue(this.source.manager, this.clock.now(), BATCH);
      if (due.length === 0) return taken;
      taken += due.length;
      for (const notice of due) await this.send(notice);
    }
  }

  private async send(notice: NoticeEntity): Promise<void> {
    if (!(await this.repository.renewClaim(this.source.manager, notice, this.clock.now()))) return;
    try {
      const state = await this.handOver(notice, await this.contacts.of(this.source.manager, notice.partyId));
      await this.finish(notice, state);
    } catch (error) {
      this.logger.failure(`notice ${notice.id} could not be sent by ${notice.channel}`, error);
      await this.postpone(notice, error);
    }
  }

  private async handOver(notice: NoticeEntity, contact: PartyContact): Promise<'sent' | 'delivered'> {
    const letter = { key: notice.id, subject: templateOf('zh').subject, text: notice.body, at: this.clock.now() };
    switch (notice.channel) {
      case 'sms':
        return this.sms.send({ ...letter, to: known(contact.phone) });
      case 'email':
        return this.email.send({ ...letter, to: known(contact.email) });
      // On the resident's page from now on; delivered when it is opened.
      case 'inApp':
      case 'slip':
      case 'spoken':
        return 'sent';
    }
  }

  private async finish(notice: NoticeEntity, state: 'sent' | 'delivered'): Promise<void> {
    const at = this.clock.now();
    const deliveredAt = state === 'delivered' ? at : null;
    const finished = await this.source.transaction(async (manager) => {
      const change = { state, sentAt: at, deliveredAt, lastError: null };
      if (!(await this.repository.finishSending(manager, notice.id, change))) return false;
      if (deliveredAt) await this.notices.stopClock(manager, [notice], deliveredAt);
      return true;
    });
    if (!finished) return;
    this.house.announce('resident', notice.partyId, 'notice');
    if (deliveredAt) await this.announceNotified(notice);
  }

  /** Tries again later; after the last try the next channel takes over, or a clerk must phone. */
  private async postpone(notice: NoticeEntity, error: unknown): Promise<void> {
    const lastError = error instanceof Error ? error.message.slice(0, 300) : 'unknown';
    const now = this.clock.now();
    const wait = BACKOFF_MS[notice.attempts - 1];
    await this.source.transaction(async (manager) => {
      if (notice.attempts < TRIES && wait !== undefined) {
        const dueAt = new Date(now.getTime() + wait);
        await this.repository.finishSending(manager, notice.id, { state: 'pending', dueAt, lastError });
        return;
      }
      if (!(await this.repository.finishSending(manager, notice.id, { state: 'failed', lastError }))) return;
      const { email } = await this.contacts.of(manager, notice.partyId);
      if (notice.channel === 'sms' && email) await this.notices.writeOn(manager, { ...notice, at: now }, ['email']);
    });
    this.house.announce('board', null, 'notice');
  }

  private async announceNotified(notice: NoticeEntity): Promise<void> {
    this.house.announce('board', null, 'notified');
    for (const party of await this.requests.parties(this.source.manager, notice.requestId))
      this.house.announce('station', party.stationId, 'notified');
  }
}

function known(address: string | null): string {
  if (!address) throw new Error('the party has no address on this channel any more');
  return address;
}
