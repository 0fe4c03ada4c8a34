import { useTranslation } from 'react-i18next';
import { clockTime } from '../../lib/format';
import styles from './clerk.module.css';
import type { Expected } from './day';
import { joinQueue } from './deeds';
import { FormDialog } from './form-dialog';
import { useQueue } from './queries';
import { beforeNewcomer } from './queue-words';

interface JoinDialogProps {
  stationId: string;
  one: Expected;
  close: (done: boolean) => void;
}

/** Somebody without a time is here and waits: a place at the end of the queue, with what is before them. */
export function JoinDialog({ stationId, one, close }: JoinDialogProps) {
  const { t } = useTranslation('clerk');
  const { data } = useQueue(stationId);
  const { ahead, after, today } = beforeNewcomer(data?.entries ?? []);
  return (
    <FormDialog
      title={t('join.title', { name: one.party.name })}
      ok={t('join.ok')}
      later={t('join.later')}
      save={async (key) => {
        await joinQueue(stationId, one.request.id, key);
        return true;
      }}
      close={close}
    >
      {() => (
        <>
          <p>{ahead === 0 ? t('join.first') : t('join.ahead', { n: ahead })}</p>
          {after && <p>{t('join.after', { time: clockTime(after) })}</p>}
          {!today && <p className={styles.note}>{t('join.notToday')}</p>}
        </>
      )}
    </FormDialog>
  );
}
