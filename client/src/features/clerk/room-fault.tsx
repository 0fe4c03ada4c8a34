import type { RoomView } from '@contracts/http/identity';
import { useTranslation } from 'react-i18next';
import { useDeed } from '../../lib/deed';
import { newKey } from '../../lib/idempotency-key';
import { roomWord } from '../../lib/room-name';
import { Refusal } from '../../ui/refusal';
import styles from './clerk.module.css';
import { reportOutOfOrder } from './deeds';
import { stationChanged, useFault } from './queries';

/** What was reported broken, until somebody says that it works again. */
export function RoomFault({ room }: { room: RoomView }) {
  const { t } = useTranslation('clerk');
  const { data: fault } = useFault(room.id);
  const { sending, refused, run } = useDeed();
  if (!fault) return null;
  const mended = (): Promise<void> =>
    run(async () => {
      await reportOutOfOrder(room.id, { on: false }, newKey());
      await stationChanged();
    });
  return (
    <div className={styles.broken} role="status">
      <span>▲ {t('fault.since', { reason: fault.reason })}</span>
      <button
        type="button"
        className="btn sm"
        aria-label={t('fault.mendedOf', { room: roomWord(room.name) })}
        disabled={sending}
        onClick={() => void mended()}
      >
        {t('fault.mended')}
      </button>
      {refused && <Refusal error={refused} staff />}
    </div>
  );
}
