import {
  webhookCreated,
  webhookDelivery,
  webhookDeliveryPage,
  webhookPage,
  webhookView,
  type WebhookInput,
} from '@contracts/http/webhooks';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from '../../lib/api';
import { queryClient } from '../../lib/query';

const KEY = 'webhooks';
const EVERY_MS = 30_000;
/** A delivery that was just asked for answers within moments. */
const SOON_MS = 1_500;
const SHOWN = 20;

export const useWebhooks = () =>
  useQuery({
    queryKey: [KEY, 'list'],
    queryFn: async () => (await api.get(webhookPage, '/api/webhooks', { limit: 100 })).items,
    refetchInterval: EVERY_MS,
  });

/** The last ones, newest first; asked again soon while the first try of one is under way. */
export const useDeliveries = (id: string) =>
  useQuery({
    queryKey: [KEY, 'deliveries', id],
    queryFn: async () => (await api.get(webhookDeliveryPage, `/api/webhooks/${id}/deliveries`, { limit: SHOWN })).items,
    refetchInterval: ({ state }) =>
      state.data?.some((one) => one.state === 'pending' && one.lastError === null) ? SOON_MS : EVERY_MS,
  });

export const addWebhook = (input: WebhookInput, idempotencyKey: string) =>
  api.post(webhookCreated, '/api/webhooks', input, { idempotencyKey });
export const switchWebhook = (id: string, change: { active: boolean; version: number }) =>
  api.patch(webhookView, `/api/webhooks/${id}`, change);
export const removeWebhook = (id: string) => api.delete(z.unknown(), `/api/webhooks/${id}`);
export const tryWebhook = (id: string, idempotencyKey: string) =>
  api.post(webhookDelivery, `/api/webhooks/${id}/test`, {}, { idempotencyKey });
export const sendAgain = (deliveryId: string) => api.post(z.unknown(), `/api/webhook-deliveries/${deliveryId}/retry`);

export const webhooksChanged = (): Promise<void> => queryClient.invalidateQueries({ queryKey: [KEY] });
