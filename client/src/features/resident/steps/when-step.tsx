import type { SlotOffer } from '@contracts/http/scheduling';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError } from '../../../lib/api';
import { dayPartTime, dayWord, dayWordPartTime, longDate } from '../../../lib/format';
import { bureauNow } from '../../../lib/server-clock';
import { withHeld } from '../../../lib/hold';
import { Loading } from '../../../ui/loading';
import { Refusal } from '../../../ui/refusal';
import { Choices, type Choice } from '../choices';
import { LET_BUREAU_CHOOSE, type Draft } from '../draft';
import { HoldNote } from '../hold-note';
import { useOffer } from '../resident-api';
import { faultAt, type StepProps } from './step-props';

/** The search for this draft's slots; the same words give the same cached offer. */
export function searchOf(draft: Draft) {
  const stations = [draft.stationId, draft.topic === 'DISPUTE' ? draft.otherStationId : null];
  return {
    topic: draft.topic ?? '',
    stationIds: [...new Set(stations.filter((id): id is string => id !== null))],
    needs: draft.needs,
    limit: 6,
  };
}

type Offered = Pick<SlotOffer['slots'][number], 'startsAt' | 'withinPromise'>;

/** Times that are free now; or the bureau chooses, and keeps its promise of 24 hours. */
export function WhenStep({ draft, change, faults, chooseTime, holdEnd }: StepProps) {
  const { t } = useTranslation('resident');
  const { data, error, isFetching, refetch } = useOffer(searchOf(draft), true);
  const slots = withHeld<Offered>(data?.slots ?? [], draft.hold, ({ startsAt }) => ({ startsAt, withinPromise: true }));
  const nothingFree = data !== undefined && !isFetching && slots.length === 0;
  useEffect(() => {
    // With nothing to choose from, the only answer is given already.
    if (nothingFree && draft.when !== LET_BUREAU_CHOOSE) change({ when: LET_BUREAU_CHOOSE });
  }, [nothingFree, draft.when, change]);
  if (error) return <Refusal error={asApiError(error)} again={() => void refetch()} />;
  if (!data || isFetching) return <Loading />;
  const now = bureauNow();
  const promise = dayWordPartTime(data.deadline, now);
  const choices: Choice[] = [
    ...slots.map(({ startsAt, withinPromise }) => ({
      value: startsAt,
      label: `${dayWord(startsAt, now)} ${dayPartTime(startsAt)}`.trim(),
      hint: withinPromise ? longDate(startsAt) : t('when.later', { date: longDate(startsAt) }),
    })),
    { value: LET_BUREAU_CHOOSE, label: t('when.bureau'), hint: t('when.bureauHint', { time: promise }) },
  ];
  return (
    <>
      <HoldNote hold={draft.when === draft.hold?.startsAt ? draft.hold : null} ended={holdEnd} />
      <p className="hint">{t(slots.length > 0 ? 'when.hint' : 'when.none', { time: promise })}</p>
      <Choices
        label={t('step.when')}
        choices={choices}
        value={draft.when}
        onChange={chooseTime}
        fault={faultAt(faults, 'when')}
      />
    </>
  );
}
