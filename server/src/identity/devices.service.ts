import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { DomainError } from '@domain/errors';
import type { DeviceReport, PairingApproval, PairingClaimed, PairingStarted, RoomView } from '@contracts/http/identity';
import type { HelpCall } from '@contracts/http/sessions';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { DataSource, IsNull, MoreThan } from 'typeorm';
import { requireStaff, type Actor, type DeviceActor } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { DeviceEntity, PairingEntity } from './device.entity';
import { DeviceRepository } from './device.repository';
import { mayRunStation, maySeeStation } from './identity.policy';
import { SignIns } from './sign-ins';

const PAIRING_LIFE_MS = 10 * 60_000;
/** A screen that has not been heard of for this long counts as offline. */
export const DEVICE_SILENT_MS = 60_000;

/** Room screens: paired once with a code they show, revocable, watched. */
@Injectable()
export class DevicesService {
  constructor(
    private readonly source: DataSource,
    private readonly devices: DeviceRepository,
    private readonly signIns: SignIns,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** A screen that knows nobody asks for a code to show. Lives ten minutes. */
  async startPairing(): Promise<PairingStarted> {
    const secret = randomBytes(32).toString('base64url');
    const expiresAt = new Date(this.clock.now().getTime() + PAIRING_LIFE_MS);
    const pairing: PairingEntity = {
      id: randomUUID(),
      code: await this.freshCode(),
      secretHash: hash(secret),
      expiresAt,
      deviceId: null,
      claimedAt: null,
    };
    await this.source.manager.insert(PairingEntity, pairing);
    return { pairingId: pairing.id, code: pairing.code, secret, expiresAt: expiresAt.toISOString() };
  }

  /** The clerk types the code: the room gets this screen, an earlier screen of the room is revoked. */
  async approve(actor: Actor, input: PairingApproval): Promise<RoomView> {
    const staff = requireStaff(actor);
    const room = await this.source.transaction(async (manager) => {
      const found = await this.devices.findRoom(manager, input.roomId);
      if (!found || !mayRunStation(staff, found.stationId)) throw new DomainError('NOT_YOURS');
      const now = this.clock.now();
      const pairing = await manager.findOneBy(PairingEntity, {
        code: input.code,
        expiresAt: MoreThan(now),
        deviceId: IsNull(),
      });
      if (!pairing) throw new DomainError('PAIRING_CODE_WRONG');
      await manager.update(DeviceEntity, { roomId: input.roomId, revokedAt: IsNull() }, { revokedAt: now });
      const device: DeviceEntity = {
        id: randomUUID(),
        roomId: input.roomId,
        name: found.name,
        pairedAt: now,
        pairedBy: staff.id,
        revokedAt: null,
        lastSeenAt: now,
        health: 'good',
        report: null,
        helpCalledAt: null,
        browser: null,
        spare: false,
        version: 1,
      };
      await manager.insert(DeviceEntity, device);
      await manager.update(PairingEntity, { id: pairing.id }, { deviceId: device.id });
      await this.audit.write(manager, actor, {
        action: 'device.pair',
        subjectKind: 'device',
        subjectId: device.id,
        detail: { roomId: input.roomId },
      });
      return found;
    });
    const view = (await this.devices.listRooms(this.source.manager, room.stationId, this.silentSince())).find(
      ({ id }) => id === input.roomId,
    );
    if (!view) throw new DomainError('NOT_FOUND');
    return view;
  }

  /** The waiting screen asks whether a clerk has typed its code; once so, it gets its cookie, once. */
  async claim(pairingId: string, secret: string, response: Response): Promise<PairingClaimed> {
    return this.source.transaction(async (manager) => {
      const pairing = await manager.findOneBy(PairingEntity, { id: pairingId });
      if (!pairing || pairing.secretHash !== hash(secret)) throw new DomainError('NOT_FOUND');
      if (pairing.claimedAt || (!pairing.deviceId && pairing.expiresAt <= this.clock.now()))
        throw new DomainError('PAIRING_EXPIRED');
      if (!pairing.deviceId) return { paired: false };
      await manager.update(PairingEntity, { id: pairing.id }, { claimedAt: this.clock.now() });
      await this.signIns.openDeviceSession(manager, pairing.deviceId, response);
      return { paired: true };
    });
  }

  async revoke(actor: Actor, deviceId: string): Promise<DeviceEntity> {
    const staff = requireStaff(actor);
    return this.source.transaction(async (manager) => {
      const device = await manager.findOneBy(DeviceEntity, { id: deviceId, revokedAt: IsNull() });
      const room = device ? await this.devices.findRoom(manager, device.roomId) : null;
      if (!device || !room || !mayRunStation(staff, room.stationId)) throw new DomainError('NOT_YOURS');
      await manager.update(DeviceEntity, { id: deviceId }, { revokedAt: this.clock.now() });
      await this.audit.write(manager, actor, { action: 'device.revoke', subjectKind: 'device', subjectId: deviceId });
      return device;
    });
  }

  async listRooms(actor: Actor, stationId: string): Promise<RoomView[]> {
    if (!maySeeStation(requireStaff(actor), stationId)) throw new DomainError('NOT_YOURS');
    return this.devices.listRooms(this.source.manager, stationId, this.silentSince());
  }

  /** The screen says how it is: what it found, and that it lives. */
  async report(device: DeviceActor, report: DeviceReport): Promise<void> {
    const weak = !report.camera || !report.microphone || (report.roundTripMs ?? 0) > 300;
    await this.source.manager.update(
      DeviceEntity,
      { id: device.id },
      { report, health: weak ? 'weak' : 'good', lastSeenAt: this.clock.now() },
    );
  }

  async markSeen(deviceId: string): Promise<void> {
    await this.source.manager.update(DeviceEntity, { id: deviceId }, { lastSeenAt: this.clock.now() });
  }

  /** Red button: a clerk of the station is called; pressing again changes nothing until answered. */
  async callHelp(device: DeviceActor): Promise<void> {
    await this.source.transaction(async (manager) => {
      await manager.update(DeviceEntity, { id: device.id, helpCalledAt: IsNull() }, { helpCalledAt: this.clock.now() });
      await this.audit.write(manager, device, {
        action: 'device.callHelp',
        subjectKind: 'device',
        subjectId: device.id,
      });
    });
  }

  async listHelp(actor: Actor, stationId: string): Promise<HelpCall[]> {
    if (!maySeeStation(requireStaff(actor), stationId)) throw new DomainError('NOT_YOURS');
    return this.devices.listHelp(this.source.manager, stationId);
  }

  async answerHelp(actor: Actor, deviceId: string): Promise<{ stationId: string; roomId: string }> {
    const staff = requireStaff(actor);
    return this.source.transaction(async (manager) => {
      const device = await manager.findOneBy(DeviceEntity, { id: deviceId, revokedAt: IsNull() });
      const room = device ? await this.devices.findRoom(manager, device.roomId) : null;
      if (!device || !room || !mayRunStation(staff, room.stationId)) throw new DomainError('NOT_YOURS');
      await manager.update(DeviceEntity, { id: deviceId }, { helpCalledAt: null });
      await this.audit.write(manager, actor, {
        action: 'device.answerHelp',
        subjectKind: 'device',
        subjectId: deviceId,
      });
      return { stationId: room.stationId, roomId: device.roomId };
    });
  }

  private silentSince(): Date {
    return new Date(this.clock.now().getTime() - DEVICE_SILENT_MS);
  }

  private async freshCode(): Promise<string> {
    const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
    const taken = await this.source.manager.existsBy(PairingEntity, {
      code,
      expiresAt: MoreThan(this.clock.now()),
      deviceId: IsNull(),
    });
    return taken ? this.freshCode() : code;
  }
}

const hash = (secret: string): string => createHash('sha256').update(secret).digest('hex');
