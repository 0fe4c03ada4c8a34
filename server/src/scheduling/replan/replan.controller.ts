import type { ClashReport, RecusalView, ReplanAccepted, ReplanPlan, ReplanUnplaced } from '@contracts/http/replan';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import type { Actor } from '../../common/actor';
import { Allow, CurrentActor } from '../../common/allow';
import { IdempotencyKey, type Repeatable } from '../../common/idempotency';
import { IdParamDto } from '../scheduling.dto';
import {
  ClashReportDto,
  RecusalInputDto,
  RecusalViewDto,
  ReplanAcceptDto,
  ReplanAcceptedDto,
  ReplanAskDto,
  ReplanPlanDto,
  ReplanUnplacedDto,
  RoomClashesDto,
  RoomOutOfOrderDto,
} from './replan.dto';
import { RecusalsService } from './recusals.service';
import { ReplanService } from './replan.service';
import { RoomFaultsService } from './room-faults.service';

@Controller('api')
export class ReplanController {
  constructor(
    private readonly replan: ReplanService,
    private readonly recusals: RecusalsService,
    private readonly faults: RoomFaultsService,
  ) {}

  @Allow('stationClerk', 'scheduler', 'dutyLeader', 'bureauLeader', 'auditor')
  @ApiOkResponse({ type: ClashReportDto })
  @Get('clashes')
  clashes(@CurrentActor() actor: Actor): Promise<ClashReport> {
    return this.replan.report(actor);
  }

  @Allow('scheduler', 'dutyLeader')
  @ApiOkResponse({ type: ReplanPlanDto })
  @Post('replan/preview')
  @HttpCode(200)
  preview(@CurrentActor() actor: Actor, @Body() body: ReplanAskDto): Promise<ReplanPlan> {
    return this.replan.preview(actor, body);
  }

  @Allow('scheduler', 'dutyLeader')
  @ApiOkResponse({ type: ReplanAcceptedDto })
  @Post('replan/accept')
  @HttpCode(200)
  accept(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() repeatable: Repeatable,
    @Body() body: ReplanAcceptDto,
  ): Promise<ReplanAccepted> {
    return this.replan.accept(actor, repeatable, body);
  }

  @Allow('scheduler', 'dutyLeader')
  @ApiOkResponse({ type: ReplanUnplacedDto })
  @Post('replan/unplaced')
  @HttpCode(200)
  unplaced(@CurrentActor() actor: Actor): Promise<ReplanUnplaced> {
    return this.replan.unplaced(actor);
  }

  /** 回避. */
  @Allow('official', 'stationClerk', 'scheduler', 'dutyLeader')
  @ApiCreatedResponse({ type: RecusalViewDto })
  @Post('requests/:id/recusals')
  recuse(
    @CurrentActor() actor: Actor,
    @Param() { id }: IdParamDto,
    @Body() body: RecusalInputDto,
  ): Promise<RecusalView> {
    return this.recusals.recuse(actor, id, body);
  }

  @Allow('official', 'stationClerk', 'scheduler', 'dutyLeader', 'auditor')
  @ApiOkResponse({ type: [RecusalViewDto] })
  @Get('requests/:id/recusals')
  list(@CurrentActor() actor: Actor, @Param() { id }: IdParamDto): Promise<RecusalView[]> {
    return this.recusals.list(actor, id);
  }

  /** The device or the line of a room has failed, or works again. Answers how many appointments clash. */
  @Allow('stationClerk', 'scheduler', 'dutyLeader')
  @ApiOkResponse({ type: RoomClashesDto })
  @Post('rooms/:id/out-of-order')
  @HttpCode(200)
  outOfOrder(
    @CurrentActor() actor: Actor,
    @Param() { id }: IdParamDto,
    @Body() body: RoomOutOfOrderDto,
  ): Promise<{ clashes: number }> {
    return this.faults.set(actor, id, body);
  }
}
