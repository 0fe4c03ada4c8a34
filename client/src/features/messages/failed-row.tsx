import type { FailedNotice } from '@contracts/http/notices';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { api } from '../../lib/api';
import { useDeed } from '../../lib/deed';
import { shortDateTime } from '../../lib/format';
import { useStationName } from '../../lib/stations';
import { Refusal } from '../../ui/refusal';
import { TimeLeft } from '../../ui/time-left';
import styles from './messages.module.css';
import { peopleChanged } from './queries';

/** Whom it is about and how to reach them; why it did not arrive; the two things that help. */
export function FailedRow({ item, call }: { item: FailedNotice; call: () => void }) {
  const { t } = useTranslation('messages');
  const stationName = useStationName();
  const { sending, refused, run } = useDeed();
  const again = (): Promise<void> =>
    run(async () => {
      await api.post(z.unknown(), `/api/notices/${item.id}/retry`);
      await peopleChanged();
    });
  const dueAt = item.startsAt && item.startsAt < item.noticeDueAt ? item.startsAt : item.noticeDueAt;
  return (
    <li className={styles.row}>
      <p className={styles.who}>
        <b>{item.partyName}</b>
        <span>{item.phoneMasked ?? t('failed.noPhone')}</span>
        <span>{stationName(item.stationName)}</span>
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
