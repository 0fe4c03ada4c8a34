import { board as boardSchema, slotOffer, type SlotOffer } from '@contracts/http/scheduling';
import { requestView, type RequestView } from '@contracts/http/requests';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from '../../lib/api';
import { useHouse } from '../../lib/house';
import { queryClient } from '../../lib/query';

/** The board of one day, kept fresh by the house. The former day stays on screen until the next is read. */
export function useBoard(on: string | null) {
  useHouse('board');
  return useQuery({
    queryKey: ['board', { on }],
    queryFn: () => api.get(boardSchema, '/api/board', on === null ? {} : { on }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
}

/** The planner's offers for a request, best first. */
export function searchSlots(request: RequestView, limit: number): Promise<SlotOffer> {
  return api.post(slotOffer, '/api/slots/search', {
    topic: request.topic,
    // One entry a party: two parties of one station need two rooms.
    stationIds: request.parties.map(({ stationId }) => stationId),
    needs: [...new Set(request.parties.flatMap(({ needs }) => needs))],
    limit,
  });
}

/**
 * Places a request at `startsAt`, or where the planner finds best. Answers the request as it now is when the
 * server tells it, else null; the board is read again either way.
 */
export async function place(request: RequestView, startsAt: string | null, key: string): Promise<RequestView | null> {
  const body = { version: request.version, ...(startsAt === null ? {} : { startsAt }) };
  try {
    const answer = await api.post(z.unknown(), `/api/requests/${request.id}/place`, body, { idempotencyKey: key });
    const placed = requestView.safeParse(answer);
    return placed.success ? placed.data : null;
  } finally {
    await queryClient.invalidateQueries({ queryKey: ['board'] });
  }
}
