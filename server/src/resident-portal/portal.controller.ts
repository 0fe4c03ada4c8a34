import { ratingInput } from '@contracts/http/follow-ups';
import { residentConfirm, residentView, withdrawal, type ResidentView } from '@contracts/http/requests';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { createZodDto } from 'nestjs-zod';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { PortalService } from './portal.service';

class ResidentConfirmDto extends createZodDto(residentConfirm) {}
class ResidentWithdrawalDto extends createZodDto(withdrawal) {}
class ResidentRatingDto extends createZodDto(ratingInput) {}
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

  @Post('withdraw')
  @HttpCode(200)
  @ApiOkResponse({ type: ResidentViewDto })
  withdraw(@CurrentActor() actor: Actor, @Body() body: ResidentWithdrawalDto): Promise<ResidentView> {
    return this.portal.withdraw(actor, body);
  }

  @Post('rating')
  @HttpCode(200)
  @ApiOkResponse({ type: ResidentViewDto })
  rate(@CurrentActor() actor: Actor, @Body() body: ResidentRatingDto): Promise<ResidentView> {
    return this.portal.rate(actor, body);
  }
}
