import type { RoomView } from '@contracts/http/identity';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError, type ApiError } from '../../lib/api';
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
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  if (!fault) return null;
  const mended = async (): Promise<void> => {
    setSending(true);
    setRefused(null);
    try {
      await reportOutOfOrder(room.id, { on: false }, newKey());
      await stationChanged();
    } catch (error) {
      setRefused(asApiError(error));
    } finally {
      setSending(false);
    }
  };
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
