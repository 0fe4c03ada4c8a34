import type { NextStep, Outcome } from '@domain/outcome';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What came of a session, and what the resident was told. */
@Entity('outcome')
export class OutcomeEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'session_id', nullable: true }) sessionId: string | null;
  @Column('uuid', { name: 'request_id' }) requestId: string;
  @Column('text') outcome: Outcome;
  @Column('text') answer: string;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt: Date | null;
  @Column('text', { name: 'next_step' }) nextStep: NextStep;
  @Column('text', { name: 'next_step_note' }) nextStepNote: string;
  @Column('date', { name: 'due_on', nullable: true }) dueOn: string | null;
  @Column('timestamptz', { name: 'concluded_at' }) concludedAt: Date;
  @Column('uuid', { name: 'concluded_by', nullable: true }) concludedBy: string | null;
}

/** 调解协议: the text agreed on. `amount_yuan` is numeric, which the driver gives as text. */
@Entity('agreement')
export class AgreementEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'outcome_id' }) outcomeId: string;
  @Column('uuid', { name: 'request_id' }) requestId: string;
  @Column('text') facts: string;
  @Column('text') terms: string;
  @Column('numeric', { name: 'amount_yuan', nullable: true }) amountYuan: string | null;
  @Column('date', { name: 'due_on', nullable: true }) dueOn: string | null;
  @Column('text') manner: string;
}
