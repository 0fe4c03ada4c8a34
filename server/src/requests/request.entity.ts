import type { RequestState } from '@domain/request-state';
import type { Topic } from '@domain/topic';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export type Channel = 'station' | 'phone' | 'web';
export type Urgency = 'normal' | 'sameDay' | 'high';

export interface PreferredTime {
  readonly on: string;
  readonly part: 'morning' | 'afternoon' | 'any';
}

/** Why no slot was found, as the planner said it. */
export interface Unplaced {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly nextStartsAt: string | null;
}

/** 约访登记. */
@Entity('request')
export class RequestEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  no: string;

  @Column('uuid', { name: 'bureau_id' })
  bureauId: string;

  @Column('uuid', { name: 'station_id' })
  stationId: string;

  @Column('text')
  channel: Channel;

  @Column('text')
  topic: Topic;

  @Column('text')
  summary: string;

  @Column('text')
  urgency: Urgency;

  @Column('text')
  direction: 'residentToBureau' | 'bureauToResident';

  /** Side A and side B must not meet. */
  @Column('boolean')
  screened: boolean;

  /** 领导约访群众: the bookable official who invited, and who hosts. */
  @Column('uuid', { name: 'host_id', nullable: true })
  hostId: string | null;

  @Column('text')
  state: RequestState;

  @Column('jsonb', { name: 'preferred_times' })
  preferredTimes: PreferredTime[];

  @Column('uuid', { name: 'complained_of_station_id', nullable: true })
  complainedOfStationId: string | null;

  @Column('uuid', { name: 'complained_of_staff_id', nullable: true })
  complainedOfStaffId: string | null;

  @Column('boolean', { name: 'service_consent' })
  serviceConsent: boolean;

  @Column('timestamptz', { name: 'registered_at' })
  registeredAt: Date;

  @Column('uuid', { name: 'registered_by', nullable: true })
  registeredBy: string | null;

  @Column('uuid', { name: 'first_contact_owner_id', nullable: true })
  firstContactOwnerId: string | null;

  @Column('timestamptz', { name: 'notice_due_at' })
  noticeDueAt: Date;

  @Column('timestamptz', { name: 'notified_at', nullable: true })
  notifiedAt: Date | null;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt: Date | null;

  @Column('text', { name: 'withdrawn_reason' })
  withdrawnReason: string;

  /** Why the bureau took it back. */
  @Column('text', { name: 'cancelled_reason' })
  cancelledReason: string;

  @Column('timestamptz', { name: 'answer_due_at', nullable: true })
  answerDueAt: Date | null;

  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt: Date | null;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt: Date | null;

  @Column('timestamptz', { name: 'reopened_at', nullable: true })
  reopenedAt: Date | null;

  @Column('jsonb', { nullable: true })
  unplaced: Unplaced | null;

  @Column('int')
  version: number;
}
