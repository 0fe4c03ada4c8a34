import type { NoticeView } from '@contracts/http/notices';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayPartTime, longDate, shortDateTime } from '../../lib/format';
import { useStationName } from '../../lib/stations';
import { whySlot } from '../../lib/why';
import { FormField } from '../../ui/form-field';
import { RevealPhone } from '../../ui/reveal-phone';
import styles from './clerk.module.css';
import type { Expected } from './day';
import { tellBySpeech } from './deeds';
import { FormDialog } from './form-dialog';
import { useNotices } from './queries';

/** The clerk tells the party by voice, and writes down whom. Only then it counts as a notice. */
export function CallDialog({ one, close }: { one: Expected; close: () => void }) {
  const { t } = useTranslation(['clerk', 'common']);
  const { party, request } = one;
  const stationName = useStationName();
  const [toldTo, setToldTo] = useState('');
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const { data: notices } = useNotices(request.id);
  const mine = notices?.filter((notice) => notice.partyId === party.id);
  const failed = mine?.find(({ state }) => state === 'failed' || state === 'expired');
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
          {failed && party.phoneMasked && <RevealPhone noticeId={failed.id} phoneMasked={party.phoneMasked} />}
          <p>
            {failed && party.phoneMasked
              ? t('call.leadShown')
              : party.phoneMasked
                ? t('call.lead', { phone: party.phoneMasked })
                : t('call.leadNoPhone')}
          </p>
          <blockquote>
            {one.hasTime
              ? t('call.script', { when, station: stationName(party.stationName) })
              : t('result.unplacedLine', { when: shortDateTime(request.noticeDueAt) })}
          </blockquote>
          {request.appointment && (
            <p className={styles.why}>{whySlot(t, request.appointment.reason, request.appointment.officialName)}</p>
          )}
          <FormField
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
          </FormField>
          <button type="button" className="btn sm" onClick={() => setToldTo(t('call.self'))}>
            {t('call.self')}
          </button>
          <FormField id="told-note" label={t('call.note')} hint={t('call.noteHint')}>
            <Input id="told-note" maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
          </FormField>
          <History notices={mine} />
        </>
      )}
    </FormDialog>
  );
}

/** What was sent to this party so far, and what became of it. */
function History({ notices }: { notices: readonly NoticeView[] | undefined }) {
  const { t } = useTranslation('clerk');
  return (
    <section>
      <h3>{t('call.history')}</h3>
      {notices?.length === 0 && <p className={styles.none}>{t('call.noHistory')}</p>}
      <ul className={styles.notices}>
        {notices?.map((notice) => (
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
