import type { CallTicket, Desk, SessionView } from '@contracts/http/sessions';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Req } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { DeskService } from './desk.service';
import { SessionService } from './session.service';
import { CallTicketDto, ConsentDto, DeskDto, SaveNotesDto, SessionViewDto } from './sessions.dto';

@Controller('api')
export class SessionController {
  constructor(
    private readonly desks: DeskService,
    private readonly sessions: SessionService,
  ) {}

  @Allow('official', 'branchExpert', 'peoplesMediator', 'dutyLeader', 'bureauLeader', 'auditor')
  @Get('desk')
  @ApiOkResponse({ type: DeskDto })
  desk(@CurrentActor() actor: Actor): Promise<Desk> {
    return this.desks.read(actor);
  }

  @Allow('anyStaff')
  @Post('appointments/:id/session')
  @HttpCode(200)
  @ApiOkResponse({ type: SessionViewDto })
  open(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<SessionView> {
    return this.sessions.open(actor, id);
  }

  @Allow('anyStaff')
  @Get('sessions/:id')
  @ApiOkResponse({ type: SessionViewDto })
  read(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<SessionView> {
    return this.sessions.read(actor, id);
  }

  @Allow('anyStaff')
  @Post('sessions/:id/ticket')
  @HttpCode(200)
  @ApiOkResponse({ type: CallTicketDto })
  ticket(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: Request,
  ): Promise<CallTicket> {
    return this.sessions.ticket(actor, id, request.hostname);
  }

  @Allow('anyStaff')
  @Put('sessions/:id/notes')
  @ApiOkResponse({ type: SessionViewDto })
  saveNotes(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: SaveNotesDto,
  ): Promise<SessionView> {
    const { version, ...notes } = body;
    return this.sessions.saveNotes(actor, id, version, notes);
  }

  @Allow('anyStaff')
  @Post('sessions/:id/consent')
  @HttpCode(200)
  @ApiOkResponse({ type: SessionViewDto })
  consent(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ConsentDto,
  ): Promise<SessionView> {
    return this.sessions.markConsent(actor, id, body.partyId, body.consents);
  }

  @Allow('anyStaff')
  @Post('sessions/:id/end')
  @HttpCode(200)
  @ApiOkResponse({ type: SessionViewDto })
  end(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<SessionView> {
    return this.sessions.end(actor, id);
  }
}
