import { DomainError } from '@domain/errors';
import { wasHeard, type NextStep, type Outcome } from '@domain/outcome';
import type { AgreementInput } from '@contracts/http/outcomes';

export interface OutcomeToRecord {
  readonly outcome: Outcome;
  readonly answer: string;
  readonly answered: boolean;
  readonly nextStep: NextStep;
  /** Calendar dates of the bureau, `YYYY-MM-DD`. */
  readonly dueOn: string | null;
  readonly agreement: AgreementInput | null;
}

/**
 * Refuses an outcome that says too little (DOMAIN §1: no closure without an answer recorded as given):
 * - an agreement needs all of §184's fields (AGREEMENT_INCOMPLETE, with the missing names) and two parties;
 * - who was heard gets an answer, in words; an answer put off needs the day until which it is owed;
 * - a promised day lies not in the past (TIME_PAST).
 */
export function checkOutcome(
  input: OutcomeToRecord,
  matter: { readonly parties: number; readonly today: string },
): void {
  if (input.outcome === 'AGREEMENT') checkAgreement(input.agreement, matter.parties);
  if (input.answered && wasHeard(input.outcome) && input.answer === '') {
    throw new DomainError('INPUT_INVALID', { field: 'answer' });
  }
  if (!input.answered && wasHeard(input.outcome) && input.nextStep === 'none') {
    throw new DomainError('INPUT_INVALID', { field: 'nextStep' });
  }
  if (input.nextStep === 'answerLater' && input.dueOn === null)
    throw new DomainError('INPUT_INVALID', { field: 'dueOn' });
  for (const [field, day] of [
    ['dueOn', input.dueOn],
    ['agreement.dueOn', input.agreement?.dueOn ?? null],
  ] as const) {
    if (day !== null && day < matter.today) throw new DomainError('TIME_PAST', { field });
  }
}

/** 程序规定 §184: facts, terms, time and manner of performance. Nothing to pay is an answer too (amount null). */
function checkAgreement(agreement: AgreementInput | null, parties: number): void {
  if (parties < 2) throw new DomainError('PARTY_MISSING');
  const missing = (['facts', 'terms', 'dueOn', 'manner'] as const).filter((field) => !agreement?.[field]);
  if (missing.length > 0) throw new DomainError('AGREEMENT_INCOMPLETE', { missing: missing.join(',') });
}
