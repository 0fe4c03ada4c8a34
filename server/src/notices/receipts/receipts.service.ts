import type { smsReceipt } from '@contracts/http/notices';
import { DomainError } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Clock } from '../../common/clock';
import { House } from '../../house/house';
import { FallThrough } from '../fall-through';
import { NoticeNews } from '../notice-news';
import { NoticeRepository } from '../notice.repository';
import type { NoticeEntity } from '../notice.entity';
import { Notices } from '../notices.service';

export type SmsReceiptInput = z.output<typeof smsReceipt>;

export interface Receipt {
  readonly noticeId: string;
  /** Which sending of it is meant; null when the provider does not say. */
  readonly round: number | null;
  readonly status: 'delivered' | 'failed';
  /** The provider's word for when; null for "just now". */
  readonly at: Date | null;
  readonly detail: string;
}

const KEY = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:-(\d{1,4}))?$/;

/**
 * What providers say became of a message. Saying it twice, or in another order, changes nothing:
 * delivered is the last word, and a failure counts only while the message is on its way.
 */
@Injectable()
export class Receipts {
  constructor(
    private readonly source: DataSource,
    private readonly repository: NoticeRepository,
    private readonly notices: Notices,
    private readonly fallThrough: FallThrough,
    private readonly news: NoticeNews,
    private readonly house: House,
    private readonly clock: Clock,
  ) {}

  /** Throws NOT_FOUND for a key that is none of ours. */
  async sms({ key, status, at, reason, messageId }: SmsReceiptInput): Promise<void> {
    const [, noticeId, round = '0'] = KEY.exec(key) ?? [];
    if (!noticeId) throw new DomainError('NOT_FOUND');
    const detail = [messageId, reason].filter(Boolean).join(' ');
    await this.apply({ noticeId, round: Number(round), status, at: new Date(at), detail });
  }

  /** Throws NOT_FOUND for a message that is none of ours. */
  async wechat(messageId: string, status: string): Promise<void> {
    const noticeId = await this.repository.findByProviderId(this.source.manager, 'wechat', messageId);
    if (!noticeId) throw new DomainError('NOT_FOUND');
    const arrived = status === 'success';
    await this.apply({ noticeId, round: null, status: arrived ? 'delivered' : 'failed', at: null, detail: status });
  }

  private async apply(receipt: Receipt): Promise<void> {
    const outcome = await this.source.transaction(async (manager) => {
      const notice = await this.repository.findLocked(manager, receipt.noticeId);
      if (!notice) throw new DomainError('NOT_FOUND');
      const now = this.clock.now();
      const at = receipt.at ? momentOf(receipt.at, notice, now) : now;
      const { detail } = receipt;
      if (receipt.status === 'delivered') {
        const open = ['pending', 'sending', 'sent', 'failed', 'cancelled', 'expired'] as const;
        const change = {
          state: 'delivered',
          event: 'delivered',
          at,
          sentAt: notice.sentAt ?? at,
          deliveredAt: at,
        } as const;
        if (!(await this.repository.change(manager, notice.id, open, { ...change, detail }))) return null;
        await this.notices.stopClock(manager, [notice], at);
        return { notice, status: 'delivered' } as const;
      }
      // Of an earlier sending; what became of this one is still to be heard.
      if (receipt.round !== null && receipt.round !== notice.round) return null;
      const change = { state: 'failed', event: 'failed', at: now, lastError: 'undelivered', detail } as const;
      if (!(await this.repository.change(manager, notice.id, ['sending', 'sent'], change))) return null;
      await this.fallThrough.from(manager, notice, now);
      return { notice, status: 'failed' } as const;
    });
    if (!outcome) return;
    this.house.announce('resident', outcome.notice.partyId, 'notice');
    if (outcome.status === 'delivered') await this.news.notified([outcome.notice.requestId]);
    else await this.news.failed([outcome.notice.requestId]);
  }
}

/** The provider's clock is believed between the handing over and now. */
function momentOf(said: Date, { createdAt, sentAt }: NoticeEntity, now: Date): Date {
  const earliest = Math.max(createdAt.getTime(), Math.min(sentAt?.getTime() ?? 0, now.getTime()));
  return new Date(Math.min(now.getTime(), Math.max(earliest, said.getTime())));
}
