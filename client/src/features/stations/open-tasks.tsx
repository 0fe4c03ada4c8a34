import type { DeviceTask } from '@contracts/http/devices';
import { gradeOfCause } from '@domain/room-check';
import { useTranslation } from 'react-i18next';
import { useDeed } from '../../lib/deed';
import { shortDateTime } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { roomWord } from '../../lib/room-name';
import { Lamp } from '../../ui/lamp';
import { Refusal } from '../../ui/refusal';
import { devicesChanged, tickOff } from './devices-api';
import styles from './stations.module.css';
import './texts';

interface OpenTasksProps {
  tasks: readonly DeviceTask[];
  /** Whether the reader may say that it is done. */
  mayTickOff: boolean;
  /** What each is named by: the room is not said again in its own row, nor the station at the station itself. */
  named?: 'nothing' | 'room' | 'station';
}

/** What is to be mended at rooms: the fault, what to do, and who says that it is done. Nothing where there is nothing. */
export function OpenTasks({ tasks, mayTickOff, named = 'room' }: OpenTasksProps) {
  const { t } = useTranslation('stations');
  if (tasks.length === 0) return null;
  return (
    <ul className={styles.tasks} aria-label={t('tasks')}>
      {tasks.map((task) => (
        <Task key={task.id} task={task} mayTickOff={mayTickOff} named={named} />
      ))}
    </ul>
  );
}

function Task({
  task,
  mayTickOff,
  named,
}: {
  task: DeviceTask;
  mayTickOff: boolean;
  named: 'nothing' | 'room' | 'station';
}) {
  const { t } = useTranslation(['stations', 'roomCheck']);
  const { language } = useLanguage();
  const { sending, refused, run } = useDeed();
  const { cause, id, openedAt } = task;
  const roomName = roomWord(task.roomName);
  const station = language === 'en' ? task.stationNameEn : task.stationName;
  const done = (): Promise<void> =>
    run(async () => {
      await tickOff(id);
      await devicesChanged();
    });
  return (
    <li>
      <div>
        <Lamp state={gradeOfCause(cause) === 'bad' ? 'fail' : 'warn'}>
          {named === 'station' && `${station} `}
          {named !== 'nothing' && `${roomName} `}
          {t(`roomCheck:cause.${cause}`)}
        </Lamp>
        <p>
          {t(`roomCheck:advice.${cause}`)} <small>{t('since', { time: shortDateTime(openedAt) })}</small>
        </p>
        {refused && <Refusal error={refused} staff />}
      </div>
      {mayTickOff && (
        <button
          type="button"
          className="btn sm"
          aria-label={t('doneOf', { room: roomName, what: t(`roomCheck:cause.${cause}`) })}
          disabled={sending}
          onClick={() => void done()}
        >
          {t('done')}
        </button>
      )}
    </li>
  );
}
