import { Checkbox, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../../lib/format';
import styles from './clerk.module.css';
import type { Expected } from './day';
import { checkIn, checkIdentity } from './deeds';
import { FormDialog } from './form-dialog';

/** Somebody is at the desk: present, with the identity card seen or not; later only the card. */
export function CheckInDialog({ one, close }: { one: Expected; close: () => void }) {
  const { t } = useTranslation(['clerk', 'common']);
  const { party, request } = one;
  const here = party.checkedInAt !== null;
  const [identityChecked, setIdentityChecked] = useState(here);
  const [companions, setCompanions] = useState(party.companions);
  return (
    <FormDialog
      title={t(here ? 'checkIn.titleIdentity' : 'checkIn.title', { name: party.name })}
      ok={t(here ? 'checkIn.okIdentity' : 'checkIn.ok')}
      later={t('checkIn.later')}
      okDisabled={here && !identityChecked}
      save={async (key) => {
        if (here) await checkIdentity(party.id, key);
        else await checkIn(party.id, { identityChecked, companions }, key);
        return true;
      }}
      close={close}
    >
      {() => (
        <>
          <p>{t('checkIn.lead', { time: clockTime(one.startsAt), topic: t(`common:topic.${request.topic}`) })}</p>
          {party.guardianName && (
            <p className={styles.note}>{t('checkIn.guardianHere', { name: party.guardianName })}</p>
          )}
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
        </>
      )}
    </FormDialog>
  );
}
