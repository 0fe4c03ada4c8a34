import { id } from '@contracts/common';
import { callNext, joinQueue, leaveQueue, stationQueue, type StationQueue } from '@contracts/http/booking-life';
import type { RequestView } from '@contracts/http/requests';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import type { Actor } from '../../common/actor';
import { Allow, CurrentActor } from '../../common/allow';
import { IdempotencyKey, type Repeatable } from '../../common/idempotency';
import { RequestViewDto } from '../scheduling.dto';
import { QueueService } from './queue.service';

class StationQueueDto extends createZodDto(stationQueue) {}
class JoinQueueDto extends createZodDto(joinQueue) {}
class CallNextDto extends createZodDto(callNext) {}
class LeaveQueueDto extends createZodDto(leaveQueue) {}
class StationParamDto extends createZodDto(z.object({ id })) {}
class EntryParamDto extends createZodDto(z.object({ entryId: id })) {}

@Controller('api')
export class QueueController {
  constructor(private readonly queue: QueueService) {}

  @Allow('stationClerk', 'official', 'scheduler', 'dutyLeader', 'bureauLeader', 'auditor')
  @ApiOkResponse({ type: StationQueueDto })
  @Get('stations/:id/queue')
  read(@CurrentActor() actor: Actor, @Param() { id: stationId }: StationParamDto): Promise<StationQueue> {
    return this.queue.read(actor, stationId);
  }

  @Allow('stationClerk', 'dutyLeader')
  @ApiOkResponse({ type: StationQueueDto })
  @Post('stations/:id/queue')
  @HttpCode(200)
  join(
    @CurrentActor() actor: Actor,
    @Param() { id: stationId }: StationParamDto,
    @Body() { requestId }: JoinQueueDto,
    @IdempotencyKey() repeatable: Repeatable,
  ): Promise<StationQueue> {
    return this.queue.join(actor, stationId, requestId, repeatable);
  }

  @Allow('stationClerk', 'official', 'dutyLeader')
  @ApiOkResponse({ type: RequestViewDto })
  @Post('stations/:id/queue/call-next')
  @HttpCode(200)
  callNext(
    @CurrentActor() actor: Actor,
    @Param() { id: stationId }: StationParamDto,
    @Body() body: CallNextDto,
    @IdempotencyKey() repeatable: Repeatable,
  ): Promise<RequestView> {
    return this.queue.callNext(actor, stationId, body, repeatable);
  }

  @Allow('stationClerk', 'dutyLeader')
  @ApiOkResponse({ type: RequestViewDto })
  @Post('queue/:entryId/leave')
  @HttpCode(200)
  leave(
    @CurrentActor() actor: Actor,
    @Param() { entryId }: EntryParamDto,
    @Body() body: LeaveQueueDto,
    @IdempotencyKey() repeatable: Repeatable,
  ): Promise<RequestView> {
    return this.queue.leave(actor, entryId, body, repeatable);
  }
}
