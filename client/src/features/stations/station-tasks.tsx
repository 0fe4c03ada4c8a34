import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckDialog } from '../room-check/check-dialog';
import { useDevices } from './devices-api';
import { OpenTasks } from './open-tasks';
import styles from './stations.module.css';
import './texts';

/** On the clerk's page: what is to be mended at the own rooms, and the check of this computer. */
export function StationTasks({ stationName }: { stationName: string }) {
  const { t } = useTranslation('stations');
  const { data = [] } = useDevices('station');
  const [checking, setChecking] = useState(false);
  return (
    <div className={styles.station}>
      <OpenTasks tasks={data.flatMap(({ tasks }) => tasks)} mayTickOff />
      <p>
        <button type="button" className="btn sm" onClick={() => setChecking(true)}>
          {t('checkThis')}
        </button>
        <small>{t('checkRoom')}</small>
      </p>
      {checking && <CheckDialog place={stationName} close={() => setChecking(false)} />}
    </div>
  );
}
