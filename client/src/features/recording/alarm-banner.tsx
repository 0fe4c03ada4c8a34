import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { clockTime } from '../../lib/format';
import { Icon } from '../../ui/icon';
import { recordingPath } from './path';
import { useAlarms } from './queries';
import './texts';
import styles from './alarm-banner.module.css';

/** At the desk: a talk of one's own that should be recorded and is not, until it is again. */
export function RecordingAlarms() {
  const { t } = useTranslation('recording');
  const { data } = useAlarms('desk');
  return data?.alarms.map(({ id, sessionId, requestNo, kind, openedAt }) => (
    <p key={id} className={styles.banner} role="alert">
      <Icon name="warn" />
      <span>
        {kind === 'chainBroken'
          ? t('alarm.chainBanner', { requestNo })
          : t('alarm.banner', { requestNo, time: clockTime(openedAt) })}
      </span>
      {kind === 'chainBroken' ? (
        <Link to={recordingPath(sessionId)}>{t('alarm.look')}</Link>
      ) : (
        <Link to={`/desk/sessions/${sessionId}`}>{t('alarm.enter')}</Link>
      )}
    </p>
  ));
}
