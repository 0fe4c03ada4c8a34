import type { DeviceReport } from '@contracts/http/identity';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A room's screen, paired once by a clerk; one live device a room. */
@Entity('device')
export class DeviceEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'room_id' }) roomId: string;
  @Column('text') name: string;
  @Column('timestamptz', { name: 'paired_at' }) pairedAt: Date;
  @Column('uuid', { name: 'paired_by', nullable: true }) pairedBy: string | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
  @Column('timestamptz', { name: 'last_seen_at', nullable: true }) lastSeenAt: Date | null;
  @Column('text') health: 'good' | 'weak' | 'offline';
  @Column('jsonb', { nullable: true }) report: DeviceReport | null;
  @Column('timestamptz', { name: 'help_called_at', nullable: true }) helpCalledAt: Date | null;
  @Column('text', { nullable: true }) browser: string | null;
  @Column('boolean') spare: boolean;
  @Column('int') version: number;
}

@Entity('pairing')
export class PairingEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') code: string;
  @Column('text', { name: 'secret_hash' }) secretHash: string;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  @Column('uuid', { name: 'device_id', nullable: true }) deviceId: string | null;
  @Column('timestamptz', { name: 'claimed_at', nullable: true }) claimedAt: Date | null;
}
