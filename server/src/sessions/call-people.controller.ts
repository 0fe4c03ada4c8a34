import type { CallPeople, CallQuality, GuestCandidates, Invitation, InvitedGuest } from '@contracts/http/call-people';
import type { CallTicket } from '@contracts/http/sessions';
import { Body, Controller, Delete, Get, HttpCode, Ip, Param, ParseUUIDPipe, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { IdempotencyKey, type Repeatable } from '../common/idempotency';
import {
  CallPeopleDto,
  CallQualityDto,
  GuestCandidatesDto,
  GuestCodeDto,
  InvitationDto,
  InvitedGuestDto,
  InviteGuestDto,
  RecordPhoneTalkDto,
} from './call-people.dto';
import { GuestService } from './guest.service';
import { PhoneService } from './phone.service';
import { QualityService } from './quality.service';
import { CallTicketDto } from './sessions.dto';

/** Who else takes part in a call, how its lines are, and what was said by telephone instead. */
@Controller('api')
export class CallPeopleController {
  constructor(
    private readonly guests: GuestService,
    private readonly phones: PhoneService,
    private readonly quality: QualityService,
  ) {}

  @Allow('anyStaff')
  @Get('sessions/:id/people')
  @ApiOkResponse({ type: CallPeopleDto })
  people(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<CallPeople> {
    return this.phones.people(actor, id);
  }

  @Allow('anyStaff')
  @Get('sessions/:id/guest-candidates')
  @ApiOkResponse({ type: GuestCandidatesDto })
  candidates(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<GuestCandidates> {
    return this.guests.candidates(actor, id);
  }

  @Allow('anyStaff')
  @Post('sessions/:id/guests')
  @ApiCreatedResponse({ type: InvitedGuestDto })
  invite(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: InviteGuestDto,
  ): Promise<InvitedGuest> {
    return this.guests.invite(actor, id, body);
  }

  @Allow('anyStaff')
  @Delete('sessions/:id/guests/:guestId')
  @HttpCode(204)
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('guestId', ParseUUIDPipe) guestId: string,
  ): Promise<void> {
    return this.guests.withdraw(actor, id, guestId);
  }

  @Allow('anyStaff')
  @Get('invitations')
  @ApiOkResponse({ type: [InvitationDto] })
  invitations(@CurrentActor() actor: Actor): Promise<Invitation[]> {
    return this.guests.invitations(actor);
  }

  @Allow('anyStaff')
  @Post('sessions/:id/guest-ticket')
  @HttpCode(200)
  @ApiOkResponse({ type: CallTicketDto })
  ticket(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: Request,
  ): Promise<CallTicket> {
    return this.guests.ticket(actor, id, request.hostname);
  }

  @Allow('anyone')
  @Post('guest-link/ticket')
  @HttpCode(200)
  @ApiOkResponse({ type: CallTicketDto })
  ticketByCode(@Body() body: GuestCodeDto, @Ip() address: string, @Req() request: Request): Promise<CallTicket> {
    return this.guests.ticketByCode(body.code, address, request.hostname);
  }

  @Allow('anyStaff')
  @Get('sessions/:id/quality')
  @ApiOkResponse({ type: CallQualityDto })
  lines(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<CallQuality> {
    return this.quality.read(actor, id);
  }

  @Allow('anyStaff')
  @Post('sessions/:id/phone')
  @ApiCreatedResponse({ type: CallPeopleDto })
  phone(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: RecordPhoneTalkDto,
    @IdempotencyKey() repeatable: Repeatable,
  ): Promise<CallPeople> {
    return this.phones.record(actor, id, body, repeatable);
  }
}
