import type { QueueEntry } from '@contracts/http/booking-life';
import { useTranslation } from 'react-i18next';
import { leaveQueue } from './deeds';
import { FormDialog } from './form-dialog';
import { ReasonField, useReason } from './reason-field';

const REASONS = ['wentHome', 'settled', 'laterTime'] as const;

/** Somebody waits no longer. Their matter stands: the planner finds another time. */
export function LeaveDialog({ entry, close }: { entry: QueueEntry; close: () => void }) {
  const { t } = useTranslation('clerk');
  const reason = useReason();
  return (
    <FormDialog
      title={t('leave.title', { name: entry.partyName })}
      ok={t('leave.ok')}
      later={t('leave.later')}
      save={async (key) => {
        const said = reason.read((picked) => t(`leave.${picked}`));
        if (said === null) return false;
        await leaveQueue(entry.id, { version: entry.version, reason: said }, key);
        return true;
      }}
      close={close}
    >
      {(submit) => (
        <>
          <p>{t('leave.effect')}</p>
          <ReasonField
            label={t('leave.why')}
            reasons={REASONS.map((value) => ({ value, label: t(`leave.${value}`) }))}
            reason={reason}
            submit={submit}
          />
        </>
      )}
    </FormDialog>
  );
}
