import { recusalView, type RecusalView } from '@contracts/http/replan';
import { requestView, type RegisterRequest, type RequestView } from '@contracts/http/requests';
import { api } from '../../lib/api';
import { queryClient } from '../../lib/query';

/** 回避: the request goes to somebody else, at the same time if one is free. Saying it twice changes nothing. */
export const stepBack = (requestId: string, reason: string): Promise<RecusalView> =>
  api.post(recusalView, `/api/requests/${requestId}/recusals`, { reason });

export const invite = (invitation: RegisterRequest, idempotencyKey: string): Promise<RequestView> =>
  api.post(requestView, '/api/requests', invitation, { idempotencyKey });

export const deskChanged = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['desk'] });
