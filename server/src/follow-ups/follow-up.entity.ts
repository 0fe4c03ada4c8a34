import type { FollowUpKind, FollowUpMethod, FollowUpResult } from '@domain/outcome';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 回访 owed to one party. */
@Entity('follow_up')
export class FollowUpEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'request_id' }) requestId: string;
  @Column('uuid', { name: 'party_id' }) partyId: string;
  @Column('uuid', { name: 'outcome_id', nullable: true }) outcomeId: string | null;
  @Column('text') kind: FollowUpKind;
  @Column('timestamptz', { name: 'due_at' }) dueAt: Date;
  @Column('timestamptz', { name: 'done_at', nullable: true }) doneAt: Date | null;
  @Column('uuid', { name: 'done_by', nullable: true }) doneBy: string | null;
  @Column('text', { nullable: true }) method: FollowUpMethod | null;
  @Column('text', { nullable: true }) result: FollowUpResult | null;
  @Column('text') note: string;
}
