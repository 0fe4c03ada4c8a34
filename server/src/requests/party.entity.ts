import type { Need, PartyRole, Side } from '@domain/people';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 当事人: one person's part in one request. */
@Entity('party')
export class PartyEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'request_id' })
  requestId: string;

  @Column('uuid', { name: 'person_id' })
  personId: string;

  @Column('uuid', { name: 'guardian_id', nullable: true })
  guardianId: string | null;

  @Column('text', { name: 'guardian_relation', nullable: true })
  guardianRelation: string | null;

  @Column('text')
  side: Side;

  @Column('text')
  role: PartyRole;

  @Column('uuid', { name: 'station_id' })
  stationId: string;

  @Column('text', { array: true })
  needs: Need[];

  @Column('int')
  companions: number;

  @Column('text', { name: 'booking_code' })
  bookingCode: string;

  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;

  @Column('timestamptz', { name: 'declined_at', nullable: true })
  declinedAt: Date | null;

  @Column('timestamptz', { name: 'checked_in_at', nullable: true })
  checkedInAt: Date | null;

  @Column('timestamptz', { name: 'identity_checked_at', nullable: true })
  identityCheckedAt: Date | null;

  @Column('uuid', { name: 'identity_checked_by', nullable: true })
  identityCheckedBy: string | null;

  @Column('timestamptz', { name: 'consent_at', nullable: true })
  consentAt: Date | null;
}
