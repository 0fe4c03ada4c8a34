import type { DeskAppointment } from '@contracts/http/sessions';
import { Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortDateTime } from '../../lib/format';
import { FormDialog } from '../../ui/form-dialog';
import { FormField } from '../../ui/form-field';
import { deskChanged, stepBack } from './deeds';
import styles from './desk-deeds.module.css';

interface StepBackDialogProps {
  /** What is booked with the reader, soonest first; at least one. */
  booked: readonly DeskAppointment[];
  close: (done: boolean) => void;
}

const REASON_MAX = 300;

/** 申请回避: from which talk, and why. */
export function StepBackDialog({ booked, close }: StepBackDialogProps) {
  const { t } = useTranslation('deskDeeds');
  const [requestId, setRequestId] = useState(booked.length === 1 ? (booked[0]?.requestId ?? null) : null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = { request: tried && requestId === null, reason: tried && reason.trim() === '' };
  return (
    <FormDialog
      title={t('stepBack.title')}
      ok={t('stepBack.ok')}
      later={t('stepBack.later')}
      danger
      save={async () => {
        setTried(true);
        if (requestId === null || reason.trim() === '') return false;
        await stepBack(requestId, reason.trim());
        return true;
      }}
      changed={deskChanged}
      close={close}
    >
      {() => (
        <>
          <p>{t('stepBack.lead')}</p>
          <FormField
            id="step-back-request"
            label={t('stepBack.which')}
            error={missing.request ? t('stepBack.whichMissing') : undefined}
          >
            <Radio.Group
              id="step-back-request"
              className={styles.choices}
              value={requestId}
              options={booked.map((one) => ({
                value: one.requestId,
                label: t('stepBack.one', {
                  when: shortDateTime(one.startsAt),
                  topic: t(`common:topic.${one.topic}`),
                  who: one.parties.map(({ name }) => name).join(t('separator')),
                }),
              }))}
              onChange={(event) => setRequestId(String(event.target.value))}
            />
          </FormField>
          <FormField
            id="step-back-reason"
            label={t('stepBack.why')}
            hint={t('stepBack.whyHint')}
            error={missing.reason ? t('stepBack.whyMissing') : undefined}
          >
            <Input.TextArea
              id="step-back-reason"
              rows={3}
              maxLength={REASON_MAX}
              value={reason}
              status={missing.reason ? 'error' : ''}
              onChange={(event) => setReason(event.target.value.replace(/\s+/g, ' '))}
            />
          </FormField>
          <p className={styles.effect}>{t('stepBack.effect')}</p>
        </>
      )}
    </FormDialog>
  );
}
