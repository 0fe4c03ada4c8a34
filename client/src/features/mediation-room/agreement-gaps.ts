import type { AgreementInput } from '@contracts/http/outcomes';

/**
 * An agreement being written. A field that is absent was never filled in; an `amountYuan` of null
 * says that no money is paid, which is an answer.
 */
export type AgreementDraft = Partial<AgreementInput>;

export const AGREEMENT_FIELDS = ['facts', 'terms', 'amountYuan', 'dueOn', 'manner'] as const;
export type AgreementField = (typeof AGREEMENT_FIELDS)[number];

const blank = (words: string | undefined): boolean => !words?.trim();

/**
 * What is still missing before the agreement can be signed, in the order of the paper: cause and
 * course, terms, amount, time and manner of performance (程序规定 §184). Empty when complete.
 */
export function agreementGaps(draft: AgreementDraft): AgreementField[] {
  const missing: Record<AgreementField, boolean> = {
    facts: blank(draft.facts),
    terms: blank(draft.terms),
    amountYuan: draft.amountYuan === undefined,
    dueOn: !draft.dueOn,
    manner: blank(draft.manner),
  };
  return AGREEMENT_FIELDS.filter((field) => missing[field]);
}

/** The agreement as it can be recorded, or null while something is missing. */
export function completeAgreement(draft: AgreementDraft): AgreementInput | null {
  if (agreementGaps(draft).length > 0) return null;
  return {
    facts: draft.facts?.trim() ?? '',
    terms: draft.terms?.trim() ?? '',
    amountYuan: draft.amountYuan ?? null,
    dueOn: draft.dueOn ?? null,
    manner: draft.manner?.trim() ?? '',
  };
}

/** Whether anything at all was written. */
export function agreementStarted(draft: AgreementDraft): boolean {
  return agreementGaps(draft).length < AGREEMENT_FIELDS.length;
}
