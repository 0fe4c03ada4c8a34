import { useTranslation } from 'react-i18next';
import styles from './clerk.module.css';
import type { Expected } from './day';
import { object } from './deeds';
import { FormDialog } from './form-dialog';
import { ReasonField, useReason } from './reason-field';

/** In a dispute, and where nobody else is party to it. */
const REASONS = { dispute: ['relative', 'knowsOther', 'interest'], alone: ['grudge', 'interest'] } as const;

/** 回避: the party does not want this official, and says why; somebody else takes it over. */
export function ObjectionDialog({ one, close }: { one: Expected; close: (done: boolean) => void }) {
  const { t } = useTranslation('clerk');
  const reason = useReason();
  const { request, party } = one;
  const { appointment } = request;
  if (!appointment) return null;
  const official = appointment.officialName;
  return (
    <FormDialog
      title={t('object.title', { official })}
      ok={t('object.ok')}
      later={t('object.later')}
      danger
      save={async () => {
        const said = reason.read((picked) => t(`object.${picked}`));
        if (said === null) return false;
        await object(request.id, appointment.officialId, t('object.kept', { name: party.name, reason: said }));
        return true;
      }}
      close={close}
    >
      {(submit) => (
        <>
          <p>{t('object.lead', { name: party.name, official })}</p>
          <ReasonField
            label={t('object.why')}
            reasons={REASONS[request.parties.length > 1 ? 'dispute' : 'alone'].map((value) => ({
              value,
              label: t(`object.${value}`),
            }))}
            reason={reason}
            submit={submit}
          />
          <p className={styles.note}>{t('object.effect')}</p>
        </>
      )}
    </FormDialog>
  );
}
