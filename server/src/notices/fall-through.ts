import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Sealing } from '../common/sealing';
import { Webhooks } from '../webhooks/webhooks';
import { Channels, isPushed } from './channels/channels';
import { NoticeFactsRepository } from './notice-facts.repository';
import { addressesOf, NoticeWriter } from './notice-writer';
import type { NoticeEntity } from './notice.entity';
import { NoticeRepository } from './notice.repository';

/** One way is closed: the next one takes the notice over; where there is none, people are told. */
@Injectable()
export class FallThrough {
  constructor(
    private readonly facts: NoticeFactsRepository,
    private readonly repository: NoticeRepository,
    private readonly writer: NoticeWriter,
    private readonly channels: Channels,
    private readonly sealing: Sealing,
    private readonly webhooks: Webhooks,
  ) {}

  /** In the transaction that gives the notice up. After the last way the world outside is told, too. */
  async from(manager: EntityManager, notice: NoticeEntity, at: Date): Promise<void> {
    const { requestId, appointmentId, kind, channel, reminder } = notice;
    const party = await this.facts.addressee(manager, notice.partyId, appointmentId);
    const next = party && isPushed(channel) ? this.channels.next(addressesOf(party, this.sealing), channel) : null;
    if (party && next) {
      const row = this.writer.row({ requestId, appointmentId, kind, at }, party, next, at, reminder);
      await this.repository.insertOnce(manager, [row]);
      return;
    }
    await this.webhooks.write(manager, { event: 'notice.failed', requestId, appointmentId });
  }
}
