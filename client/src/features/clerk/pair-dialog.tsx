import type { RoomView } from '@contracts/http/identity';
import { Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormField } from '../../ui/form-field';
import styles from './clerk.module.css';
import { approvePairing } from './deeds';
import { FormDialog } from './form-dialog';

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
  return (
    <FormDialog
      title={t('health.pair')}
      ok={t('health.pairOk')}
      later={t('health.pairLater')}
      save={async () => {
        setShort(code.length !== 6);
        if (code.length !== 6) return false;
        await approvePairing({ code, roomId });
        return true;
      }}
      close={close}
    >
      {(submit) => (
        <>
          <p>{t('health.pairLead')}</p>
          {rooms.length > 1 && (
            <FormField id="pair-room" label={t('health.pairRoom')}>
              <Radio.Group
                value={roomId}
                options={rooms.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(event) => setRoomId(String(event.target.value))}
              />
            </FormField>
          )}
          <FormField
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
              onPressEnter={submit}
            />
          </FormField>
        </>
      )}
    </FormDialog>
  );
}
