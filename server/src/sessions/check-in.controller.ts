import type { Arrival } from '@contracts/http/sessions';
import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { IdempotencyKey, type Repeatable } from '../common/idempotency';
import { CheckInService } from './check-in.service';
import { ArrivalDto, CheckInDto } from './sessions.dto';

@Controller('api/parties/:id')
export class CheckInController {
  constructor(private readonly checkIns: CheckInService) {}

  @Allow('stationClerk')
  @Post('check-in')
  @HttpCode(200)
  @ApiOkResponse({ type: ArrivalDto })
  checkIn(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: CheckInDto,
    @IdempotencyKey() repeatable: Repeatable,
  ): Promise<Arrival> {
    return this.checkIns.checkInAtCounter(actor, id, body, repeatable);
  }

  @Allow('stationClerk')
  @Post('identity')
  @HttpCode(200)
  @ApiOkResponse({ type: ArrivalDto })
  markIdentity(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IdempotencyKey() repeatable: Repeatable,
  ): Promise<Arrival> {
    return this.checkIns.markIdentity(actor, id, repeatable);
  }
}
