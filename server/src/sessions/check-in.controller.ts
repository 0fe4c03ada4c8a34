import type { Arrival } from '@contracts/http/sessions';
import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { CheckInService } from './check-in.service';
import { ArrivalDto, CheckInDto } from './sessions.dto';
import type { Visit } from './visit.repository';

@Controller('api/parties/:id')
export class CheckInController {
  constructor(private readonly checkIns: CheckInService) {}

  @Allow('stationClerk')
  @Post('check-in')
  @HttpCode(200)
  @ApiOkResponse({ type: ArrivalDto })
  async checkIn(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: CheckInDto,
  ): Promise<Arrival> {
    return presentArrival(await this.checkIns.checkInAtCounter(actor, id, body));
  }

  @Allow('stationClerk')
  @Post('identity')
  @HttpCode(200)
  @ApiOkResponse({ type: ArrivalDto })
  async markIdentity(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<Arrival> {
    return presentArrival(await this.checkIns.markIdentity(actor, id));
  }
}

const presentArrival = (visit: Visit): Arrival => ({
  partyId: visit.partyId,
  checkedInAt: visit.checkedInAt?.toISOString() ?? null,
  identityCheckedAt: visit.identityCheckedAt?.toISOString() ?? null,
  seated: visit.roomId !== null,
});
