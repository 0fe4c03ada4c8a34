import { SHORTEST_REASON, type RecordingSummary } from '@contracts/http/recordings';
import type { RecordingScope } from '@contracts/media/recording';
import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError, type ApiError } from '../../lib/api';
import { FormField } from '../../ui/form-field';
import { Refusal } from '../../ui/refusal';
import { openAccess, summaryChanged } from './queries';
import { SCOPE_WORD } from './moment-words';
import styles from './recording.module.css';

interface Props {
  summary: RecordingSummary;
  opened: (accessId: string) => void;
}

const EXAMPLES = ['agreement', 'objection', 'case', 'quality'] as const;

/** Which part, and why: the reason is written down before anything is shown. */
export function OpenForm({ summary, opened }: Props) {
  const { t } = useTranslation('recording');
  const own = summary.scopes.filter(({ mayOpen }) => mayOpen);
  const [scope, setScope] = useState<RecordingScope | null>(own[0]?.scope ?? null);
  const [reason, setReason] = useState('');
  const [short, setShort] = useState(false);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  if (scope === null) return summary.scopes.length > 0 ? <p className={styles.note}>{t('open.nobody')}</p> : null;
  const open = async (): Promise<void> => {
    if (reason.trim().length < SHORTEST_REASON) return setShort(true);
    setSending(true);
    setRefused(null);
    try {
      const { accessId } = await openAccess(summary.sessionId, { scope, reason: reason.trim() });
      void summaryChanged(summary.sessionId);
      opened(accessId);
    } catch (error) {
      setRefused(asApiError(error));
      setSending(false);
    }
  };
  const type = (words: string) => {
    setReason(words);
    setShort(false);
  };
  return (
    <form
      className={styles.open}
      aria-label={t('open.title')}
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
    >
      <h2>{t('open.title')}</h2>
      <FormField id="recording-scope" label={t('open.scope')}>
        <Radio.Group
          id="recording-scope"
          aria-label={t('open.scope')}
          value={scope}
          options={own.map((one) => ({ value: one.scope, label: t(SCOPE_WORD[one.scope]) }))}
          onChange={(event) => setScope(own.find((one) => one.scope === event.target.value)?.scope ?? scope)}
        />
      </FormField>
      <FormField
        id="recording-reason"
        label={t('open.reason')}
        hint={t('open.reasonHint')}
        error={short ? t('open.short', { count: SHORTEST_REASON }) : undefined}
      >
        <Input
          id="recording-reason"
          value={reason}
          maxLength={500}
          status={short ? 'error' : ''}
          aria-describedby={short ? 'recording-reason-error' : undefined}
          onChange={(event) => type(event.target.value)}
        />
      </FormField>
      <div className={styles.examples}>
        {EXAMPLES.map((example) => (
          <button key={example} type="button" className="btn sm" onClick={() => type(t(`open.examples.${example}`))}>
            {t(`open.examples.${example}`)}
          </button>
        ))}
      </div>
      {refused && <Refusal error={refused} staff />}
      <p className={styles.send}>
        <Button type="primary" htmlType="submit" loading={sending}>
          {t('open.ok')}
        </Button>
        <span className={styles.quiet}>{t('open.hours')}</span>
      </p>
    </form>
  );
}
