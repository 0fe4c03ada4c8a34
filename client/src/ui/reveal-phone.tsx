import { revealedPhone } from '@contracts/http/notices';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, asApiError, type ApiError } from '../lib/api';
import { Refusal } from './refusal';
import styles from './reveal-phone.module.css';

interface RevealPhoneProps {
  /** A notice that did not arrive: only then there is a reason to telephone. */
  noticeId: string;
  phoneMasked: string;
}

/** The masked number, and the whole one for whoever says why; the question is put to the audit log. */
export function RevealPhone({ noticeId, phoneMasked }: RevealPhoneProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState<string | null>(null);
  const [phone, setPhone] = useState<string | null>(null);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const look = async (): Promise<void> => {
    setRefused(null);
    try {
      setPhone((await api.post(revealedPhone, `/api/notices/${noticeId}/reveal`, { reason })).phone);
    } catch (error) {
      setRefused(asApiError(error));
    }
  };
  if (phone !== null)
    return (
      <p className={styles.phone} role="status">
        <b>{spaced(phone)}</b>
        <small>{t('revealPhone.kept')}</small>
      </p>
    );
  if (reason === null)
    return (
      <p className={styles.phone}>
        <b>{phoneMasked}</b>
        <button type="button" className="btn sm" onClick={() => setReason(t('revealPhone.usual'))}>
          {t('revealPhone.open')}
        </button>
      </p>
    );
  return (
    <div className={styles.phone}>
      <label htmlFor="reveal-why">{t('revealPhone.why')}</label>
      <Input id="reveal-why" maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      <button type="button" className="btn" disabled={reason.trim() === ''} onClick={() => void look()}>
        {t('revealPhone.look')}
      </button>
      {refused && <Refusal error={refused} staff />}
    </div>
  );
}

/** `199 0000 0017`, as it is dialled. */
const spaced = (phone: string): string => phone.replace(/^(1\d{2})(\d{4})(\d{4})$/, '$1 $2 $3');
