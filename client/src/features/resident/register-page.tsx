import type { RequestReceipt } from '@contracts/http/requests';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { identityChanged } from '../../app/me';
import { asApiError, type ApiError } from '../../lib/api';
import { isoDate } from '../../lib/format';
import { queryClient } from '../../lib/query';
import { useHold, type HoldEnd } from '../../lib/hold';
import { language } from '../../lib/i18n';
import { bureauNow } from '../../lib/server-clock';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Refusal } from '../../ui/refusal';
import { faultsOf, LET_BUREAU_CHOOSE, stepsOf, toRequest, type Draft, type Fault, type Step } from './draft';
import { keepDraft, keyForSending, readDraft, wipeDraft } from './draft-store';
import { PhoneHelp } from './phone-help';
import { RegisterResult } from './register-result';
import { register } from './resident-api';
import { ResidentShell } from './resident-shell';
import { StepQuestion } from './step-question';
import { searchOf } from './steps/when-step';
import './texts';

/** `/register`: one question a screen; nothing typed is lost; pressing twice sends once. */
export default function RegisterPage() {
  const { t } = useTranslation('resident');
  const navigate = useNavigate();
  const [kept, setKept] = useState(readDraft);
  const [faults, setFaults] = useState<Fault[]>([]);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const [sending, setSending] = useState(false);
  const [receipt, setReceipt] = useState<RequestReceipt | null>(null);
  const [holdEnd, setHoldEnd] = useState<HoldEnd | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { draft, step } = kept;
  const steps = stepsOf(draft);
  const at = Math.max(0, steps.indexOf(step));

  useEffect(() => {
    if (!receipt) keepDraft(kept);
  }, [kept, receipt]);

  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [step]);

  const change = (part: Partial<Draft>) => {
    setKept((before) => ({ ...before, draft: { ...before.draft, ...part } }));
    setFaults([]);
    setRefused(null);
  };
  const goTo = (next: Step) => {
    setFaults([]);
    setKept((before) => ({ ...before, step: next }));
  };

  const keepSlot = useHold({
    hold: receipt ? null : draft.hold,
    kept: (hold) => change({ hold }),
    ended: (why) => {
      change({ when: null, hold: null });
      setHoldEnd(why);
      void queryClient.invalidateQueries({ queryKey: ['slots'] });
    },
  });
  const chooseTime = (when: string) => {
    setHoldEnd(null);
    change({ when });
    const { topic, stationIds, needs } = searchOf(draft);
    if (when !== LET_BUREAU_CHOOSE) void keepSlot({ topic, stationIds, needs, startsAt: when });
  };

  const send = async () => {
    setSending(true);
    setRefused(null);
    try {
      const request = toRequest(draft, language());
      const sent = keyForSending(request, kept);
      setKept((before) => ({ ...before, sent }));
      const answer = await register(request, sent.key);
      setReceipt(answer);
      wipeDraft();
      void identityChanged().catch(() => undefined);
    } catch (error) {
      const reason = asApiError(error);
      if (reason.code === 'SLOT_TAKEN' || reason.code === 'TIME_PAST' || reason.code === 'HOLD_EXPIRED') {
        await queryClient.invalidateQueries({ queryKey: ['slots'] });
        change({ when: null, hold: null });
        goTo('when');
      }
      setRefused(reason);
    } finally {
      setSending(false);
    }
  };

  const next = () => {
    const today = isoDate(bureauNow());
    const wrong = steps.map((one) => ({ one, found: faultsOf(one, draft, today) }));
    const here = step === 'check' ? wrong.find(({ found }) => found.length > 0) : wrong[at];
    if (here && here.found.length > 0) {
      if (here.one !== step) goTo(here.one);
      setFaults(here.found);
      focusFirst(here.found);
      return;
    }
    const following = steps[at + 1];
    if (following) goTo(following);
    else void send();
  };

  const back = () => {
    const before = steps[at - 1];
    if (before) goTo(before);
    else void navigate('/');
  };

  if (receipt) return <RegisterResult receipt={receipt} lastFour={draft.phone.replace(/\D/g, '').slice(-4)} />;

  return (
    <ResidentShell
      footer={
        <>
          <div className="step-buttons">
            <Button onPress={back} icon="back" kind="plain">
              {t('common:action.back')}
            </Button>
            <Button kind="primary" onPress={next} isPending={sending} isDisabled={sending}>
              {t(sending ? 'sending' : step === 'check' ? 'send' : 'next')}
            </Button>
          </div>
          <PhoneHelp />
        </>
      }
    >
      <div className="step">
        <span>{t('stepOf', { at: at + 1, of: steps.length })}</span>
        <ol aria-hidden="true">
          {steps.map((one, index) => (
            <li key={one} className={index <= at ? 'now' : ''} />
          ))}
        </ol>
      </div>
      <h1 ref={heading} tabIndex={-1}>
        {t(`step.${step}`)}
      </h1>
      {refused && <Refusal error={refused} />}
      {step === 'topic' && draft.topic === 'FRAUD' && (
        <p className="warning" role="alert">
          <Icon name="warn" />
          {t('topic.fraudNow')}
        </p>
      )}
      <StepQuestion
        step={step}
        draft={draft}
        change={change}
        faults={faults}
        goTo={goTo}
        chooseTime={chooseTime}
        holdEnd={holdEnd}
      />
    </ResidentShell>
  );
}

/** Takes the person to the first thing to mend, once it is on screen. */
function focusFirst([first]: Fault[]): void {
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLElement>(`[name="${first?.field}"], .choices[data-invalid] input`);
    field?.focus();
    field?.scrollIntoView({ block: 'center' });
  });
}
