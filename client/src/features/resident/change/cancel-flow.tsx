import type { ResidentView } from '@contracts/http/requests';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { asApiError, type ApiError } from '../../../lib/api';
import { keyFor, type SentKey } from '../../../lib/idempotency-key';
import { queryClient } from '../../../lib/query';
import { useNow } from '../../../lib/server-clock';
import { Button } from '../../../ui/button';
import { Choices } from '../choices';
import { Field } from '../field';
import { Refused } from '../refused';
import { giveUp } from '../resident-api';
import { ResidentShell } from '../resident-shell';
import { changingOf } from '../stage';

const REASONS = ['settled', 'time', 'health', 'road', 'other'] as const;
type Reason = (typeof REASONS)[number];

/** 不约了: first why, then once more what follows from it. */
export function CancelFlow({ view }: { view: ResidentView }) {
  const { t } = useTranslation(['resident', 'common']);
  const [search, setSearch] = useSearchParams();
  const [reason, setReason] = useState<Reason | null>(null);
  const [words, setWords] = useState('');
  const [missing, setMissing] = useState(false);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const lastSent = useRef<SentKey | null>(null);
  const now = useNow(30_000);
  const asking = search.get('sure') !== null && reason !== null;
  const mayChange = changingOf(view, now) === 'open';
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [asking]);

  const leave = () => setSearch({}, { replace: true });
  const leaveForGood = async (why: Reason) => {
    setSending(true);
    setRefused(null);
    try {
      const said = why === 'other' && words.trim() !== '' ? words.trim() : t(`cancel.${why}`);
      lastSent.current = keyFor({ said, startsAt: view.startsAt }, lastSent.current);
      await giveUp(said, view.startsAt !== null, lastSent.current.key);
      await queryClient.invalidateQueries({ queryKey: ['resident'] });
      leave();
    } catch (error) {
      setRefused(asApiError(error));
      await queryClient.invalidateQueries({ queryKey: ['resident'] });
      setSending(false);
    }
  };

  if (asking) {
    return (
      <ResidentShell
        footer={
          <div className="act">
            <Button kind="danger" isDisabled={sending} onPress={() => void leaveForGood(reason)}>
              {t('withdraw.yes')}
            </Button>
            <Button onPress={leave} isDisabled={sending}>
              {t('withdraw.no')}
            </Button>
          </div>
        }
      >
        <h1>{t('withdraw.title')}</h1>
        {refused && <Refused error={refused} phone={view.stationPhone} />}
        <p>{t('withdraw.effect')}</p>
        {mayChange && (
          <div className="act apart">
            <p className="hint">{t('cancel.changeInstead')}</p>
            <Button icon="calendar" onPress={() => setSearch({ do: 'change' }, { replace: true })}>
              {t('cannot.change')}
            </Button>
          </div>
        )}
      </ResidentShell>
    );
  }
  return (
    <ResidentShell
      footer={
        <div className="step-buttons">
          <Button icon="back" onPress={leave}>
            {t('common:action.back')}
          </Button>
          <Button
            kind="primary"
            onPress={() => (reason === null ? setMissing(true) : setSearch({ do: 'cancel', sure: '1' }))}
          >
            {t('next')}
          </Button>
        </div>
      }
    >
      <h1>{t('cancel.why')}</h1>
      <p className="hint">{t('cancel.hint')}</p>
      <Choices
        label={t('cancel.why')}
        choices={REASONS.map((value) => ({ value, label: t(`cancel.${value}`) }))}
        value={reason}
        onChange={(value) => {
          setReason(REASONS.find((one) => one === value) ?? null);
          setMissing(false);
        }}
      />
      {missing && (
        <p className="fault" role="alert">
          {t('cancel.missing')}
        </p>
      )}
      {reason === 'other' && (
        <Field
          name="reason"
          label={t('cancel.otherLabel')}
          value={words}
          onChange={setWords}
          maxLength={200}
          autoComplete="off"
          optional
        />
      )}
    </ResidentShell>
  );
}
