import { randomUUID } from 'node:crypto';
import { DomainError } from '@domain/errors';
import { judgeCheck, provesMended } from '@domain/room-check';
import type { ChangeDevice, CheckView, ReportCheck, StationDevice } from '@contracts/http/devices';
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import { requireStaff, type Actor, type DeviceActor, type StaffActor } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { Idempotency, type Repeatable } from '../common/idempotency';
import { DeviceEntity } from './device.entity';
import { DeviceRegistryRepository } from './device-registry.repository';
import { DeviceRepository } from './device.repository';
import { DEVICE_SILENT_MS } from './devices.service';
import { maySeeAllDevices, maySeeStation, mayTickOff } from './identity.policy';

const HISTORY = 60;

/** The sets of all stations: how each is, what its last check found, and what is to be mended. */
@Injectable()
export class DeviceRegistryService {
  constructor(
    private readonly source: DataSource,
    private readonly registry: DeviceRegistryRepository,
    private readonly devices: DeviceRepository,
    private readonly idempotency: Idempotency,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** All rooms for who looks after the county; a clerk's own station's; NOT_YOURS for others. */
  async list(actor: Actor): Promise<StationDevice[]> {
    const staff = requireStaff(actor);
    const silentSince = new Date(this.clock.now().getTime() - DEVICE_SILENT_MS);
    if (maySeeAllDevices(staff)) return this.registry.list(this.source.manager, null, silentSince);
    if (staff.stationId === null) throw new DomainError('NOT_YOURS');
    return this.registry.list(this.source.manager, staff.stationId, silentSince);
  }

  /** What the last checks of a room found, the newest first. */
  async history(actor: Actor, roomId: string): Promise<CheckView[]> {
    const staff = requireStaff(actor);
    const room = await this.devices.findRoom(this.source.manager, roomId);
    if (!room || !(maySeeAllDevices(staff) || (staff.stationId !== null && maySeeStation(staff, room.stationId))))
      throw new DomainError('NOT_YOURS');
    return this.registry.listChecks(this.source.manager, roomId, HISTORY);
  }

  /**
   * A check is over. What a room's own screen found wrong becomes one open task a cause, and what it proves
   * mended is closed; a staff computer belongs to no room, and its check is only kept.
   */
  async report(actor: DeviceActor | StaffActor, input: ReportCheck, repeatable: Repeatable): Promise<CheckView> {
    return this.source.transaction((manager) =>
      this.idempotency.once(manager, repeatable, () => this.keep(manager, actor, input)),
    );
  }

  /** Somebody has seen to it, and says so by name. NOT_YOURS for another station's, or one that is closed. */
  async tickOff(actor: Actor, taskId: string): Promise<{ stationId: string }> {
    const staff = requireStaff(actor);
    return this.source.transaction(async (manager) => {
      const task = await this.registry.findOpenTask(manager, taskId);
      if (!task || !mayTickOff(staff, task.stationId)) throw new DomainError('NOT_YOURS');
      await this.registry.tickOff(manager, taskId, this.clock.now(), staff.id);
      await this.audit.write(manager, actor, {
        action: 'deviceTask.tickOff',
        subjectKind: 'deviceTask',
        subjectId: taskId,
        detail: { roomId: task.roomId },
      });
      return { stationId: task.stationId };
    });
  }

  /** Renames a screen or marks it a spare one. NOT_FOUND for none that serves, STALE_VERSION for an old look at it. */
  async change(actor: Actor, deviceId: string, { version, ...change }: ChangeDevice): Promise<{ stationId: string }> {
    return this.source.transaction(async (manager) => {
      const device = await manager.findOneBy(DeviceEntity, { id: deviceId, revokedAt: IsNull() });
      const room = device ? await this.devices.findRoom(manager, device.roomId) : null;
      if (!device || !room) throw new DomainError('NOT_FOUND');
      const { affected } = await manager.update(
        DeviceEntity,
        { id: deviceId, version },
        { ...change, version: version + 1 },
      );
      if (affected !== 1) throw new DomainError('STALE_VERSION');
      await this.audit.write(manager, actor, {
        action: 'device.change',
        subjectKind: 'device',
        subjectId: deviceId,
        detail: { ...(change.spare !== undefined && { spare: change.spare }), renamed: change.name !== undefined },
      });
      return { stationId: room.stationId };
    });
  }

  private async keep(
    manager: EntityManager,
    actor: DeviceActor | StaffActor,
    { occasion, measures, browser }: ReportCheck,
  ): Promise<CheckView> {
    const at = this.clock.now();
    const { grade, causes } = judgeCheck(measures);
    const id = randomUUID();
    const device = actor.kind === 'device' ? actor : null;
    await this.registry.insertCheck(manager, {
      id,
      at,
      occasion,
      roomId: device?.roomId ?? null,
      deviceId: device?.id ?? null,
      staffId: actor.kind === 'staff' ? actor.id : null,
      grade,
      causes,
      measures,
      browser,
    });
    if (device) {
      await manager.update(DeviceEntity, { id: device.id }, { browser, lastSeenAt: at });
      const open = await this.registry.openCauses(manager, device.roomId);
      const mended = open.filter((cause) => provesMended(cause, measures));
      if (mended.length > 0) await this.registry.closeTasks(manager, device.roomId, mended, at);
      for (const cause of causes)
        await this.registry.openTask(manager, { id: randomUUID(), roomId: device.roomId, cause, checkId: id, at });
    }
    await this.audit.write(manager, actor, {
      action: 'device.check',
      subjectKind: 'deviceCheck',
      subjectId: id,
      detail: { occasion, grade, causes },
    });
    const byName = actor.kind === 'staff' ? actor.displayName : null;
    return { id, at: at.toISOString(), occasion, byName, grade, causes: [...causes], measures };
  }
}
