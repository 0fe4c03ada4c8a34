import type {
  FailedNotice,
  NoticeClockItem,
  NoticeProof,
  NoticeView,
  RevealedPhone,
  StaffMessage,
} from '@contracts/http/notices';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { IdempotencyKey, type Repeatable } from '../common/idempotency';
import { ClockList } from './clock-list.service';
import {
  FailedNoticesDto,
  LanguageQueryDto,
  NoticeClockListDto,
  NoticeIdDto,
  NoticeProofDto,
  RevealPhoneDto,
  RevealedPhoneDto,
  SentNoticeDto,
  StaffMessagesDto,
  ToldNoticeDto,
} from './notices.dto';
import { Proofs } from './proof/proofs.service';
import { StaffMessages } from './staff/staff-messages';
import { Unreached } from './unreached.service';

@Controller('api')
export class NoticesController {
  constructor(
    private readonly unreached: Unreached,
    private readonly clockList: ClockList,
    private readonly proofs: Proofs,
    private readonly messages: StaffMessages,
  ) {}

  @Allow('scheduler', 'dutyLeader', 'stationClerk')
  @ApiOkResponse({ type: FailedNoticesDto })
  @Get('notices/failed')
  async failed(@CurrentActor() actor: Actor): Promise<{ items: FailedNotice[] }> {
    return { items: await this.unreached.list(actor) };
  }

  @Allow('scheduler', 'dutyLeader', 'stationClerk')
  @ApiOkResponse({ type: SentNoticeDto })
  @Post('notices/:id/retry')
  @HttpCode(200)
  retry(@CurrentActor() actor: Actor, @Param() { id }: NoticeIdDto): Promise<NoticeView> {
    return this.unreached.retry(actor, id);
  }

  @Allow('scheduler', 'dutyLeader', 'stationClerk')
  @ApiOkResponse({ type: SentNoticeDto })
  @Post('notices/:id/told')
  @HttpCode(200)
  told(
    @CurrentActor() actor: Actor,
    @Param() { id }: NoticeIdDto,
    @Body() body: ToldNoticeDto,
    @IdempotencyKey() repeatable: Repeatable,
  ): Promise<NoticeView> {
    return this.unreached.told(actor, id, body, repeatable);
  }

  /** The whole telephone number of whom nothing reached; that it was looked at, by whom and why, is audited. */
  @Allow('scheduler', 'dutyLeader', 'stationClerk')
  @ApiOkResponse({ type: RevealedPhoneDto })
  @Post('notices/:id/reveal')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  reveal(
    @CurrentActor() actor: Actor,
    @Param() { id }: NoticeIdDto,
    @Body() { reason }: RevealPhoneDto,
  ): Promise<RevealedPhone> {
    return this.unreached.reveal(actor, id, reason);
  }

  @Allow('scheduler', 'dutyLeader', 'stationClerk')
  @ApiOkResponse({ type: NoticeClockListDto })
  @Get('notice-clock')
  clock(@CurrentActor() actor: Actor): Promise<{ now: string; items: NoticeClockItem[] }> {
    return this.clockList.list(actor);
  }

  @Allow('stationClerk', 'scheduler', 'dutyLeader', 'bureauLeader', 'auditor')
  @ApiOkResponse({ type: NoticeProofDto })
  @Get('requests/:id/notice-proof')
  proof(@CurrentActor() actor: Actor, @Param() { id }: NoticeIdDto): Promise<NoticeProof> {
    return this.proofs.read(actor, id);
  }

  @Allow('stationClerk', 'scheduler', 'dutyLeader', 'bureauLeader', 'auditor')
  @ApiProduces('application/pdf')
  @Get('requests/:id/notice-proof.pdf')
  @Header('Cache-Control', 'no-store')
  async proofPdf(
    @CurrentActor() actor: Actor,
    @Param() { id }: NoticeIdDto,
    @Query() { lang }: LanguageQueryDto,
  ): Promise<StreamableFile> {
    const pdf = await this.proofs.print(actor, id, lang);
    return new StreamableFile(pdf, { type: 'application/pdf', disposition: 'inline; filename="notice-proof.pdf"' });
  }

  @Allow('anyStaff')
  @ApiOkResponse({ type: StaffMessagesDto })
  @Get('staff-messages')
  async own(@CurrentActor() actor: Actor, @Query() { lang }: LanguageQueryDto): Promise<{ items: StaffMessage[] }> {
    return { items: await this.messages.list(actor, lang) };
  }

  @Allow('anyStaff')
  @ApiNoContentResponse()
  @Post('staff-messages/:id/read')
  @HttpCode(204)
  read(@CurrentActor() actor: Actor, @Param() { id }: NoticeIdDto): Promise<void> {
    return this.messages.markRead(actor, id);
  }
}
