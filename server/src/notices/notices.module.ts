import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { HouseModule } from '../house/house.module';
import { RequestsModule } from '../requests/requests.module';
import { EmailChannel } from './channels/email.channel';
import { SmsLogChannel } from './channels/sms-log.channel';
import { Escalations } from './escalations';
import { NoticeFactsRepository } from './notice-facts.repository';
import { NoticeJobs } from './notice-jobs';
import { NoticeSender } from './notice-sender';
import { NoticeEntity } from './notice.entity';
import { NoticeRepository } from './notice.repository';
import { Notices } from './notices.service';
import { Slips } from './slip/slips';

/** A notice row is written with what it tells of; a job sends it. Any later step may write one. */
@Module({
  imports: [HouseModule, RequestsModule, TypeOrmModule.forFeature([NoticeEntity])],
  providers: [
    NoticeRepository,
    NoticeFactsRepository,
    Notices,
    NoticeSender,
    NoticeJobs,
    Escalations,
    SmsLogChannel,
    EmailChannel,
    Slips,
  ],
  exports: [Notices, NoticeJobs, Slips, NoticeSender, Escalations],
})
export class NoticesModule {}
