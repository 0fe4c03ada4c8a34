import type { BoardAppointment } from '@contracts/http/scheduling';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortDateTime } from '../../lib/format';
import { FormDialog } from '../../ui/form-dialog';
import { FormField } from '../../ui/form-field';
import { boardChanged, recuse } from './board-deeds';
import styles from './panel.module.css';
import { useRecusals } from './use-board';

const REASON_MAX = 300;

/** 回避: who must not host it and why; and, for those who plan, the objection of a party to whoever is booked. */
export function Objections({ appointment, mayDecide }: { appointment: BoardAppointment; mayDecide: boolean }) {
  const { t } = useTranslation('board');
  const { data: recusals = [] } = useRecusals(appointment.requestId);
  const [open, setOpen] = useState(false);
  const offered = mayDecide && appointment.state === 'booked';
  if (recusals.length === 0 && !offered) return null;
  return (
    <div className={styles.objections}>
      <h3>{t('recusal.title')}</h3>
      <ul>
        {recusals.map((one) => (
          <li key={one.staffId}>
            <b>{one.staffName}</b> {one.reason}
            <small>{t('recusal.by', { name: one.decidedByName, when: shortDateTime(one.decidedAt) })}</small>
          </li>
        ))}
      </ul>
      {offered && (
        <button type="button" className="btn sm" onClick={() => setOpen(true)}>
          {t('recusal.open', { name: appointment.officialName })}
        </button>
      )}
      {open && <ObjectionDialog appointment={appointment} close={() => setOpen(false)} />}
    </div>
  );
}

function ObjectionDialog({ appointment, close }: { appointment: BoardAppointment; close: () => void }) {
  const { t } = useTranslation('board');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = tried && reason.trim() === '';
  return (
    <FormDialog
      title={t('recusal.dialog', { name: appointment.officialName })}
      ok={t('recusal.ok')}
      later={t('recusal.later')}
      danger
      save={async () => {
        setTried(true);
        if (reason.trim() === '') return false;
        await recuse(appointment.requestId, appointment.officialId, reason.trim());
        return true;
      }}
      changed={boardChanged}
      close={close}
    >
      {() => (
        <>
          <p>{t('recusal.effect', { name: appointment.officialName })}</p>
          <FormField id="recusal-reason" label={t('recusal.why')} error={missing ? t('recusal.whyMissing') : undefined}>
            <Input.TextArea
              id="recusal-reason"
              rows={3}
              maxLength={REASON_MAX}
              value={reason}
              placeholder={t('recusal.example')}
              status={missing ? 'error' : ''}
              onChange={(event) => setReason(event.target.value.replace(/\s+/g, ' '))}
            />
          </FormField>
        </>
      )}
    </FormDialog>
  );
}
