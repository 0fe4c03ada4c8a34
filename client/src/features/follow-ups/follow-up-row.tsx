import type { FollowUpView } from '@contracts/http/follow-ups';
import { useTranslation } from 'react-i18next';
import { isoDate, shortDate } from '../../lib/format';
import { useNow } from '../../lib/server-clock';
import { useStationName } from '../../lib/stations';
import { dueWord } from './due-order';
import styles from './follow-ups.module.css';

/** One follow-up: when it is due, who, what about; the whole row opens the form beside. */
export function FollowUpRow({ item, chosen, choose }: { item: FollowUpView; chosen: boolean; choose: () => void }) {
  const { t } = useTranslation(['followUps', 'common']);
  const now = useNow(60_000);
  const stationName = useStationName();
  const due = dueWord(item.dueAt, now, isoDate(item.dueAt) === isoDate(now));
  const late = due.word === 'overdue' || due.word === 'overdueHours';
  return (
    <li className={chosen ? styles.chosen : undefined}>
      <span className={styles.date}>{shortDate(item.dueAt)}</span>
      <span className={styles.name}>
        <b>{item.partyName}</b>
        <em>{[t(`kind.${item.kind}`), t(`common:topic.${item.topic}`)].join(t('sep'))}</em>
      </span>
      <span className={styles.more}>
        <span className={late ? styles.late : due.word === 'today' ? styles.soon : undefined}>
          {late && '▲ '}
          {t(due.word, { ...due, date: shortDate(item.dueAt) })}
        </span>
        <span>{stationName(item.stationName)}</span>
        <span>{item.phoneMasked ?? t('noPhone')}</span>
        <span>{item.requestNo}</span>
      </span>
      <button type="button" className="btn" aria-pressed={chosen} onClick={choose}>
        {t('record')}
      </button>
    </li>
  );
}
