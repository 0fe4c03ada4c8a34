import type { NoticeChannel, NoticeKind, NoticeState } from '@contracts/http/notices';
import type { Reminder } from '@domain/reminder-times';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language } from './templates';

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

  @Column('text')
  language: Language;

  @Column('text', { name: 'dedupe_key' })
  dedupeKey: string;

  /** The start that it speaks of. */
  @Column('timestamptz', { name: 'starts_at', nullable: true })
  startsAt: Date | null;

  @Column('text', { nullable: true })
  reminder: Reminder | null;

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

  @Column('timestamptz', { name: 'failed_at', nullable: true })
  failedAt: Date | null;

  @Column('int')
  attempts: number;

  /** How often a person had it sent anew. */
  @Column('int')
  round: number;

  @Column('text', { name: 'provider_id', nullable: true })
  providerId: string | null;

  /** A code, see `DeliveryError`. */
  @Column('text', { name: 'last_error', nullable: true })
  lastError: string | null;

  @Column('text', { name: 'acknowledged_by', nullable: true })
  acknowledgedBy: string | null;

  @Column('text', { nullable: true })
  link: string | null;
}

/** The provider's key: by it the same message is taken once, however often it is handed over. */
export const keyOf = ({ id, round }: Pick<NoticeEntity, 'id' | 'round'>): string =>
  round === 0 ? id : `${id}-${round}`;
