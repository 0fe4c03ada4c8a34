import { useState } from 'react';
import { useHold, type Hold, type HoldEnd } from '../../lib/hold';
import { queryClient } from '../../lib/query';
import type { RegistrationDraft } from './registration-draft';
import type { SlotChoice } from './slot-picker';
import type { useOffers } from './use-offers';

interface SlotChoiceHooks {
  draft: RegistrationDraft;
  change: (draft: RegistrationDraft) => void;
  offers: ReturnType<typeof useOffers>;
  /** False once the registration is done: nothing has to be kept any more. */
  open: boolean;
}

/**
 * Which start will be sent. The earliest free one within the promise, until the clerk chooses; what was chosen by
 * hand is kept for them, and chosen no longer when it has gone.
 */
export function useSlotChoice({ draft, change, offers, open }: SlotChoiceHooks) {
  const [byHand, setByHand] = useState(false);
  const [hold, setHold] = useState<Hold | null>(null);
  const [holdEnd, setHoldEnd] = useState<HoldEnd | null>(null);
  const offered = offers.missing ? undefined : offers.query.data;
  const best = offered?.slots.find(({ withinPromise }) => withinPromise)?.startsAt ?? null;
  const mine = hold !== null && hold.startsAt === draft.startsAt;
  const still = mine || (offered?.slots.some(({ startsAt }) => startsAt === draft.startsAt) ?? false);
  const startsAt = byHand && (draft.startsAt === null || still) ? draft.startsAt : best;

  const forget = (why: HoldEnd | null): void => {
    setByHand(false);
    setHold(null);
    setHoldEnd(why);
  };
  const gone = (why: HoldEnd | null): void => {
    forget(why);
    void queryClient.invalidateQueries({ queryKey: ['offers'] });
  };
  const keepSlot = useHold({ hold: open ? hold : null, kept: setHold, ended: gone });
  const pick = (choice: SlotChoice): void => {
    setHoldEnd(null);
    setByHand(true);
    const next = typeof choice === 'object' ? choice.startsAt : null;
    change({ ...draft, startsAt: next, walkIn: choice === 'walkIn' });
    if (next === null || draft.topic === null) return;
    const { stationIds, needs } = offers;
    void keepSlot({ topic: draft.topic, stationIds, needs, startsAt: next });
  };
  const holdId = hold !== null && hold.startsAt === startsAt ? hold.id : null;
  return { startsAt, best, hold, holdId, holdEnd, pick, gone, forget: () => forget(null) };
}
