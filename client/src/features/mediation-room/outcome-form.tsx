import type { SessionView } from '@contracts/http/sessions';
import { NEXT_STEPS } from '@domain/outcome';
import { Checkbox, DatePicker, Input, Radio } from 'antd';
import dayjs from 'dayjs';
import { useRef, useState, type ReactNode } from 'react';
import { asApiError } from '../../lib/api';
import { clockTime, isoDate } from '../../lib/format';
import { bureauNow } from '../../lib/server-clock';
import { Refusal } from '../../ui/refusal';
import { agreementGaps } from './agreement-gaps';
import { chooseOutcome, emptyDraft, outcomeFaults, recordOf, type OutcomeFault } from './outcome-draft';
import { nextStepsFor, outcomesFor } from './outcome-rules';
import { useRecordOutcome } from './queries';
import { TalkRecord } from './talk-record';
import type { Notes } from './use-notes';
import { useWords } from './words';

interface Props {
  session: SessionView;
  notes: Notes;
  stopped: boolean;
}

/** 登记结果: what came of it, what was answered, what comes next. Nothing typed is ever cleared. */
export function OutcomeForm({ session, notes, stopped }: Props) {
  const { t } = useWords();
  const { mode } = session.appointment;
  const { agreement } = notes.notes;
  const [draft, setDraft] = useState(() => (stopped ? chooseOutcome(emptyDraft, 'TERMINATED', agreement) : emptyDraft));
  const [checked, setChecked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const record = useRecordOutcome(session.id);

  const today = isoDate(bureauNow());
  const faults = checked ? outcomeFaults(draft, agreement, today) : [];
  const fault = (name: OutcomeFault, words: string): ReactNode =>
    faults.includes(name) && (
      <p className="msg-err" role="alert" data-fault>
        {words}
      </p>
    );
  const save = async () => {
    setChecked(true);
    if (outcomeFaults(draft, agreement, today).length > 0) {
      requestAnimationFrame(() => form.current?.querySelector('[data-fault]')?.scrollIntoView({ block: 'center' }));
      return;
    }
    await notes.flush();
    const sent = recordOf(draft, agreement);
    if (sent) record.mutate(sent);
  };
  const lacking = agreementGaps(agreement)
    .map((field) => t(`agreement.gap.${field}`))
    .join(t('agreement.separator'));

  return (
    <div className="mr-outcome">
      <form
        ref={form}
        className="mr-outcome-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <h1>{t('outcome.title')}</h1>
        <p className="mr-lead">
          {stopped
            ? t('outcome.leadStopped')
            : t('outcome.lead', { time: session.endedAt ? clockTime(session.endedAt) : '' })}
        </p>
        <fieldset className="f">
          <legend className="l">{t('outcome.which')}</legend>
          <Radio.Group
            className="mr-radios"
            value={draft.outcome}
            onChange={(event) => {
              const chosen = outcomesFor(mode).find((outcome) => outcome === event.target.value);
              if (chosen) setDraft(chooseOutcome(draft, chosen, agreement));
            }}
          >
            {outcomesFor(mode).map((outcome) => (
              <Radio key={outcome} value={outcome}>
                {t(`outcome.words.${mode}.${outcome}`)}
              </Radio>
            ))}
          </Radio.Group>
          {fault('outcome', t('outcome.whichMissing'))}
          {fault('agreement', t('outcome.agreementMissing', { fields: lacking }))}
        </fieldset>
        <label className="f">
          <span className="l">{t('outcome.answer')}</span>
          <Input.TextArea
            value={draft.answer}
            maxLength={4000}
            autoSize={{ minRows: 3, maxRows: 10 }}
            {...(faults.includes('answer') ? { status: 'error' as const } : {})}
            onChange={(event) => setDraft({ ...draft, answer: event.target.value })}
          />
          <span className="mr-hint">{t('outcome.answerHint')}</span>
          {fault('answer', t('outcome.answerMissing'))}
        </label>
        <div className="f">
          <Checkbox
            checked={draft.answered}
            onChange={(event) => setDraft({ ...draft, answered: event.target.checked })}
          >
            {t('outcome.answered')}
          </Checkbox>
          {!draft.answered && <p className="mr-hint">{t('outcome.answeredNot')}</p>}
        </div>
        {draft.outcome && (
          <fieldset className="f">
            <legend className="l">{t('outcome.nextStep')}</legend>
            <Radio.Group
              className="mr-radios"
              value={draft.nextStep}
              onChange={(event) => {
                const nextStep = NEXT_STEPS.find((step) => step === event.target.value);
                if (nextStep) setDraft({ ...draft, nextStep });
              }}
            >
              {nextStepsFor(draft.outcome).map((step) => (
                <Radio key={step} value={step}>
                  {t(`outcome.steps.${step}`)}
                </Radio>
              ))}
            </Radio.Group>
            {fault('nextStep', t('outcome.nextStepMissing'))}
          </fieldset>
        )}
        {draft.nextStep !== 'none' && (
          <div className="mr-pairs">
            <label className="f">
              <span className="l">{t('outcome.dueOn')}</span>
              <DatePicker
                value={draft.dueOn ? dayjs(draft.dueOn) : null}
                minDate={dayjs(today)}
                {...(faults.includes('dueOn') || faults.includes('dueOnPast') ? { status: 'error' as const } : {})}
                onChange={(day) => setDraft({ ...draft, dueOn: day ? day.format('YYYY-MM-DD') : null })}
              />
              {fault('dueOn', t('outcome.dueMissing'))}
              {fault('dueOnPast', t('outcome.duePast'))}
            </label>
            <label className="f">
              <span className="l">
                {t('outcome.note')} <small>{t('outcome.optional')}</small>
              </span>
              <Input
                value={draft.note}
                maxLength={500}
                placeholder={t('outcome.noteHint')}
                onChange={(event) => setDraft({ ...draft, note: event.target.value })}
              />
            </label>
          </div>
        )}
        {record.error && <Refusal error={asApiError(record.error)} again={() => void save()} staff />}
        <div className="mr-send">
          <button type="submit" className="btn primary" disabled={record.isPending}>
            {t(record.isPending ? 'outcome.saving' : 'outcome.save')}
          </button>
          <span className="mr-hint">{t('outcome.leaveHint')}</span>
        </div>
      </form>
      <TalkRecord session={session} notes={notes} mode={mode} withAgreement={draft.outcome === 'AGREEMENT'} />
    </div>
  );
}
