import type { StationDevice } from '@contracts/http/devices';
import { Checkbox, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../ui/form-dialog';
import { changeDevice, devicesChanged, revokeDevice } from './devices-api';
import styles from './stations.module.css';

interface ChangeDialogProps {
  room: StationDevice;
  deviceId: string;
  place: string;
  close: () => void;
}

/** An admin renames a screen, marks it a spare one, or takes it out of its room, which asks again. */
export function ChangeDialog({ room, deviceId, place, close }: ChangeDialogProps) {
  const { t } = useTranslation('stations');
  const field = useId();
  const [name, setName] = useState(room.deviceName ?? '');
  const [spare, setSpare] = useState(room.spare);
  const [taking, setTaking] = useState(false);
  if (taking) {
    return (
      <FormDialog
        title={t('take.title', { place })}
        ok={t('take.ok')}
        later={t('take.later')}
        danger
        save={async () => {
          await revokeDevice(deviceId);
          return true;
        }}
        changed={devicesChanged}
        close={close}
      >
        {() => <p>{t('take.effect')}</p>}
      </FormDialog>
    );
  }
  return (
    <FormDialog
      title={t('changeOf', { room: place })}
      ok={t('save')}
      later={t('cancel')}
      okDisabled={name.trim() === ''}
      save={async () => {
        await changeDevice(deviceId, { name: name.trim(), spare, version: room.version });
        return true;
      }}
      changed={devicesChanged}
      close={close}
    >
      {(submit) => (
        <div className={styles.change}>
          <label htmlFor={field}>{t('name')}</label>
          <Input
            id={field}
            value={name}
            maxLength={60}
            onChange={({ target }) => setName(target.value)}
            onPressEnter={submit}
          />
          <Checkbox checked={spare} onChange={({ target }) => setSpare(target.checked)}>
            {t('isSpare')}
          </Checkbox>
          <button type="button" className="btn danger sm" onClick={() => setTaking(true)}>
            {t('take.ok')}
          </button>
        </div>
      )}
    </FormDialog>
  );
}
