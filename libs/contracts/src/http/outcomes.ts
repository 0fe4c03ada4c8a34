import { NEXT_STEPS, OUTCOMES } from '@domain/outcome';
import { z } from 'zod';
import { date, id, instant, text } from '../common';

export const agreementInput = z.object({
  facts: text(4000),
  terms: text(4000),
  /** 金额 in yuan; null when nothing is paid. */
  amountYuan: z.number().min(0).max(99_999_999).multipleOf(0.01).nullable(),
  /** 履行期限 */
  dueOn: date.nullable(),
  /** 履行方式 */
  manner: text(200),
});
export type AgreementInput = z.infer<typeof agreementInput>;

export const recordOutcome = z.object({
  outcome: z.enum(OUTCOMES),
  /** 答复: what the resident was told. Nothing closes without it. */
  answer: text(4000),
  answered: z.boolean().default(true),
  nextStep: z.enum(NEXT_STEPS).default('none'),
  nextStepNote: text(500).default(''),
  dueOn: date.nullable().default(null),
  agreement: agreementInput.nullable().default(null),
});
export type RecordOutcome = z.input<typeof recordOutcome>;

export const outcomeView = z.object({
  id,
  sessionId: id,
  requestId: id,
  outcome: z.enum(OUTCOMES),
  answer: z.string(),
  answeredAt: instant.nullable(),
  nextStep: z.enum(NEXT_STEPS),
  nextStepNote: z.string(),
  dueOn: date.nullable(),
  concludedAt: instant,
  agreement: agreementInput.nullable(),
});
export type OutcomeView = z.infer<typeof outcomeView>;
