import type { SessionNotes } from '@contracts/http/sessions';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 会谈: what comes of one appointment. Its id is the id of the call. */
@Entity('session')
export class SessionEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'appointment_id' }) appointmentId: string;
  @Column('uuid', { name: 'request_id' }) requestId: string;
  @Column('uuid', { name: 'host_id' }) hostId: string;
  @Column('text') mode: 'consult' | 'mediate';
  @Column('timestamptz', { name: 'planned_at' }) plannedAt: Date;
  @Column('timestamptz', { name: 'opened_at' }) openedAt: Date;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt: Date | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  @Column('text', { name: 'held_by' }) heldBy: 'video' | 'phone';
  @Column('text', { name: 'media_node_id', nullable: true }) mediaNodeId: string | null;
  @Column('jsonb') notes: Partial<SessionNotes>;
  @Column('int', { name: 'notes_version' }) notesVersion: number;
}
