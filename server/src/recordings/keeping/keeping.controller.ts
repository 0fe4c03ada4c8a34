import type { KeepingEffect, RecordingKeeping } from '@contracts/http/recording-keeping';
import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Actor } from '../../common/actor';
import { Allow, CurrentActor } from '../../common/allow';
import { KeepingEffectDto, KeepingMonthsDto, RecordingKeepingDto, SetKeepingRulesDto } from './keeping.dto';
import { KeepingService } from './keeping.service';

/** The keeping of all recordings, for who sets and who watches over it. */
@Controller('api/recordings/keeping')
export class KeepingController {
  constructor(private readonly keeping: KeepingService) {}

  @Allow('admin', 'auditor', 'dutyLeader')
  @Get()
  @ApiOkResponse({ type: RecordingKeepingDto })
  read(@CurrentActor() actor: Actor): Promise<RecordingKeeping> {
    return this.keeping.read(actor);
  }

  @Allow('admin')
  @Get('effect')
  @ApiOkResponse({ type: KeepingEffectDto })
  effect(@CurrentActor() actor: Actor, @Query() months: KeepingMonthsDto): Promise<KeepingEffect> {
    return this.keeping.effect(actor, months);
  }

  @Allow('admin')
  @Put('rules')
  @ApiOkResponse({ type: RecordingKeepingDto })
  setRules(@CurrentActor() actor: Actor, @Body() body: SetKeepingRulesDto): Promise<RecordingKeeping> {
    return this.keeping.write(actor, body);
  }
}
