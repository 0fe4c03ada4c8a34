import { SHORTEST_REASON, type RecordingSummary } from '@contracts/http/recordings';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortDateTime, shortDate } from '../../lib/format';
import { FormDialog } from '../../ui/form-dialog';
import { FormField } from '../../ui/form-field';
import { Lamp } from '../../ui/lamp';
import { hold, release, summaryChanged } from './queries';
import styles from './recording.module.css';

type Deed = 'hold' | 'release';

/** How long it is kept, whether it is held as evidence, and who decided so. */
export function Keeping({ summary }: { summary: RecordingSummary }) {
  const { t } = useTranslation('recording');
  const [asked, setAsked] = useState<Deed | null>(null);
  const { hold: held, retentionUntil, purgedAt, decisions, mayHold, mayRelease } = summary;
  const yearDate = (at: string) => `${new Date(at).getFullYear()}-${shortDate(at)}`;
  const kept = purgedAt
    ? t('keep.purged', { date: yearDate(purgedAt) })
    : retentionUntil
      ? t('keep.until', { date: yearDate(retentionUntil) })
      : t('keep.forGood');
  const deed: Deed | null = purgedAt ? null : held ? (mayRelease ? 'release' : null) : mayHold ? 'hold' : null;
  return (
    <section className={styles.part}>
      <h2>{t('keep.title')}</h2>
      <p>{kept}</p>
      {held && (
        <p>
          <Lamp state="warn">{t('keep.held', { reason: held.reason })}</Lamp>
          <small>{t('keep.heldBy', { name: held.byName, date: shortDateTime(held.heldAt) })}</small>
        </p>
      )}
      {decisions.length > (held ? 1 : 0) && (
        <ul>
          {decisions.slice(held ? 1 : 0).map(({ what, reason, byName, at }) => (
            <li key={at}>
              {t('keep.decided', { what: t(`keep.done.${what}`), reason })}
              <small>{t('keep.heldBy', { name: byName, date: shortDateTime(at) })}</small>
            </li>
          ))}
        </ul>
      )}
      {deed && (
        <button type="button" className="btn sm" onClick={() => setAsked(deed)}>
          {t(`keep.${deed}`)}
        </button>
      )}
      {asked && <HoldDialog deed={asked} sessionId={summary.sessionId} close={() => setAsked(null)} />}
    </section>
  );
}

function HoldDialog({ deed, sessionId, close }: { deed: Deed; sessionId: string; close: () => void }) {
  const { t } = useTranslation('recording');
  const [reason, setReason] = useState('');
  const [short, setShort] = useState(false);
  const save = async (): Promise<boolean> => {
    setShort(reason.trim().length < SHORTEST_REASON);
    if (reason.trim().length < SHORTEST_REASON) return false;
    await (deed === 'hold' ? hold : release)(sessionId, reason.trim());
    return true;
  };
  return (
    <FormDialog
      title={t(`keep.${deed}Title`)}
      ok={t(`keep.${deed}`)}
      later={t('keep.later')}
      danger={deed === 'release'}
      save={save}
      changed={() => summaryChanged(sessionId)}
      close={close}
    >
      {(submit) => (
        <>
          <p>{t(`keep.${deed}Hint`)}</p>
          <FormField
            id="hold-reason"
            label={t('keep.reason')}
            error={short ? t('open.short', { count: SHORTEST_REASON }) : undefined}
          >
            <Input
              id="hold-reason"
              autoFocus
              maxLength={500}
              value={reason}
              status={short ? 'error' : ''}
              onChange={(event) => setReason(event.target.value)}
              onPressEnter={submit}
            />
          </FormField>
        </>
      )}
    </FormDialog>
  );
}
