import type { SharedSet, StationSet } from '@contracts/http/shared-set';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { IdempotencyKey, type Repeatable } from '../common/idempotency';
import { LedOutOfSetDto, SetWishDto, SharedSetDto, StationSetDto } from './shared-set.dto';
import { SharedSetService } from './shared-set.service';

/** One set in one room, and two parties of one dispute who come to it. */
@Controller('api')
export class SharedSetController {
  constructor(private readonly sets: SharedSetService) {}

  @Allow('stationClerk')
  @Get('stations/:id/shared-sets')
  @ApiOkResponse({ type: [StationSetDto] })
  ofStation(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<StationSet[]> {
    return this.sets.ofStation(actor, id);
  }

  @Allow('stationClerk')
  @Post('sessions/:id/led-out')
  @HttpCode(200)
  @ApiOkResponse({ type: SharedSetDto })
  ledOut(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: LedOutOfSetDto,
    @IdempotencyKey() repeatable: Repeatable,
  ): Promise<SharedSet> {
    return this.sets.say(actor, id, body, repeatable);
  }

  @Allow('anyStaff')
  @Post('sessions/:id/set-wish')
  @HttpCode(200)
  @ApiOkResponse({ type: SharedSetDto })
  wish(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: SetWishDto,
  ): Promise<SharedSet> {
    return this.sets.wish(actor, id, body.wish);
  }
}
