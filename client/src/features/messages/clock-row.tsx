import type { NoticeClockItem } from '@contracts/http/notices';
import { useTranslation } from 'react-i18next';
import { shortDateTime } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { useStationName } from '../../lib/stations';
import { TimeLeft } from '../../ui/time-left';
import styles from './messages.module.css';

/** One request of which nobody has been told a time: how long is left by the wall, and by working days. */
export function ClockRow({ item }: { item: NoticeClockItem }) {
  const { t } = useTranslation('messages');
  const { language } = useLanguage();
  const stationName = useStationName();
  return (
    <li className={`${styles.row} ${styles[item.colour] ?? ''}`}>
      <p className={styles.who}>
        <b>{item.partyNames.join(t('sep'))}</b>
        <span>{stationName(item.stationName)}</span>
        <span>{item.requestNo}</span>
      </p>
      <p className={styles.why}>
        <b>{item.startsAt ? t('clock.hasTime', { time: shortDateTime(item.startsAt) }) : t('clock.noTime')}</b>
        <span>{t('clock.registered', { time: shortDateTime(item.registeredAt) })}</span>
      </p>
      <div className={styles.left}>
        <TimeLeft dueAt={item.noticeDueAt} since={item.registeredAt} />
        <small>{t('clock.workDue', { time: shortDateTime(item.workDueAt) })}</small>
      </div>
      <div className={styles.do}>
        <a
          className="btn sm"
          href={`/api/requests/${item.requestId}/notice-proof.pdf?lang=${language}`}
          target="_blank"
          rel="noreferrer"
        >
          {t('clock.proof')}
        </a>
      </div>
    </li>
  );
}
