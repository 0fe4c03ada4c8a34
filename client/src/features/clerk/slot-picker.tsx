import type { SlotOffer } from '@contracts/http/scheduling';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime, dayWordTime } from '../../lib/format';
import { withHeld, type Hold, type HoldEnd } from '../../lib/hold';
import { useNow } from '../../lib/server-clock';
import styles from './form.module.css';
import { beforeNewcomer } from './queue-words';
import { useQueue } from './queries';
import { isDispute, isWalkIn, type RegistrationDraft } from './registration-draft';
import type { useOffers } from './use-offers';

/** The form shows the first few; a clerk seldom needs more, and the button must stay in sight. */
const FIRST = 3;

type Offered = Pick<SlotOffer['slots'][number], 'startsAt' | 'officialName' | 'withinPromise'>;
/** An offered start, the planner's choice, or as soon as may be for somebody who is here. */
export type SlotChoice = { startsAt: string } | 'planner' | 'walkIn';

interface SlotPickerProps {
  stationId: string;
  draft: RegistrationDraft;
  offers: ReturnType<typeof useOffers>;
  pick: (choice: SlotChoice) => void;
  hold: Hold | null;
  holdEnd: HoldEnd | null;
}

/** Free times, the earliest first and chosen; then to wait here, or to leave it to the planner. */
export function SlotPicker({ stationId, draft, offers, pick, hold, holdEnd }: SlotPickerProps) {
  const { t } = useTranslation('clerk');
  const { missing, query } = offers;
  const [all, setAll] = useState(false);
  const slots = withHeld<Offered>(query.data?.slots ?? [], hold, ({ startsAt }) => ({
    startsAt,
    officialName: '',
    withinPromise: true,
  }));
  const walkIn = isWalkIn(draft);
  const chosen = walkIn ? null : draft.startsAt;
  const chosenAt = slots.findIndex(({ startsAt }) => startsAt === chosen);
  const shown = all || chosenAt >= FIRST ? slots : slots.slice(0, FIRST);
  return (
    <fieldset className={styles.wide}>
      <legend>
        {t('form.slots')}
        <HoldHint offers={offers} hold={hold?.startsAt === chosen ? hold : null} holdEnd={holdEnd} />
      </legend>
      <SlotWords offers={offers} />
      {!missing && (slots.length > 0 || (!isDispute(draft) && !query.isPending)) && (
        <div className={styles.slots}>
          {shown.map((slot) => (
            <label key={slot.startsAt} className={chosen === slot.startsAt ? styles.on : undefined}>
              <input
                type="radio"
                name="slot"
                checked={chosen === slot.startsAt}
                onChange={() => pick({ startsAt: slot.startsAt })}
              />
              <SlotLine slot={slot} both={isDispute(draft)} />
            </label>
          ))}
          {!isDispute(draft) && (
            <label className={walkIn ? styles.on : undefined}>
              <input type="radio" name="slot" checked={walkIn} onChange={() => pick('walkIn')} />
              <b>{t('form.walkIn')}</b>
              <WalkInWords stationId={stationId} />
            </label>
          )}
          <label className={chosen === null && !walkIn ? styles.on : undefined}>
            <input type="radio" name="slot" checked={chosen === null && !walkIn} onChange={() => pick('planner')} />
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

function SlotLine({ slot, both }: { slot: Offered; both: boolean }) {
  const { t } = useTranslation('clerk');
  const now = useNow(30_000);
  return (
    <>
      <b>{dayWordTime(slot.startsAt, now)}</b>
      <span>
        {slot.withinPromise ? '' : `▲ ${t('form.slotLate')} `}
        {slot.officialName !== '' && t(both ? 'form.slotBoth' : 'form.slotHere', { official: slot.officialName })}
      </span>
    </>
  );
}

/** Until when the chosen time is kept, or why no longer; else how many are free within the promise. */
function HoldHint({ offers: { missing, query }, hold, holdEnd }: Pick<SlotPickerProps, 'offers' | 'hold' | 'holdEnd'>) {
  const { t } = useTranslation('clerk');
  const within = query.data?.slots.filter(({ withinPromise }) => withinPromise).length ?? 0;
  if (hold) return <em role="status">{t('form.held', { time: clockTime(hold.expiresAt) })}</em>;
  if (holdEnd) {
    return (
      <em role="status" className={styles.holdEnd}>
        ▲ {t(`form.holdEnd.${holdEnd}`)}
      </em>
    );
  }
  return <em>{missing || query.isPending || within === 0 ? '' : t('form.slotsWithin', { n: within })}</em>;
}

/** Why there is nothing to choose, in words. */
function SlotWords({ offers: { missing, query } }: Pick<SlotPickerProps, 'offers'>) {
  const { t } = useTranslation('clerk');
  const now = useNow(30_000);
  const within = query.data?.slots.some(({ withinPromise }) => withinPromise) ?? false;
  const words =
    missing === 'topic'
      ? t('form.slotsAsk')
      : missing === 'second'
        ? t('form.slotsAskSecond')
        : query.isPending
          ? t('form.slotsLoading')
          : query.isError
            ? t('form.slotsFailed')
            : within
              ? null
              : t('form.slotsNone', { by: dayWordTime(query.data.deadline, now) });
  return words && <p className={styles.slotWords}>{words}</p>;
}

/** What somebody who waits here has before them. */
function WalkInWords({ stationId }: { stationId: string }) {
  const { t } = useTranslation('clerk');
  const { data } = useQueue(stationId);
  const { ahead, after, today } = beforeNewcomer(data?.entries ?? []);
  const words = !today
    ? t('form.walkInNotToday', { n: ahead })
    : ahead === 0
      ? t('form.walkInFirst')
      : after
        ? t('form.walkInAfter', { n: ahead, time: clockTime(after) })
        : t('form.walkInAhead', { n: ahead });
  return <span>{words}</span>;
}
