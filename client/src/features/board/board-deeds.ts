import { exceptionAdded, type ExceptionInput } from '@contracts/http/capacity';
import {
  recusalView,
  replanAccepted,
  replanPlan,
  replanUnplaced,
  type RecusalView,
  type ReplanAccept,
  type ReplanAccepted,
  type ReplanPlan,
} from '@contracts/http/replan';
import { requestView, type RequestView } from '@contracts/http/requests';
import { slotOffer, type SlotOffer } from '@contracts/http/scheduling';
import type { z } from 'zod';
import { api } from '../../lib/api';
import { newKey } from '../../lib/idempotency-key';
import { queryClient } from '../../lib/query';
import type { Wish } from './starts';

/** Whatever became of it, the board is read again. */
async function andReadAgain<T>(deed: Promise<T>): Promise<T> {
  try {
    return await deed;
  } finally {
    await boardChanged();
  }
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

/** Places or moves a request as wished, or where the planner finds best. Answers the request as it now is. */
export function place(request: RequestView, wish: Wish | null, key: string): Promise<RequestView> {
  const body = { version: request.version, ...wish };
  return andReadAgain(api.post(requestView, `/api/requests/${request.id}/place`, body, { idempotencyKey: key }));
}

/** Closes a time of a room or official, or opens one. Answers how many appointments can no longer be kept. */
export async function changeTime(resourceId: string, input: ExceptionInput): Promise<number> {
  const path = `/api/resources/${resourceId}/exceptions`;
  const { clashes } = await andReadAgain(api.post(exceptionAdded, path, input, { idempotencyKey: newKey() }));
  return clashes;
}

/** What the planner proposes instead for appointments that can no longer be kept. Changes nothing. */
export const previewReplan = (appointmentIds: readonly string[]): Promise<ReplanPlan> =>
  api.post(replanPlan, '/api/replan/preview', { appointmentIds });

export const acceptReplan = (changes: ReplanAccept['changes'], key: string): Promise<ReplanAccepted> =>
  andReadAgain(api.post(replanAccepted, '/api/replan/accept', { changes }, { idempotencyKey: key }));

/** 回避: whoever is booked may not host it; somebody else does, or it is planned anew. */
export const recuse = (requestId: string, officialId: string, reason: string): Promise<RecusalView> =>
  api.post(recusalView, `/api/requests/${requestId}/recusals`, { officialId, reason });

export const boardChanged = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['board'] });

/** Puts all that waits through the planner again. */
export const replanAllUnplaced = (): Promise<z.output<typeof replanUnplaced>> =>
  andReadAgain(api.post(replanUnplaced, '/api/replan/unplaced'));
