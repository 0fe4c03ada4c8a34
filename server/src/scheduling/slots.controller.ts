import type { SlotOffer } from '@contracts/http/scheduling';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { CurrentHolder, type Holder } from './holds/holders';
import { SlotOfferDto, SlotSearchDto } from './scheduling.dto';
import { SlotsService } from './slots.service';

@Controller('api')
export class SlotsController {
  constructor(private readonly slots: SlotsService) {}

  @Allow('anyone')
  @ApiOkResponse({ type: SlotOfferDto })
  @Post('slots/search')
  @HttpCode(200)
  search(
    @CurrentActor() actor: Actor,
    @CurrentHolder() holder: Holder,
    @Body() body: SlotSearchDto,
  ): Promise<SlotOffer> {
    return this.slots.search(actor, body, holder);
  }
}
