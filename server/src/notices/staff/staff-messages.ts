import { randomUUID } from 'node:crypto';
import type { StaffMessage } from '@contracts/http/notices';
import { DomainError } from '@domain/errors';
import { DAY_MS } from '@domain/local-time';
import { retryDelayMs } from '@domain/retry-delay';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { requireStaff, type Actor } from '../../common/actor';
import { Clock } from '../../common/clock';
import { Logger } from '../../common/logger';
import { Random } from '../../common/random';
import { Stations } from '../../identity/stations';
import { asDeliveryError } from '../channels/channel';
import { EmailChannel } from '../channels/email.channel';
import type { Language } from '../templates';
import { staffWords, type StaffFacts } from './staff-facts';
import { StaffMessageRepository, type ClaimedMail } from './staff-message.repository';

export interface StaffWord {
  readonly staffIds: readonly string[];
  readonly requestId: string | null;
  readonly facts: StaffFacts;
  /** Said once to each, however often it is written. */
  readonly key: string;
}

const SHOWN_MS = 7 * DAY_MS;
/** A claim older than this belonged to a worker that died. */
const STUCK_AFTER_MS = 30_000;
const BATCH = 20;

/** 给工作人员的话: on their own screen, and by e-mail where an address is known and a mail server is set up. */
@Injectable()
export class StaffMessages {
  constructor(
    private readonly source: DataSource,
    private readonly repository: StaffMessageRepository,
    private readonly stations: Stations,
    private readonly email: EmailChannel,
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly logger: Logger,
  ) {}

  /** In the transaction of what it tells of. Returns to whom it was new. */
  write(manager: EntityManager, { staffIds, requestId, facts, key }: StaffWord): Promise<string[]> {
    const content = { requestId, facts, key, at: this.clock.now(), mailed: this.email.configured };
    const messages = staffIds.map((staffId) => ({ id: randomUUID(), staffId }));
    return this.repository.insertOnce(manager, messages, content);
  }

  /** One's own of the last seven days, newest first. */
  async list(actor: Actor, language: Language): Promise<StaffMessage[]> {
    const staff = requireStaff(actor);
    const { manager } = this.source;
    const since = new Date(this.clock.now().getTime() - SHOWN_MS);
    const rows = await this.repository.listOf(manager, staff.id, since);
    const { timeZone } = await this.stations.getBureau(manager);
    return rows.map(({ facts, createdAt, readAt, ...row }) => ({
      ...row,
      text: staffWords(facts, timeZone, language).text,
      createdAt: createdAt.toISOString(),
      readAt: readAt?.toISOString() ?? null,
    }));
  }

  /** Throws NOT_FOUND for another's. Reading twice keeps the first time. */
  async markRead(actor: Actor, id: string): Promise<void> {
    const { id: staffId } = requireStaff(actor);
    const own = await this.repository.markRead(this.source.manager, id, staffId, this.clock.now());
    if (!own) throw new DomainError('NOT_FOUND');
  }

  /** Mails what is due, each under its own Message-ID; returns how many were taken. */
  async sweep(): Promise<number> {
    const { timeZone } = await this.stations.getBureau(this.source.manager);
    let taken = 0;
    for (;;) {
      const mails = await this.claim();
      if (mails.length === 0) return taken;
      taken += mails.length;
      for (const mail of mails) await this.mail(mail, timeZone);
    }
  }

  private claim(): Promise<ClaimedMail[]> {
    const now = this.clock.now();
    const stuckBefore = new Date(now.getTime() - STUCK_AFTER_MS);
    return this.repository.claimMails(this.source.manager, now, stuckBefore, BATCH);
  }

  private async mail({ id, facts, attempts, email }: ClaimedMail, timeZone: string): Promise<void> {
    const at = this.clock.now();
    try {
      const { subject, text } = staffWords(facts, timeZone, 'zh');
      await this.email.send({ key: id, to: email, subject, text, at });
      await this.settle(id, 'sent', at);
    } catch (error) {
      const failure = asDeliveryError(error);
      this.logger.warn(`staff message ${id}: ${failure.message}`);
      const wait = failure.permanent ? null : retryDelayMs(attempts, this.random.next());
      await this.settle(id, wait === null ? 'failed' : 'pending', new Date(at.getTime() + (wait ?? 0)));
    }
  }

  private settle(id: string, state: 'pending' | 'sent' | 'failed', dueAt: Date): Promise<void> {
    return this.repository.settleMail(this.source.manager, id, state, dueAt);
  }
}
