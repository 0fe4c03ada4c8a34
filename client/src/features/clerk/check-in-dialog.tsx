import { Checkbox, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { api, asApiError, type ApiError } from '../../lib/api';
import { clockTime } from '../../lib/format';
import { Refusal } from '../../ui/refusal';
import styles from './clerk.module.css';
import type { Expected } from './day';
import { stationChanged } from './queries';

/** Somebody is at the desk: present, with the identity card seen or not; later only the card. */
export function CheckInDialog({ one, close }: { one: Expected; close: () => void }) {
  const { t } = useTranslation(['clerk', 'common']);
  const { party, request } = one;
  const here = party.checkedInAt !== null;
  const [identityChecked, setIdentityChecked] = useState(here);
  const [companions, setCompanions] = useState(party.companions);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const [key] = useState(() => crypto.randomUUID());
  const save = async (): Promise<void> => {
    setSending(true);
    setRefused(null);
    try {
      if (here) await api.post(z.unknown(), `/api/parties/${party.id}/identity`, {}, { idempotencyKey: key });
      else {
        const body = { identityChecked, companions };
        await api.post(z.unknown(), `/api/parties/${party.id}/check-in`, body, { idempotencyKey: key });
      }
      await stationChanged();
      close();
    } catch (error) {
      setRefused(asApiError(error));
      setSending(false);
    }
  };
  return (
    <Modal
      open
      title={t(here ? 'checkIn.titleIdentity' : 'checkIn.title', { name: party.name })}
      okText={t(here ? 'checkIn.okIdentity' : 'checkIn.ok')}
      cancelText={t('checkIn.later')}
      okButtonProps={{ disabled: here && !identityChecked }}
      confirmLoading={sending}
      onOk={() => void save()}
      onCancel={close}
    >
      <div className={styles.dialog}>
        <p>{t('checkIn.lead', { time: clockTime(one.startsAt), topic: t(`common:topic.${request.topic}`) })}</p>
        {party.guardianName && <p className={styles.note}>{t('checkIn.guardianHere', { name: party.guardianName })}</p>}
        <Checkbox autoFocus checked={identityChecked} onChange={(event) => setIdentityChecked(event.target.checked)}>
          {t('checkIn.identity')}
          {party.idNumberMasked && <small>{party.idNumberMasked}</small>}
        </Checkbox>
        {!here && (
          <label className={styles.inline}>
            {t('checkIn.companions')}
            <InputNumber min={0} max={6} value={companions} onChange={(value) => setCompanions(value ?? 0)} />
          </label>
        )}
        {refused && <Refusal error={refused} staff />}
      </div>
    </Modal>
  );
}
