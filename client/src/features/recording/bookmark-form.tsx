import type { RecordingView } from '@contracts/http/recordings';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError, type ApiError } from '../../lib/api';
import { newKey } from '../../lib/idempotency-key';
import { Refusal } from '../../ui/refusal';
import { clockSeconds } from './moment-words';
import styles from './player.module.css';
import { bookmark, viewChanged } from './queries';

interface Props {
  view: RecordingView;
  /** The moment at which the key was pressed; the recording goes on meanwhile. */
  at: number;
  close: () => void;
}

/** A few words at a moment. */
export function BookmarkForm({ view, at, close }: Props) {
  const { t } = useTranslation('recording');
  const [label, setLabel] = useState('');
  const [key] = useState(newKey);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const save = async (): Promise<void> => {
    if (label.trim() === '' || sending) return;
    setSending(true);
    try {
      const body = { at: new Date(at).toISOString(), label: label.trim(), scope: view.scope };
      await bookmark(view.sessionId, body, key);
      await viewChanged(view.accessId);
      close();
    } catch (error) {
      setRefused(asApiError(error));
      setSending(false);
    }
  };
  return (
    <form
      className={styles.mark}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <label htmlFor="bookmark-label">{t('play.markAt', { time: clockSeconds(at) })}</label>
      <Input
        id="bookmark-label"
        autoFocus
        maxLength={120}
        placeholder={t('play.markLabel')}
        value={label}
        onChange={(event) => setLabel(event.target.value)}
      />
      <button type="submit" className="btn" disabled={label.trim() === '' || sending}>
        {t('play.markSave')}
      </button>
      <button type="button" className="btn quiet" onClick={close}>
        {t('play.markLater')}
      </button>
      {refused && <Refusal error={refused} staff />}
    </form>
  );
}
