import type { FailedNotice } from '@contracts/http/notices';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError } from '../../lib/api';
import { useHouse } from '../../lib/house';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import { CallDialog } from './call-dialog';
import { ClockRow } from './clock-row';
import { FailedRow } from './failed-row';
import { ForYou } from '../staff-messages/for-you';
import styles from './messages.module.css';
import { useFailed, useNoticeClock } from './queries';

/** Left whom no notice reached, right who has not been told a time yet; both by the time that is left. */
export function People() {
  const { t } = useTranslation('messages');
  useHouse('board');
  const failed = useFailed();
  const clock = useNoticeClock();
  const [calling, setCalling] = useState<FailedNotice | null>(null);
  return (
    <>
      <ForYou />
      <div className={styles.columns}>
        <section aria-labelledby="failed-title">
          <h2 id="failed-title">
            {t('failed.title')}
            {failed.data && <small>{t('failed.count', { n: failed.data.items.length })}</small>}
          </h2>
          {failed.error && <Refusal error={asApiError(failed.error)} again={() => void failed.refetch()} staff />}
          {failed.isPending && <Loading />}
          {failed.data?.items.length === 0 && <p className={styles.empty}>{t('failed.empty')}</p>}
          <ul>
            {failed.data?.items.map((item) => (
              <FailedRow key={item.id} item={item} call={() => setCalling(item)} />
            ))}
          </ul>
        </section>
        <section aria-labelledby="clock-title">
          <h2 id="clock-title">
            {t('clock.title')}
            {clock.data && <small>{t('clock.count', { n: clock.data.items.length })}</small>}
          </h2>
          {clock.error && <Refusal error={asApiError(clock.error)} again={() => void clock.refetch()} staff />}
          {clock.isPending && <Loading />}
          {clock.data?.items.length === 0 && <p className={styles.empty}>{t('clock.empty')}</p>}
          <ul>
            {clock.data?.items.map((item) => (
              <ClockRow key={item.requestId} item={item} />
            ))}
          </ul>
        </section>
      </div>
      {calling && <CallDialog item={calling} close={() => setCalling(null)} />}
    </>
  );
}
