import type { CheckView, StationDevice } from '@contracts/http/devices';
import { DomainError } from '@domain/errors';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post } from '@nestjs/common';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { IdempotencyKey, type Repeatable } from '../common/idempotency';
import { House } from '../house/house';
import { DeviceRegistryService } from './device-registry.service';
import { ChangeDeviceDto, ReportCheckDto } from './identity.dto';

/** The registry of sets: how each station's room is, and what is to be mended. */
@Controller('api')
export class DeviceRegistryController {
  constructor(
    private readonly registry: DeviceRegistryService,
    private readonly house: House,
  ) {}

  @Allow('admin', 'dutyLeader', 'scheduler', 'auditor', 'stationClerk')
  @Get('devices')
  list(@CurrentActor() actor: Actor): Promise<StationDevice[]> {
    return this.registry.list(actor);
  }

  @Allow('admin', 'dutyLeader', 'scheduler', 'auditor', 'stationClerk')
  @Get('rooms/:id/checks')
  history(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<CheckView[]> {
    return this.registry.history(actor, id);
  }

  @Allow('device', 'anyStaff')
  @Post('device-checks')
  async report(
    @CurrentActor() actor: Actor,
    @Body() body: ReportCheckDto,
    @IdempotencyKey() key: Repeatable,
  ): Promise<CheckView> {
    if (actor.kind !== 'device' && actor.kind !== 'staff') throw new DomainError('NOT_ALLOWED');
    const check = await this.registry.report(actor, body, key);
    if (actor.kind === 'device') this.tell(actor.stationId, 'device.checked');
    return check;
  }

  @Allow('stationClerk', 'dutyLeader', 'admin')
  @Post('device-tasks/:id/done')
  @HttpCode(204)
  async tickOff(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { stationId } = await this.registry.tickOff(actor, id);
    this.tell(stationId, 'device.taskDone');
  }

  @Allow('admin')
  @Patch('devices/:id')
  @HttpCode(204)
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangeDeviceDto,
  ): Promise<void> {
    const { stationId } = await this.registry.change(actor, id, body);
    this.tell(stationId, 'device.changed');
  }

  private tell(stationId: string, what: string): void {
    this.house.announce('station', stationId, what);
    this.house.announce('board', null, what);
  }
}
