import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CapacityModule } from '../capacity/capacity.module';
import { HouseModule } from '../house/house.module';
import { IdentityModule } from '../identity/identity.module';
import { RequestsModule } from '../requests/requests.module';
import { WebhooksModule } from '../webhooks/webhooks.module';
import { CalendarController } from './calendar/calendar.controller';
import { CalendarFiles } from './calendar/calendar-files';
import { Channels } from './channels/channels';
import { EmailChannel } from './channels/email.channel';
import { SmsGatewayChannel } from './channels/sms-gateway.channel';
import { SmsLogChannel } from './channels/sms-log.channel';
import { WechatChannel } from './channels/wechat.channel';
import { ClockList } from './clock-list.service';
import { Escalations } from './escalations';
import { FallThrough } from './fall-through';
import { Letters } from './letters';
import { ConfirmLinks } from './links/confirm-links';
import { NoticeClaims } from './notice-claims';
import { NoticeFactsRepository } from './notice-facts.repository';
import { NoticeJobs } from './notice-jobs';
import { NoticeNews } from './notice-news';
import { NoticeSender } from './notice-sender';
import { NoticeWriter } from './notice-writer';
import { NoticeEntity } from './notice.entity';
import { NoticeRepository } from './notice.repository';
import { NoticesController } from './notices.controller';
import { Notices } from './notices.service';
import { Proofs } from './proof/proofs.service';
import { ReceiptsController } from './receipts/receipts.controller';
import { Receipts } from './receipts/receipts.service';
import { Slips } from './slip/slips';
import { Digests } from './staff/digests';
import { StaffMessages } from './staff/staff-messages';
import { NoticeTemplatesController } from './templates/notice-templates.controller';
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
    NoticeClaims,
    NoticeFactsRepository,
    NoticeWriter,
    Notices,
    NoticeSender,
    NoticeNews,
    NoticeJobs,
    Letters,
    FallThrough,
    ConfirmLinks,
    CalendarFiles,
    Channels,
    SmsGatewayChannel,
    SmsLogChannel,
    EmailChannel,
    WechatChannel,
    Receipts,
    NoticeTemplates,
    UnreachedRepository,
    Unreached,
    ClockList,
    Proofs,
    StaffMessages,
    Digests,
    Escalations,
    Slips,
  ],
  exports: [Notices, UnreachedRepository, NoticeJobs, Slips, NoticeSender, Escalations, ConfirmLinks, CalendarFiles],
})
export class NoticesModule {}
