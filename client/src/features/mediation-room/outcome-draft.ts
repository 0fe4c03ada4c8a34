import type { RecordOutcome } from '@contracts/http/outcomes';
import { wasHeard, type NextStep, type Outcome } from '@domain/outcome';
import { completeAgreement, type AgreementDraft } from './agreement-gaps';
import { answeredByDefault, needsDueDate, usualNextStep } from './outcome-rules';

/** An outcome being written. */
export interface OutcomeDraft {
  readonly outcome: Outcome | null;
  readonly answer: string;
  readonly answered: boolean;
  readonly nextStep: NextStep;
  /** ISO date; null while none is chosen. */
  readonly dueOn: string | null;
  readonly note: string;
}

export const emptyDraft: OutcomeDraft = {
  outcome: null,
  answer: '',
  answered: true,
  nextStep: 'none',
  dueOn: null,
  note: '',
};

/** Choosing an outcome brings what usually follows from it; what was typed stays. */
export function chooseOutcome(draft: OutcomeDraft, outcome: Outcome, agreement: AgreementDraft): OutcomeDraft {
  const nextStep = usualNextStep(outcome);
  const dueOn = nextStep === 'performance' ? (agreement.dueOn ?? null) : draft.dueOn;
  return { ...draft, outcome, nextStep, dueOn, answered: answeredByDefault(outcome) };
}

export type OutcomeFault = 'outcome' | 'agreement' | 'answer' | 'nextStep' | 'dueOn' | 'dueOnPast';

/** What keeps the draft from being recorded, in the order of the page. `today` is the bureau's ISO date. */
export function outcomeFaults(draft: OutcomeDraft, agreement: AgreementDraft, today: string): OutcomeFault[] {
  const faults: OutcomeFault[] = [];
  if (!draft.outcome) faults.push('outcome');
  if (draft.outcome === 'AGREEMENT' && !completeAgreement(agreement)) faults.push('agreement');
  if (!draft.answer.trim()) faults.push('answer');
  if (draft.outcome && wasHeard(draft.outcome) && !draft.answered && draft.nextStep === 'none') faults.push('nextStep');
  if (needsDueDate(draft.nextStep) && !draft.dueOn) faults.push('dueOn');
  if (draft.nextStep !== 'none' && draft.dueOn && draft.dueOn < today) faults.push('dueOnPast');
  return faults;
}

/** What is sent. Call only without faults. */
export function recordOf(draft: OutcomeDraft, agreement: AgreementDraft): RecordOutcome | null {
  if (!draft.outcome) return null;
  return {
    outcome: draft.outcome,
    answer: draft.answer.trim(),
    answered: draft.answered,
    nextStep: draft.nextStep,
    nextStepNote: draft.note.trim(),
    dueOn: draft.nextStep === 'none' ? null : draft.dueOn,
    agreement: draft.outcome === 'AGREEMENT' ? completeAgreement(agreement) : null,
  };
}
