import type { NoticeChannel, NoticeKind, NoticeState } from '@contracts/http/notices';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 约访通知: one fact for one party on one channel. */
@Entity('notice')
export class NoticeEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'request_id' })
  requestId: string;

  @Column('uuid', { name: 'party_id' })
  partyId: string;

  @Column('uuid', { name: 'appointment_id', nullable: true })
  appointmentId: string | null;

  @Column('text')
  kind: NoticeKind;

  @Column('text')
  channel: NoticeChannel;

  @Column('text')
  state: NoticeState;

  @Column('text')
  body: string;

  @Column('text', { name: 'dedupe_key' })
  dedupeKey: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'due_at' })
  dueAt: Date;

  @Column('timestamptz', { name: 'claimed_at', nullable: true })
  claimedAt: Date | null;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt: Date | null;

  @Column('timestamptz', { name: 'delivered_at', nullable: true })
  deliveredAt: Date | null;

  @Column('int')
  attempts: number;

  @Column('text', { name: 'last_error', nullable: true })
  lastError: string | null;

  @Column('text', { name: 'acknowledged_by', nullable: true })
  acknowledgedBy: string | null;
}
