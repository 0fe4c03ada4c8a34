import type { OutcomeView } from '@contracts/http/outcomes';
import type { ReactNode } from 'react';
import { clockTime, money, shortDate } from '../../lib/format';
import { amountInWords } from './amount-words';
import { useWords } from './words';

/** What was recorded, to be read and not to be changed. */
export function OutcomeRecord({ outcome, mode }: { outcome: OutcomeView; mode: 'consult' | 'mediate' }) {
  const { t, yearDay: day } = useWords();
  const { agreement } = outcome;
  const rows: (readonly [string, ReactNode])[] = [
    [t('outcome.which'), t(`outcome.words.${mode}.${outcome.outcome}`)],
    [t('outcome.answer'), outcome.answer],
    ['', t(outcome.answeredAt ? 'outcome.answeredYes' : 'outcome.answeredNo')],
    [t('outcome.nextStep'), t(`outcome.steps.${outcome.nextStep}`)],
    ...(outcome.dueOn ? [[t('outcome.dueOn'), day(outcome.dueOn)] as const] : []),
    ...(outcome.nextStepNote ? [[t('outcome.note'), outcome.nextStepNote] as const] : []),
    ...(agreement
      ? ([
          [t('agreement.facts'), agreement.facts],
          [t('agreement.terms'), agreement.terms],
          [
            t('agreement.amount'),
            agreement.amountYuan === null
              ? t('agreement.noMoney')
              : `${money(agreement.amountYuan)} ${amountInWords(agreement.amountYuan) ?? ''}`,
          ],
          ...(agreement.dueOn ? [[t('agreement.dueOn'), day(agreement.dueOn)] as const] : []),
          [t('agreement.manner'), agreement.manner],
        ] as const)
      : []),
  ];
  const at = `${shortDate(outcome.concludedAt)} ${clockTime(outcome.concludedAt)}`;
  return (
    <dl className="mr-record">
      {/* By place: two rows may have the same name in one language. */}
      {rows.map(([name, value], index) => (
        <div key={index}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div>
        <dt />
        <dd className="mr-hint">{t('outcome.recordedAt', { time: at })}</dd>
      </div>
    </dl>
  );
}
