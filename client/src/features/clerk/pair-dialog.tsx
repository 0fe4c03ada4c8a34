import type { PairingApproval, RoomView } from '@contracts/http/identity';
import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { api, asApiError, type ApiError } from '../../lib/api';
import { Refusal } from '../../ui/refusal';
import styles from './clerk.module.css';
import { Field } from './field';
import { stationChanged } from './queries';

interface PairDialogProps {
  room: RoomView;
  rooms: readonly RoomView[];
  close: (paired: boolean) => void;
}

/** The room's screen shows six digits; typed here by the clerk, they connect it to the room. */
export function PairDialog({ room, rooms, close }: PairDialogProps) {
  const { t } = useTranslation('clerk');
  const [code, setCode] = useState('');
  const [roomId, setRoomId] = useState(room.id);
  const [short, setShort] = useState(false);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const save = async (): Promise<void> => {
    setShort(code.length !== 6);
    if (code.length !== 6) return;
    setSending(true);
    setRefused(null);
    const body: PairingApproval = { code, roomId };
    try {
      await api.post(z.unknown(), '/api/devices/pairing/approve', body);
      await stationChanged();
      close(true);
    } catch (error) {
      setRefused(asApiError(error));
      setSending(false);
    }
  };
  return (
    <Modal
      open
      title={t('health.pair')}
      okText={t('health.pairOk')}
      cancelText={t('health.pairLater')}
      confirmLoading={sending}
      onOk={() => void save()}
      onCancel={() => close(false)}
    >
      <div className={styles.dialog}>
        <p>{t('health.pairLead')}</p>
        {rooms.length > 1 && (
          <Field id="pair-room" label={t('health.pairRoom')}>
            <Radio.Group
              value={roomId}
              options={rooms.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(event) => setRoomId(String(event.target.value))}
            />
          </Field>
        )}
        <Field
          id="pair-code"
          label={t('health.pairCode')}
          error={short ? t('health.pairCodeWrong', { n: code.length }) : undefined}
        >
          <Input
            id="pair-code"
            autoFocus
            className={styles.code}
            inputMode="numeric"
            autoComplete="off"
            value={code}
            status={short ? 'error' : ''}
            onChange={(event) => {
              setCode(event.target.value.replace(/\D/g, '').slice(0, 6));
              setShort(false);
            }}
            onPressEnter={() => void save()}
          />
        </Field>
        {refused && <Refusal error={refused} staff />}
      </div>
    </Modal>
  );
}
