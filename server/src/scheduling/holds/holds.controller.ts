import { id } from '@contracts/common';
import { holdInput, holdView, type HoldView } from '@contracts/http/booking-life';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import type { Actor } from '../../common/actor';
import { Allow, CurrentActor } from '../../common/allow';
import { IdempotencyKey, type Repeatable } from '../../common/idempotency';
import { Strict } from '../../common/throttle';
import { CurrentHolder, Holders, type Holder } from './holders';
import { HoldsService } from './holds.service';

class HoldInputDto extends createZodDto(holdInput) {}
class HoldViewDto extends createZodDto(holdView) {}
class HoldParamDto extends createZodDto(z.object({ id })) {}

@Allow('anyone')
@Controller('api/holds')
export class HoldsController {
  constructor(
    private readonly holds: HoldsService,
    private readonly holders: Holders,
  ) {}

  @Strict()
  @ApiCreatedResponse({ type: HoldViewDto })
  @Post()
  hold(
    @CurrentActor() actor: Actor,
    @CurrentHolder() holder: Holder,
    @IdempotencyKey() repeatable: Repeatable,
    @Body() body: HoldInputDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<HoldView> {
    return this.holds.hold(actor, holder ?? this.holders.introduce(repeatable, actor, response), repeatable, body);
  }

  @ApiOkResponse({ type: HoldViewDto })
  @Get(':id')
  find(@CurrentHolder() holder: Holder, @Param() { id: holdId }: HoldParamDto): Promise<HoldView> {
    return this.holds.find(holder, holdId);
  }

  @HttpCode(204)
  @Delete(':id')
  release(
    @CurrentActor() actor: Actor,
    @CurrentHolder() holder: Holder,
    @Param() { id: holdId }: HoldParamDto,
  ): Promise<void> {
    return this.holds.release(actor, holder, holdId);
  }
}
