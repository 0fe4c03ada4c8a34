import type { FailedNotice } from '@contracts/http/notices';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { api, asApiError, type ApiError } from '../../lib/api';
import { shortDateTime } from '../../lib/format';
import { Refusal } from '../../ui/refusal';
import { TimeLeft } from '../../ui/time-left';
import styles from './messages.module.css';
import { peopleChanged } from './queries';

/** Whom it is about and how to reach them; why it did not arrive; the two things that help. */
export function FailedRow({ item, call }: { item: FailedNotice; call: () => void }) {
  const { t } = useTranslation('messages');
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const again = async (): Promise<void> => {
    setSending(true);
    setRefused(null);
    try {
      await api.post(z.unknown(), `/api/notices/${item.id}/retry`);
      await peopleChanged();
    } catch (error) {
      setRefused(asApiError(error));
    }
    setSending(false);
  };
  const dueAt = item.startsAt && item.startsAt < item.noticeDueAt ? item.startsAt : item.noticeDueAt;
  return (
    <li className={styles.row}>
      <p className={styles.who}>
        <b>{item.partyName}</b>
        <span>{item.phoneMasked ?? t('failed.noPhone')}</span>
        <span>{item.stationName}</span>
      </p>
      <p className={styles.why}>
        <b>
          {[t(`kind.${item.kind}`), item.startsAt && t('failed.startsAt', { time: shortDateTime(item.startsAt) })]
            .filter(Boolean)
            .join(t('sep'))}
        </b>
        <span>
          {[
            t(`channel.${item.channel}`),
            t(`error.${item.error}`, { defaultValue: t('error.unknown') }),
            item.attempts > 1 && t('failed.tries', { n: item.attempts }),
          ]
            .filter(Boolean)
            .join(t('sep'))}
        </span>
      </p>
      <div className={styles.left}>
        <TimeLeft dueAt={dueAt} />
        <small>{item.requestNo}</small>
      </div>
      <div className={styles.do}>
        <button type="button" className="btn primary" onClick={call}>
          {t('failed.call')}
        </button>
        {item.error !== 'expired' && (
          <button type="button" className="btn" disabled={sending} onClick={() => void again()}>
            {t(sending ? 'failed.sending' : 'failed.retry')}
          </button>
        )}
      </div>
      {refused && <Refusal error={refused} staff />}
    </li>
  );
}
