import { retryDelayMs } from '@domain/retry-delay';
import { Injectable } from '@nestjs/common';
import pLimit from 'p-limit';
import { DataSource } from 'typeorm';
import { Clock } from '../common/clock';
import { Logger } from '../common/logger';
import { Random } from '../common/random';
import { House } from '../house/house';
import { asDeliveryError, type DeliveryError, type HandedOver } from './channels/channel';
import { isPushed } from './channels/channels';
import { FallThrough } from './fall-through';
import { NoticeClaimsRepository } from './notice-claims.repository';
import { Letters } from './letters';
import { NoticeNews } from './notice-news';
import { NoticeRepository } from './notice.repository';
import type { NoticeEntity } from './notice.entity';
import { Notices } from './notices.service';

/** Notices claimed at once by one worker, and how many of them are on their way together. */
const BATCH = 40;
const TOGETHER = 8;

/**
 * Sends what is due. A notice is claimed, handed to its channel under its own key, and marked: whoever
 * is killed in between leaves a claim that another worker takes over, and the channel refuses the
 * second copy. So none is lost and none is sent twice.
 */
@Injectable()
export class NoticeSender {
  constructor(
    private readonly source: DataSource,
    private readonly claims: NoticeClaimsRepository,
    private readonly repository: NoticeRepository,
    private readonly notices: Notices,
    private readonly letters: Letters,
    private readonly fallThrough: FallThrough,
    private readonly news: NoticeNews,
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly house: House,
    private readonly logger: Logger,
  ) {}

  /** Sends until nothing is due; returns how many were taken. */
  async sweep(): Promise<number> {
    const late = await this.claims.dropUntrue(this.source.manager, this.clock.now());
    if (late.length > 0) await this.news.failed(late);
    const limit = pLimit(TOGETHER);
    let taken = 0;
    for (;;) {
      const due = await this.claims.claimDue(this.source.manager, this.clock.now(), BATCH);
      if (due.length === 0) return taken;
      taken += due.length;
      const told = new Set<string>();
      await Promise.all(due.map((notice) => limit(() => this.send(notice, told))));
      if (told.size > 0) await this.news.notified([...told]);
    }
  }

  /** Adds to `told` the request of whoever now has it. */
  private async send(notice: NoticeEntity, told: Set<string>): Promise<void> {
    const { manager } = this.source;
    if (!(await this.claims.renewClaim(manager, notice, this.clock.now()))) {
      await this.claims.giveBack(manager, notice);
      return;
    }
    // On the resident's page from now on; delivered when it is opened.
    if (!isPushed(notice.channel)) return this.finish(notice, { state: 'sent', providerId: null }, notice.body, told);
    try {
      const { channel, letter } = await this.letters.of(manager, { ...notice, channel: notice.channel });
      await this.finish(notice, await channel.send(letter), letter.text, told);
    } catch (error) {
      const failure = asDeliveryError(error);
      this.logger.warn(`notice ${notice.id} by ${notice.channel}: ${failure.message}`);
      await this.postpone(notice, failure);
    }
  }

  private async finish(
    notice: NoticeEntity,
    { state, providerId }: HandedOver,
    body: string,
    told: Set<string>,
  ): Promise<void> {
    const at = this.clock.now();
    const deliveredAt = state === 'delivered' ? at : null;
    const finished = await this.source.transaction(async (manager) => {
      const change = { state, event: state, at, sentAt: at, deliveredAt, providerId, body };
      if (!(await this.repository.change(manager, notice.id, ['sending'], change))) return false;
      if (deliveredAt) await this.notices.stopClock(manager, [notice], deliveredAt);
      return true;
    });
    if (!finished) return;
    this.house.announce('resident', notice.partyId, 'notice');
    if (deliveredAt) told.add(notice.requestId);
  }

  /** Tries again later; after the last try, or when no try would help, the next channel takes over. */
  private async postpone(notice: NoticeEntity, failure: DeliveryError): Promise<void> {
    const at = this.clock.now();
    const { code: lastError, message: detail } = failure;
    const wait = failure.permanent ? null : retryDelayMs(notice.attempts, this.random.next());
    if (wait !== null) {
      const dueAt = new Date(at.getTime() + wait);
      const change = { state: 'pending', event: 'failed', at, dueAt, lastError, detail } as const;
      await this.repository.change(this.source.manager, notice.id, ['sending'], change);
      return;
    }
    await this.source.transaction(async (manager) => {
      const change = { state: 'failed', event: 'failed', at, lastError, detail } as const;
      if (await this.repository.change(manager, notice.id, ['sending'], change))
        await this.fallThrough.from(manager, notice, at);
    });
    await this.news.failed([notice.requestId]);
  }
}
