import { useTranslation } from 'react-i18next';
import { dayPartTime, longDate } from '../../lib/format';
import styles from './clerk.module.css';
import type { Expected } from './day';
import { withdraw } from './deeds';
import { FormDialog } from './form-dialog';
import { ReasonField, useReason } from './reason-field';

const REASONS = ['settled', 'timeWrong', 'unwell'] as const;

/** The resident does not want it any more, and says why: the time goes to somebody else. */
export function CancelDialog({ one, close }: { one: Expected; close: (done: boolean) => void }) {
  const { t } = useTranslation('clerk');
  const { request, party } = one;
  const reason = useReason();
  return (
    <FormDialog
      title={t('cancel.title', { name: party.name })}
      ok={t('cancel.ok')}
      later={t('cancel.later')}
      danger
      save={async (key) => {
        const said = reason.read((picked) => t(`cancel.${picked}`));
        if (said === null) return false;
        await withdraw(request.id, { version: request.version, reason: said }, key);
        return true;
      }}
      close={close}
    >
      {(submit) => (
        <>
          {one.hasTime && <p>{t('cancel.lead', { when: `${longDate(one.startsAt)} ${dayPartTime(one.startsAt)}` })}</p>}
          <ReasonField
            label={t('cancel.why')}
            reasons={REASONS.map((value) => ({ value, label: t(`cancel.${value}`) }))}
            reason={reason}
            submit={submit}
          />
          <p className={styles.note}>{t(request.parties.length > 1 ? 'cancel.effectBoth' : 'cancel.effect')}</p>
        </>
      )}
    </FormDialog>
  );
}
