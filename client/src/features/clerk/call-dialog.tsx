import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayPartTime, longDate, shortDateTime } from '../../lib/format';
import { whySlot } from '../../lib/why';
import styles from './clerk.module.css';
import type { Expected } from './day';
import { tellBySpeech } from './deeds';
import { Field } from './field';
import { FormDialog } from './form-dialog';
import { useNotices } from './queries';

/** The clerk tells the party by voice, and writes down whom. Only then it counts as a notice. */
export function CallDialog({ one, close }: { one: Expected; close: () => void }) {
  const { t } = useTranslation(['clerk', 'common']);
  const { party, request } = one;
  const [toldTo, setToldTo] = useState('');
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const when = one.hasTime ? `${longDate(one.startsAt)} ${dayPartTime(one.startsAt)}` : '';
  return (
    <FormDialog
      title={t('call.title', { name: party.name })}
      ok={t('call.ok')}
      later={t('call.later')}
      save={async (key) => {
        if (toldTo.trim() === '') {
          setMissing(true);
          document.getElementById('told-to')?.focus();
          return false;
        }
        await tellBySpeech(request.id, { partyId: party.id, toldTo: toldTo.trim(), note }, key);
        return true;
      }}
      close={close}
    >
      {(submit) => (
        <>
          <p>{party.phoneMasked ? t('call.lead', { phone: party.phoneMasked }) : t('call.leadNoPhone')}</p>
          <blockquote>
            {one.hasTime
              ? t('call.script', { when, station: party.stationName })
              : t('result.unplacedLine', { when: shortDateTime(request.noticeDueAt) })}
          </blockquote>
          {request.appointment && (
            <p className={styles.why}>{whySlot(t, request.appointment.reason, request.appointment.officialName)}</p>
          )}
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
              onPressEnter={submit}
            />
          </Field>
          <button type="button" className="btn sm" onClick={() => setToldTo(t('call.self'))}>
            {t('call.self')}
          </button>
          <Field id="told-note" label={t('call.note')} hint={t('call.noteHint')}>
            <Input id="told-note" maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
          </Field>
          <History requestId={request.id} partyId={party.id} />
        </>
      )}
    </FormDialog>
  );
}

/** What was sent to this party so far, and what became of it. */
function History({ requestId, partyId }: { requestId: string; partyId: string }) {
  const { t } = useTranslation('clerk');
  const notices = useNotices(requestId);
  const mine = (notices.data ?? []).filter((notice) => notice.partyId === partyId);
  return (
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
  );
}
