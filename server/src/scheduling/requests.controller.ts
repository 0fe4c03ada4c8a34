import type { NoticeView } from '@contracts/http/notices';
import type { PlaceChecked } from '@contracts/http/replan';
import type { RequestPage, RequestView } from '@contracts/http/requests';
import { DomainError } from '@domain/errors';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { IdempotencyKey, OptionalIdempotencyKey, type Repeatable } from '../common/idempotency';
import { Strict } from '../common/throttle';
import { CurrentHolder, type Holder } from './holds/holders';
import { IntakeService } from './intake.service';
import { PlacementService } from './placement.service';
import { RequestsService } from './requests.service';
import {
  DayQueryDto,
  IdParamDto,
  NoticeViewDto,
  PlaceQueryDto,
  PlaceRequestDto,
  RegisterRequestDto,
  RequestPageDto,
  RequestQueryDto,
  RequestViewDto,
  SlipQueryDto,
  SpokenNoticeDto,
  WithdrawalDto,
} from './scheduling.dto';

@Controller('api')
export class RequestsController {
  constructor(
    private readonly intake: IntakeService,
    private readonly requests: RequestsService,
    private readonly placement: PlacementService,
  ) {}

  /** Who comes on their own, and (`direction`) whom an official or a leader invites. */
  @Allow('anyone')
  @Strict()
  @ApiCreatedResponse({ type: RequestViewDto })
  @Post('requests')
  register(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() repeatable: Repeatable,
    @CurrentHolder() holder: Holder,
    @Body() body: RegisterRequestDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RequestView> {
    return this.intake.register(actor, holder, repeatable, body, response);
  }

  @Allow('stationClerk', 'official', 'scheduler', 'dutyLeader', 'bureauLeader', 'auditor')
  @ApiOkResponse({ type: RequestPageDto })
  @Get('requests')
  list(@CurrentActor() actor: Actor, @Query() query: RequestQueryDto): Promise<RequestPage> {
    return this.requests.list(actor, query);
  }

  @Allow('stationClerk', 'official', 'scheduler', 'dutyLeader', 'bureauLeader', 'auditor')
  @ApiOkResponse({ type: RequestViewDto })
  @Get('requests/:id')
  get(@CurrentActor() actor: Actor, @Param() { id }: IdParamDto): Promise<RequestView> {
    return this.requests.get(actor, id);
  }

  @Allow('stationClerk', 'scheduler', 'dutyLeader')
  @ApiOkResponse({ type: RequestViewDto })
  @Post('requests/:id/withdraw')
  @HttpCode(200)
  withdraw(
    @CurrentActor() actor: Actor,
    @Param() { id }: IdParamDto,
    @Body() body: WithdrawalDto,
    @IdempotencyKey() repeatable: Repeatable,
  ): Promise<RequestView> {
    return this.placement.withdraw(actor, id, body, repeatable);
  }

  @Allow('stationClerk', 'resident')
  @ApiProduces('application/pdf')
  @Get('requests/:id/slip.pdf')
  @Header('Cache-Control', 'no-store')
  async slip(
    @CurrentActor() actor: Actor,
    @Param() { id }: IdParamDto,
    @Query() query: SlipQueryDto,
  ): Promise<StreamableFile> {
    const pdf = await this.requests.slip(actor, id, query.party, query.lang);
    return new StreamableFile(pdf, { type: 'application/pdf', disposition: 'inline; filename="slip.pdf"' });
  }

  @Allow('stationClerk', 'scheduler', 'dutyLeader', 'auditor')
  @ApiOkResponse({ type: [NoticeViewDto] })
  @Get('requests/:id/notices')
  notices(@CurrentActor() actor: Actor, @Param() { id }: IdParamDto): Promise<NoticeView[]> {
    return this.requests.listNotices(actor, id);
  }

  @Allow('stationClerk', 'scheduler', 'dutyLeader')
  @ApiCreatedResponse({ type: NoticeViewDto })
  @Post('requests/:id/spoken-notice')
  spokenNotice(
    @CurrentActor() actor: Actor,
    @Param() { id }: IdParamDto,
    @Body() body: SpokenNoticeDto,
    @IdempotencyKey() repeatable: Repeatable,
  ): Promise<NoticeView> {
    return this.requests.tell(actor, id, body, repeatable);
  }

  /** `?check=true` answers whether it would be accepted, or refuses with what would refuse it; it writes nothing. */
  @Allow('scheduler', 'dutyLeader')
  @ApiOkResponse({ type: RequestViewDto })
  @Post('requests/:id/place')
  @HttpCode(200)
  async place(
    @CurrentActor() actor: Actor,
    @Param() { id }: IdParamDto,
    @Query() { check }: PlaceQueryDto,
    @Body() body: PlaceRequestDto,
    @OptionalIdempotencyKey() repeatable: Repeatable | null,
  ): Promise<RequestView | PlaceChecked> {
    if (check === 'true') {
      await this.placement.check(actor, id, body);
      return { ok: true };
    }
    if (!repeatable) throw new DomainError('IDEMPOTENCY_KEY_MISSING');
    return this.placement.place(actor, id, body, repeatable);
  }

  @Allow('stationClerk', 'scheduler', 'dutyLeader', 'bureauLeader', 'auditor')
  @ApiOkResponse({ type: [RequestViewDto] })
  @Get('stations/:id/day')
  day(@CurrentActor() actor: Actor, @Param() { id }: IdParamDto, @Query() query: DayQueryDto): Promise<RequestView[]> {
    return this.requests.day(actor, id, query.on);
  }
}
