import { changeOffers, changeTime, giveUp, type ChangeOffers } from '@contracts/http/booking-life';
import { ratingInput } from '@contracts/http/follow-ups';
import { residentConfirm, residentView, withdrawal, type ResidentView } from '@contracts/http/requests';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { createZodDto } from 'nestjs-zod';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { IdempotencyKey, type Repeatable } from '../common/idempotency';
import { PortalService } from './portal.service';

class ResidentConfirmDto extends createZodDto(residentConfirm) {}
class ResidentWithdrawalDto extends createZodDto(withdrawal) {}
class ResidentRatingDto extends createZodDto(ratingInput) {}
class ChangeOffersDto extends createZodDto(changeOffers) {}
class ChangeTimeDto extends createZodDto(changeTime) {}
class GiveUpDto extends createZodDto(giveUp) {}
class ResidentViewDto extends createZodDto(residentView) {}

@Allow('resident')
@Controller('api/resident')
export class PortalController {
  constructor(private readonly portal: PortalService) {}

  @Get('appointment')
  @ApiOkResponse({ type: ResidentViewDto })
  read(@CurrentActor() actor: Actor): Promise<ResidentView> {
    return this.portal.read(actor);
  }

  @Post('confirm')
  @HttpCode(200)
  @ApiOkResponse({ type: ResidentViewDto })
  confirm(@CurrentActor() actor: Actor, @Body() body: ResidentConfirmDto): Promise<ResidentView> {
    return this.portal.answerComing(actor, body.coming);
  }

  @Get('slots')
  @ApiOkResponse({ type: ChangeOffersDto })
  slots(@CurrentActor() actor: Actor): Promise<ChangeOffers> {
    return this.portal.slots(actor);
  }

  @Post('reschedule')
  @HttpCode(200)
  @ApiOkResponse({ type: ResidentViewDto })
  reschedule(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() repeatable: Repeatable,
    @Body() body: ChangeTimeDto,
  ): Promise<ResidentView> {
    return this.portal.reschedule(actor, body, repeatable);
  }

  @Post('cancel')
  @HttpCode(200)
  @ApiOkResponse({ type: ResidentViewDto })
  giveUp(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() repeatable: Repeatable,
    @Body() body: GiveUpDto,
  ): Promise<ResidentView> {
    return this.portal.giveUp(actor, body, repeatable);
  }

  @Post('withdraw')
  @HttpCode(200)
  @ApiOkResponse({ type: ResidentViewDto })
  withdraw(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() repeatable: Repeatable,
    @Body() body: ResidentWithdrawalDto,
  ): Promise<ResidentView> {
    return this.portal.withdraw(actor, body, repeatable);
  }

  @Post('rating')
  @HttpCode(200)
  @ApiOkResponse({ type: ResidentViewDto })
  rate(@CurrentActor() actor: Actor, @Body() body: ResidentRatingDto): Promise<ResidentView> {
    return this.portal.rate(actor, body);
  }
}
