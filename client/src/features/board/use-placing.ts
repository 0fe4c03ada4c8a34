import type { RequestView } from '@contracts/http/requests';
import type { SlotOffer } from '@contracts/http/scheduling';
import { useRef, useState } from 'react';
import { asApiError, type ApiError } from '../../lib/api';
import { place, searchSlots } from './use-board';

export interface Proposal {
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly officialName: string | null;
  readonly withinPromise: boolean;
}

/** What the banner above the timetable has to say. It stays until the cause is gone or it is put away. */
export type Banner =
  | { kind: 'refused'; request: RequestView; error: ApiError; nearest: Proposal | null }
  | { kind: 'placed'; request: RequestView }
  | { kind: 'noProposal'; request: RequestView }
  | null;

const firstOf = (offer: SlotOffer): Proposal | null => offer.slots[0] ?? null;

/** Proposing and placing one queue item. A refusal changes nothing and names the nearest possible time. */
export function usePlacing(afterwards: (request: RequestView) => void) {
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const [banner, setBanner] = useState<Banner>(null);
  const [busy, setBusy] = useState(false);
  // The same deed tried again keeps its key; another time or another request is another deed.
  const deed = useRef({ of: '', key: '' });

  const keyOf = (request: RequestView, startsAt: string | null): string => {
    const of = `${request.id} ${request.version} ${startsAt ?? 'best'}`;
    if (deed.current.of !== of) deed.current = { of, key: crypto.randomUUID() };
    return deed.current.key;
  };

  const nearestFor = async (request: RequestView): Promise<Proposal | null> =>
    searchSlots(request, 1).then(firstOf, () => null);

  const propose = async (request: RequestView): Promise<Proposal | null> => {
    setBusy(true);
    setBanner(null);
    try {
      const best = firstOf(await searchSlots(request, 1));
      setProposal(best);
      if (!best) setBanner({ kind: 'noProposal', request });
      return best;
    } catch (error) {
      setBanner({ kind: 'refused', request, error: asApiError(error), nearest: null });
      return null;
    } finally {
      setBusy(false);
    }
  };

  const placeAt = async (request: RequestView, startsAt: string | null): Promise<void> => {
    setBusy(true);
    try {
      const placed = await place(request, startsAt, keyOf(request, startsAt));
      setProposal(null);
      setBanner({ kind: 'placed', request: placed ?? request });
      afterwards(request);
    } catch (error) {
      // A refused deed is over: the next press is a new one and must not be answered from the old.
      deed.current = { of: '', key: '' };
      setBanner({ kind: 'refused', request, error: asApiError(error), nearest: await nearestFor(request) });
    } finally {
      setBusy(false);
    }
  };

  const putBack = (): void => {
    setProposal(null);
    setBanner(null);
  };

  return { proposal, setProposal, banner, busy, propose, placeAt, putBack };
}
