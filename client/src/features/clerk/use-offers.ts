import { slotOffer } from '@contracts/http/scheduling';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { isDispute, type RegistrationDraft } from './registration-draft';

const OFFERS = 5;

/** Free starts for what is typed so far; asked once the topic, and for a dispute the other station, is known. */
export function useOffers(draft: RegistrationDraft) {
  const dispute = isDispute(draft);
  const parties = dispute ? [draft.first, draft.second] : [draft.first];
  // One entry a party: two parties of one station need two rooms.
  const stationIds = parties.map(({ stationId }) => stationId);
  const needs = [...new Set(parties.flatMap((party) => party.needs))].sort();
  const missing = draft.topic === null ? 'topic' : stationIds.includes('') ? 'second' : null;
  const query = useQuery({
    // Not under 'station': the offers are read again when the clerk needs them, not at every arrival.
    queryKey: ['offers', draft.topic, stationIds, needs],
    queryFn: () => api.post(slotOffer, '/api/slots/search', { topic: draft.topic, stationIds, needs, limit: OFFERS }),
    enabled: missing === null,
    staleTime: 30_000,
    retry: false,
  });
  return { missing, query, stationIds, needs } as const;
}
