import type { CallTicket, RoomState } from '@contracts/http/sessions';
import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { CheckInService } from './check-in.service';
import { RoomService } from './room.service';
import { CallTicketDto, DeviceReportDto, RoomCheckInDto, RoomStateDto } from './sessions.dto';

/** The paired screen of one video room. */
@Allow('device')
@Controller('api/room')
export class RoomController {
  constructor(
    private readonly room: RoomService,
    private readonly checkIns: CheckInService,
  ) {}

  @Get('state')
  @ApiOkResponse({ type: RoomStateDto })
  state(@CurrentActor() actor: Actor): Promise<RoomState> {
    return this.room.state(actor);
  }

  @Post('check-in')
  @HttpCode(200)
  @ApiOkResponse({ type: RoomStateDto })
  async checkIn(@CurrentActor() actor: Actor, @Body() body: RoomCheckInDto): Promise<RoomState> {
    await this.checkIns.checkInAtScreen(actor, body);
    return this.room.state(actor);
  }

  @Post('ticket')
  @HttpCode(200)
  @ApiOkResponse({ type: CallTicketDto })
  ticket(@CurrentActor() actor: Actor, @Req() request: Request): Promise<CallTicket> {
    return this.room.ticket(actor, request.hostname);
  }

  @Post('help')
  @HttpCode(200)
  @ApiOkResponse({ type: RoomStateDto })
  help(@CurrentActor() actor: Actor): Promise<RoomState> {
    return this.room.callHelp(actor);
  }

  @Post('report')
  @HttpCode(204)
  report(@CurrentActor() actor: Actor, @Body() body: DeviceReportDto): Promise<void> {
    return this.room.report(actor, body);
  }

  @Post('done')
  @HttpCode(200)
  @ApiOkResponse({ type: RoomStateDto })
  done(@CurrentActor() actor: Actor): Promise<RoomState> {
    return this.room.done(actor);
  }
}
