import type { SpokenNotice } from '@contracts/http/notices';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { api, asApiError, type ApiError } from '../../lib/api';
import { dayPartTime, longDate, shortDateTime } from '../../lib/format';
import { Refusal } from '../../ui/refusal';
import styles from './clerk.module.css';
import type { Expected } from './day';
import { Field } from './field';
import { stationChanged, useNotices } from './queries';

/** The clerk tells the party by voice, and writes down whom. Only then it counts as a notice. */
export function CallDialog({ one, close }: { one: Expected; close: () => void }) {
  const { t } = useTranslation(['clerk', 'common']);
  const { party, request } = one;
  const [toldTo, setToldTo] = useState('');
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const [key] = useState(() => crypto.randomUUID());
  const notices = useNotices(request.id);
  const mine = (notices.data ?? []).filter(({ partyId }) => partyId === party.id);
  const save = async (): Promise<void> => {
    if (toldTo.trim() === '') {
      setMissing(true);
      document.getElementById('told-to')?.focus();
      return;
    }
    setSending(true);
    setRefused(null);
    const body: SpokenNotice = { partyId: party.id, toldTo: toldTo.trim(), note };
    try {
      await api.post(z.unknown(), `/api/requests/${request.id}/spoken-notice`, body, { idempotencyKey: key });
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
      title={t('call.title', { name: party.name })}
      okText={t('call.ok')}
      cancelText={t('call.later')}
      confirmLoading={sending}
      onOk={() => void save()}
      onCancel={close}
    >
      <div className={styles.dialog}>
        <p>{party.phoneMasked ? t('call.lead', { phone: party.phoneMasked }) : t('call.leadNoPhone')}</p>
        <blockquote>
          {t('call.script', {
            when: `${longDate(one.startsAt)} ${dayPartTime(one.startsAt)}`,
            station: party.stationName,
          })}
        </blockquote>
        <Field
          id="told-to"
          label={t('call.toldTo')}
          hint={t('call.toldToHint')}
          error={missing ? t('call.toldToMissing') : undefined}
        >
          <Input
            id="told-to"
            autoFocus
            maxLength={40}
            value={toldTo}
            status={missing ? 'error' : ''}
            onChange={(event) => {
              setToldTo(event.target.value);
              setMissing(false);
            }}
            onPressEnter={() => void save()}
          />
        </Field>
        <button type="button" className="btn sm" onClick={() => setToldTo(t('call.self'))}>
          {t('call.self')}
        </button>
        <Field id="told-note" label={t('call.note')} hint={t('call.noteHint')}>
          <Input id="told-note" maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
        {refused && <Refusal error={refused} staff />}
        <section>
          <h3>{t('call.history')}</h3>
          {notices.data && mine.length === 0 && <p className={styles.none}>{t('call.noHistory')}</p>}
          <ul className={styles.notices}>
            {mine.map((notice) => (
              <li key={notice.id}>
                <span>{shortDateTime(notice.sentAt ?? notice.createdAt)}</span>
                <span>{t(`channel.${notice.channel}`)}</span>
                <span>
                  {t(`noticeState.${notice.state}`)}
                  {notice.acknowledgedBy && `${t('sep')}${notice.acknowledgedBy}`}
                </span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Modal>
  );
}
