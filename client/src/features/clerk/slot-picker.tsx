import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayWordTime } from '../../lib/format';
import { useNow } from '../../lib/server-clock';
import styles from './form.module.css';
import { isDispute, type RegistrationDraft } from './registration-draft';
import type { useOffers } from './use-offers';

/** The form shows the first few; a clerk seldom needs more, and the button must stay in sight. */
const FIRST = 3;

interface SlotPickerProps {
  draft: RegistrationDraft;
  offers: ReturnType<typeof useOffers>;
  pick: (startsAt: string | null) => void;
}

/** Free times, the earliest first and chosen; the last line leaves it to the planner. */
export function SlotPicker({ draft, offers: { missing, query }, pick }: SlotPickerProps) {
  const { t } = useTranslation('clerk');
  const now = useNow(30_000);
  const [all, setAll] = useState(false);
  const slots = query.data?.slots ?? [];
  const chosenAt = slots.findIndex(({ startsAt }) => startsAt === draft.startsAt);
  const shown = all || chosenAt >= FIRST ? slots : slots.slice(0, FIRST);
  const within = slots.filter(({ withinPromise }) => withinPromise).length;
  const hint = missing || query.isPending || query.isError || within === 0 ? '' : t('form.slotsWithin', { n: within });
  const words =
    missing === 'topic'
      ? t('form.slotsAsk')
      : missing === 'second'
        ? t('form.slotsAskSecond')
        : query.isPending
          ? t('form.slotsLoading')
          : query.isError
            ? t('form.slotsFailed')
            : within === 0
              ? t('form.slotsNone', { by: dayWordTime(query.data.deadline, now) })
              : null;
  return (
    <fieldset className={styles.wide}>
      <legend>
        {t('form.slots')}
        <em>{hint}</em>
      </legend>
      {words && <p className={styles.slotWords}>{words}</p>}
      {!missing && slots.length > 0 && (
        <div className={styles.slots}>
          {shown.map((slot) => (
            <label key={slot.startsAt} className={draft.startsAt === slot.startsAt ? styles.on : undefined}>
              <input
                type="radio"
                name="slot"
                checked={draft.startsAt === slot.startsAt}
                onChange={() => pick(slot.startsAt)}
              />
              <b>{dayWordTime(slot.startsAt, now)}</b>
              <span>
                {slot.withinPromise ? '' : `▲ ${t('form.slotLate')} `}
                {t(isDispute(draft) ? 'form.slotBoth' : 'form.slotHere', { official: slot.officialName })}
              </span>
            </label>
          ))}
          <label className={draft.startsAt === null ? styles.on : undefined}>
            <input type="radio" name="slot" checked={draft.startsAt === null} onChange={() => pick(null)} />
            <b>{t('form.planner')}</b>
            {shown.length < slots.length && (
              <button type="button" className="btn quiet sm" onClick={() => setAll(true)}>
                {t('form.moreSlots')}
              </button>
            )}
          </label>
        </div>
      )}
    </fieldset>
  );
}
