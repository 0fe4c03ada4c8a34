import type { CallTicket } from '@contracts/http/sessions';
import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { LineCheckService } from './line-check.service';
import { CallTicketDto } from './sessions.dto';

/** A room's screen, or a member of staff at any computer, tries the line to the media node. */
@Controller('api/line-check')
export class LineCheckController {
  constructor(private readonly lines: LineCheckService) {}

  @Allow('device', 'anyStaff')
  @Post()
  @HttpCode(200)
  @ApiOkResponse({ type: CallTicketDto })
  ticket(@CurrentActor() actor: Actor, @Req() request: Request): Promise<CallTicket> {
    return this.lines.ticket(actor, request.hostname);
  }
}
