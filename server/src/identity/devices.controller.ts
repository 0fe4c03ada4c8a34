import type { PairingClaimed, PairingStarted, RoomView } from '@contracts/http/identity';
import type { HelpCall } from '@contracts/http/sessions';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { Strict } from '../common/throttle';
import { House } from '../house/house';
import { DevicesService } from './devices.service';
import { PairingApprovalDto, PairingClaimDto } from './identity.dto';

@Controller('api')
export class DevicesController {
  constructor(
    private readonly devices: DevicesService,
    private readonly house: House,
  ) {}

  @Allow('anyone')
  @Strict()
  @Post('devices/pairing')
  startPairing(): Promise<PairingStarted> {
    return this.devices.startPairing();
  }

  @Allow('anyone')
  @Post('devices/pairing/:id/claim')
  @HttpCode(200)
  claim(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: PairingClaimDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PairingClaimed> {
    return this.devices.claim(id, body.secret, response);
  }

  @Allow('stationClerk', 'admin')
  @Strict()
  @Post('devices/pairing/approve')
  @HttpCode(200)
  async approve(@CurrentActor() actor: Actor, @Body() body: PairingApprovalDto): Promise<RoomView> {
    const room = await this.devices.approve(actor, body);
    this.house.announce('station', room.stationId, 'device.paired');
    this.house.announce('board', null, 'device.paired');
    // A screen that served the room before learns at once that it does no more.
    this.house.announce('room', room.id, 'device.revoked');
    return room;
  }

  @Allow('stationClerk', 'admin')
  @Post('devices/:id/revoke')
  @HttpCode(204)
  async revoke(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const device = await this.devices.revoke(actor, id);
    this.house.announce('room', device.roomId, 'device.revoked');
  }

  @Allow('anyStaff')
  @Get('stations/:id/rooms')
  rooms(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<RoomView[]> {
    return this.devices.listRooms(actor, id);
  }

  @Allow('anyStaff')
  @Get('stations/:id/help')
  help(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<HelpCall[]> {
    return this.devices.listHelp(actor, id);
  }

  @Allow('stationClerk', 'admin')
  @Post('help/:deviceId/answer')
  @HttpCode(204)
  async answerHelp(@CurrentActor() actor: Actor, @Param('deviceId', ParseUUIDPipe) deviceId: string): Promise<void> {
    const { stationId, roomId } = await this.devices.answerHelp(actor, deviceId);
    this.house.announce('station', stationId, 'help.answered');
    this.house.announce('room', roomId, 'help.answered');
  }
}
