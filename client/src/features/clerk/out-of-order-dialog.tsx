import type { RoomView } from '@contracts/http/identity';
import { useTranslation } from 'react-i18next';
import styles from './clerk.module.css';
import { reportOutOfOrder } from './deeds';
import { FormDialog } from './form-dialog';
import { ReasonField, useReason } from './reason-field';
import { roomWord } from '../../lib/room-name';

const FAULTS = ['screen', 'camera', 'sound', 'line', 'power', 'roomTaken'] as const;

/** The room cannot be used: nothing new is booked there, and the scheduler sees whom it touches. */
export function OutOfOrderDialog({ room, close }: { room: RoomView; close: (done: boolean) => void }) {
  const { t } = useTranslation('clerk');
  const reason = useReason();
  return (
    <FormDialog
      title={t('fault.title', { room: roomWord(room.name) })}
      ok={t('fault.ok')}
      later={t('fault.later')}
      danger
      save={async (key) => {
        const said = reason.read((picked) => t(`fault.${picked}`));
        if (said === null) return false;
        await reportOutOfOrder(room.id, { on: true, reason: said }, key);
        return true;
      }}
      close={close}
    >
      {(submit) => (
        <>
          <ReasonField
            label={t('fault.what')}
            reasons={FAULTS.map((value) => ({ value, label: t(`fault.${value}`) }))}
            reason={reason}
            submit={submit}
          />
          <p className={styles.note}>{t('fault.effect')}</p>
        </>
      )}
    </FormDialog>
  );
}
