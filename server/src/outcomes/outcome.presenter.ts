import type { OutcomeView } from '@contracts/http/outcomes';
import type { AgreementEntity, OutcomeEntity } from './outcome.entity';

export const presentOutcome = (outcome: OutcomeEntity, agreement: AgreementEntity | null): OutcomeView => ({
  id: outcome.id,
  sessionId: outcome.sessionId ?? '',
  requestId: outcome.requestId,
  outcome: outcome.outcome,
  answer: outcome.answer,
  answeredAt: outcome.answeredAt?.toISOString() ?? null,
  nextStep: outcome.nextStep,
  nextStepNote: outcome.nextStepNote,
  dueOn: outcome.dueOn,
  concludedAt: outcome.concludedAt.toISOString(),
  agreement: agreement && {
    facts: agreement.facts,
    terms: agreement.terms,
    amountYuan: agreement.amountYuan === null ? null : Number(agreement.amountYuan),
    dueOn: agreement.dueOn,
    manner: agreement.manner,
  },
});
