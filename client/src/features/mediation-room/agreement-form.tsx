import { Checkbox, DatePicker, Input, InputNumber } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { isoDate } from '../../lib/format';
import { bureauNow } from '../../lib/server-clock';
import { Icon } from '../../ui/icon';
import { agreementGaps, type AgreementDraft, type AgreementField } from './agreement-gaps';
import { amountInWords, LARGEST_AMOUNT_YUAN } from './amount-words';
import type { Notes } from './use-notes';
import { useWords } from './words';

export const AGREEMENT_FACTS_ID = 'mr-agreement-facts';
const MANNERS = ['cash', 'transfer', 'onSpot'] as const;

/** What is still missing, in words, or that nothing is. */
export function AgreementGaps({ draft }: { draft: AgreementDraft }) {
  const { t } = useWords();
  const gaps = agreementGaps(draft);
  if (gaps.length === 0) return <p className="mr-gaps done">{t('agreement.complete')}</p>;
  return (
    <p className="mr-gaps">
      <Icon name="warn" />
      <span>
        <b>{t('agreement.gaps', { count: gaps.length })}</b>
        {gaps.map((field) => t(`agreement.gap.${field}`)).join(t('agreement.separator'))}
      </span>
    </p>
  );
}

/** The agreement, field by field. Whatever is missing is marked in its place. */
export function AgreementForm({ notes }: { notes: Notes }) {
  const { t } = useWords();
  const draft = notes.notes.agreement;
  const missing = agreementGaps(draft);
  const write = (part: AgreementDraft) => notes.change({ agreement: { ...draft, ...part } });
  const row = (field: AgreementField, label: string, control: ReactNode) => (
    <div className={`mr-row${missing.includes(field) ? ' missing' : ''}`}>
      <label htmlFor={`mr-agreement-${field}`}>{label}</label>
      <div>{control}</div>
    </div>
  );
  const agreed = notes.notes.proposals.filter(({ done }) => done);
  const copy = (entries: readonly { text: string }[]) => entries.map(({ text }) => text).join('\n');
  return (
    <fieldset className="mr-doc" disabled={notes.state === 'closed'}>
      <h2>{t('agreement.heading')}</h2>
      {row(
        'facts',
        t('agreement.facts'),
        <>
          <Input.TextArea
            id={AGREEMENT_FACTS_ID}
            value={draft.facts ?? ''}
            maxLength={4000}
            autoSize={{ minRows: 2, maxRows: 8 }}
            placeholder={t('agreement.factsPlaceholder')}
            onChange={(event) => write({ facts: event.target.value })}
          />
          {!draft.facts && notes.notes.facts.length > 0 && (
            <CopyButton act={() => write({ facts: copy(notes.notes.facts) })}>{t('agreement.fromFacts')}</CopyButton>
          )}
        </>,
      )}
      {row(
        'terms',
        t('agreement.terms'),
        <>
          <Input.TextArea
            id="mr-agreement-terms"
            value={draft.terms ?? ''}
            maxLength={4000}
            autoSize={{ minRows: 2, maxRows: 10 }}
            placeholder={t('agreement.termsPlaceholder')}
            onChange={(event) => write({ terms: event.target.value })}
          />
          {!draft.terms && agreed.length > 0 && (
            <CopyButton act={() => write({ terms: copy(agreed) })}>{t('agreement.fromProposals')}</CopyButton>
          )}
        </>,
      )}
      {row('amountYuan', t('agreement.amount'), <Amount draft={draft} write={write} />)}
      {row('dueOn', t('agreement.dueOn'), <DueOn draft={draft} write={write} />)}
      {row(
        'manner',
        t('agreement.manner'),
        <>
          <Input
            id="mr-agreement-manner"
            value={draft.manner ?? ''}
            maxLength={200}
            placeholder={t('agreement.mannerPlaceholder')}
            onChange={(event) => write({ manner: event.target.value })}
          />
          {!draft.manner && (
            <span className="mr-choices">
              {MANNERS.map((manner) => (
                <CopyButton key={manner} act={() => write({ manner: t(`agreement.manners.${manner}`) })}>
                  {t(`agreement.manners.${manner}`)}
                </CopyButton>
              ))}
            </span>
          )}
        </>,
      )}
      <p className="mr-hint">{t('agreement.signingLater')}</p>
    </fieldset>
  );
}

function CopyButton({ act, children }: { act: () => void; children: ReactNode }) {
  return (
    <button type="button" className="btn quiet sm" onClick={act}>
      {children}
    </button>
  );
}

interface PartProps {
  draft: AgreementDraft;
  write: (part: AgreementDraft) => void;
}

function Amount({ draft, write }: PartProps) {
  const { t } = useWords();
  const yuan = draft.amountYuan;
  const words = typeof yuan === 'number' ? amountInWords(yuan) : null;
  return (
    <>
      <span className="mr-inline">
        <InputNumber<number>
          id="mr-agreement-amountYuan"
          value={yuan ?? null}
          min={0}
          max={LARGEST_AMOUNT_YUAN}
          precision={2}
          controls={false}
          disabled={yuan === null}
          suffix={t('agreement.yuan')}
          formatter={(value) =>
            String(value ?? '')
              .replace(/\B(?=(\d{3})+(?!\d))/g, ',')
              .replace(/\.00$/, '')
          }
          parser={(value) => Number((value ?? '').replace(/[^\d.]/g, ''))}
          onChange={(value) => write({ amountYuan: value ?? undefined })}
        />
        <Checkbox
          checked={yuan === null}
          onChange={(event) => write({ amountYuan: event.target.checked ? null : undefined })}
        >
          {t('agreement.noMoney')}
        </Checkbox>
      </span>
      {words && (
        <p className="mr-words">
          {t('agreement.words')} <b lang="zh-CN">{words}</b>
        </p>
      )}
    </>
  );
}

function DueOn({ draft, write }: PartProps) {
  const { t } = useWords();
  const today = isoDate(bureauNow());
  return (
    <>
      <span className="mr-inline">
        <DatePicker
          id="mr-agreement-dueOn"
          value={draft.dueOn ? dayjs(draft.dueOn) : null}
          minDate={dayjs(today)}
          onChange={(day) => write({ dueOn: day ? day.format('YYYY-MM-DD') : undefined })}
        />
        {draft.dueOn !== today && <CopyButton act={() => write({ dueOn: today })}>{t('agreement.today')}</CopyButton>}
      </span>
      {draft.dueOn && draft.dueOn < today && <p className="msg-err">{t('agreement.duePast')}</p>}
    </>
  );
}
