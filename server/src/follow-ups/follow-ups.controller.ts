import { completeFollowUp, followUpView, type FollowUpView } from '@contracts/http/follow-ups';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { IdempotencyKey, type Repeatable } from '../common/idempotency';
import { FollowUpsService } from './follow-ups.service';

class CompleteFollowUpDto extends createZodDto(completeFollowUp) {}
class FollowUpViewDto extends createZodDto(followUpView) {}
class FollowUpQueryDto extends createZodDto(z.object({ mine: z.stringbool().default(false) })) {}

@Allow('anyStaff')
@Controller('api/follow-ups')
export class FollowUpsController {
  constructor(private readonly followUps: FollowUpsService) {}

  @Get()
  @ApiOkResponse({ type: [FollowUpViewDto] })
  list(@CurrentActor() actor: Actor, @Query() query: FollowUpQueryDto): Promise<FollowUpView[]> {
    return this.followUps.list(actor, query.mine);
  }

  @Post(':id/complete')
  @HttpCode(200)
  @ApiOkResponse({ type: FollowUpViewDto })
  complete(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: CompleteFollowUpDto,
    @IdempotencyKey() repeatable: Repeatable,
  ): Promise<FollowUpView> {
    return this.followUps.complete(actor, id, body, repeatable);
  }
}
