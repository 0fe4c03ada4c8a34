import { useTranslation } from 'react-i18next';
import { asApiError } from '../../lib/api';
import { shortDateTime } from '../../lib/format';
import { Lamp } from '../../ui/lamp';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import { partWords } from '../room-check/part-words';
import { useChecks } from './devices-api';
import styles from './stations.module.css';

const LAMPS = { good: 'on', weak: 'warn', bad: 'fail' } as const;
const SHOWN = 10;

/** The last checks of one room, the newest first, with the line's numbers. */
export function CheckHistory({ roomId }: { roomId: string }) {
  const { t } = useTranslation(['stations', 'roomCheck']);
  const { t: tc } = useTranslation('roomCheck');
  const { data, error, refetch } = useChecks(roomId);
  if (error) return <Refusal error={asApiError(error)} again={() => void refetch()} staff />;
  if (!data) return <Loading />;
  return (
    <ol className={styles.checks}>
      {data.slice(0, SHOWN).map(({ id, at, occasion, byName, grade, causes, measures }) => (
        <li key={id}>
          <time dateTime={at}>{shortDateTime(at)}</time>
          <Lamp state={LAMPS[grade]}>{t(`grade.${grade}`)}</Lamp>
          <span>{occasion === 'morning' ? t('byItself') : (byName ?? t('atScreen'))}</span>
          <span>
            {causes.map((cause) => t(`roomCheck:cause.${cause}`)).join(t('separator'))}
            <small>{partWords(tc, 'line', measures)}</small>
          </span>
        </li>
      ))}
    </ol>
  );
}
