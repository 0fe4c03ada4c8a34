import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useStaff } from '../../app/me';
import { useHouse } from '../../lib/house';
import { useDevices } from './devices-api';
import { OpenTasks } from './open-tasks';
import styles from './stations.module.css';
import './texts';
import { worstFirst } from './worst-first';

const SHOWN = 3;

/** On the duty leader's page: the worst that is to be mended in the county's rooms, and the way to all of it. */
export function CountyTasks() {
  const { t } = useTranslation('stations');
  const leads = useStaff()?.role === 'dutyLeader';
  useHouse('board');
  const { data = [] } = useDevices('board', leads);
  const tasks = worstFirst(data).flatMap((room) => room.tasks);
  if (!leads || tasks.length === 0) return null;
  return (
    <section className={styles.county} aria-label={t('tasks')}>
      <OpenTasks tasks={tasks.slice(0, SHOWN)} mayTickOff named="station" />
      <Link to="/rooms">{t('all', { count: tasks.length })}</Link>
    </section>
  );
}
