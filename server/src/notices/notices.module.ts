import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CapacityModule } from '../capacity/capacity.module';
import { HouseModule } from '../house/house.module';
import { IdentityModule } from '../identity/identity.module';
import { RequestsModule } from '../requests/requests.module';
import { WebhooksModule } from '../webhooks/webhooks.module';
import { CalendarController } from './calendar/calendar.controller';
import { CalendarEntryRepository } from './calendar/calendar-entry.repository';
import { CalendarFiles } from './calendar/calendar-files';
import { Channels } from './channels/channels';
import { EmailChannel } from './channels/email.channel';
import { SmsGatewayChannel } from './channels/sms-gateway.channel';
import { SmsLogChannel } from './channels/sms-log.channel';
import { WechatChannel } from './channels/wechat.channel';
import { ClockListRepository } from './clock-list.repository';
import { ClockList } from './clock-list.service';
import { EscalationRepository } from './escalation.repository';
import { Escalations } from './escalations';
import { FallThrough } from './fall-through';
import { Letters } from './letters';
import { ConfirmLinkRepository } from './links/confirm-link.repository';
import { ConfirmLinks } from './links/confirm-links';
import { NoticeClaimsRepository } from './notice-claims.repository';
import { NoticeFactsRepository } from './notice-facts.repository';
import { NoticeJobs } from './notice-jobs';
import { NoticeNews } from './notice-news';
import { NoticeSender } from './notice-sender';
import { NoticeWriter } from './notice-writer';
import { NoticeEntity } from './notice.entity';
import { NoticeRepository } from './notice.repository';
import { NoticesController } from './notices.controller';
import { Notices } from './notices.service';
import { ProofRepository } from './proof/proof.repository';
import { Proofs } from './proof/proofs.service';
import { ReceiptsController } from './receipts/receipts.controller';
import { Receipts } from './receipts/receipts.service';
import { Slips } from './slip/slips';
import { DigestRepository } from './staff/digest.repository';
import { Digests } from './staff/digests';
import { StaffMessageRepository } from './staff/staff-message.repository';
import { StaffMessages } from './staff/staff-messages';
import { NoticeTemplatesController } from './templates/notice-templates.controller';
import { NoticeTemplateRepository } from './templates/notice-template.repository';
import { NoticeTemplates } from './templates/notice-templates.service';
import { UnreachedRepository } from './unreached.repository';
import { Unreached } from './unreached.service';

/** A notice row is written with what it tells of; a job sends it. Any later step may write one. */
@Module({
  imports: [
    HouseModule,
    IdentityModule,
    WebhooksModule,
    CapacityModule,
    RequestsModule,
    TypeOrmModule.forFeature([NoticeEntity]),
  ],
  controllers: [NoticesController, NoticeTemplatesController, CalendarController, ReceiptsController],
  providers: [
    NoticeRepository,
    NoticeClaimsRepository,
    NoticeFactsRepository,
    NoticeWriter,
    Notices,
    NoticeSender,
    NoticeNews,
    NoticeJobs,
    Letters,
    FallThrough,
    ConfirmLinkRepository,
    ConfirmLinks,
    CalendarEntryRepository,
    CalendarFiles,
    Channels,
    SmsGatewayChannel,
    SmsLogChannel,
    EmailChannel,
    WechatChannel,
    Receipts,
    NoticeTemplateRepository,
    NoticeTemplates,
    UnreachedRepository,
    Unreached,
    ClockListRepository,
    ClockList,
    ProofRepository,
    Proofs,
    StaffMessageRepository,
    StaffMessages,
    DigestRepository,
    Digests,
    EscalationRepository,
    Escalations,
    Slips,
  ],
  exports: [Notices, UnreachedRepository, NoticeJobs, Slips, NoticeSender, Escalations, ConfirmLinks, CalendarFiles],
})
export class NoticesModule {}
