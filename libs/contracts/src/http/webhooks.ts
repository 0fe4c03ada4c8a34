import { z } from 'zod';
import { id, instant, line } from '../common';

export const WEBHOOK_EVENTS = [
  'request.registered',
  'request.unplaced',
  'request.withdrawn',
  'appointment.booked',
  'appointment.moved',
  'appointment.cancelled',
  'appointment.confirmed',
  'appointment.noShow',
  'notice.failed',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

export const webhookInput = z.object({
  url: z.url({ protocol: /^https?$/ }).max(500),
  events: z.array(z.enum(WEBHOOK_EVENTS)).min(1),
  name: line(60),
});
export type WebhookInput = z.input<typeof webhookInput>;
export const webhookView = z.object({
  id,
  name: z.string(),
  url: z.string(),
  events: z.array(z.enum(WEBHOOK_EVENTS)),
  active: z.boolean(),
  createdAt: instant,
  version: z.number().int(),
  /** Deliveries that are still being tried, and those given up. */
  waiting: z.number().int(),
  failed: z.number().int(),
});
export type WebhookView = z.infer<typeof webhookView>;
/** Only at creation: the secret that signs the deliveries. It is never shown again. */
export const webhookCreated = webhookView.extend({ secret: z.string() });
export type WebhookCreated = z.infer<typeof webhookCreated>;

/** What is sent: no names, no telephone numbers; who may know more asks the API. */
export const webhookBody = z.object({
  id,
  event: z.enum(WEBHOOK_EVENTS),
  at: instant,
  requestId: id,
  requestNo: z.string(),
  appointmentId: id.nullable(),
  startsAt: instant.nullable(),
});
export type WebhookBody = z.infer<typeof webhookBody>;

/** Not chosen: sent only when an admin asks whether an endpoint hears us. It is about no request. */
export const WEBHOOK_TEST = 'webhook.test';
export const webhookTestBody = z.object({ id, event: z.literal(WEBHOOK_TEST), at: instant });

export const webhookPage = z.object({ items: z.array(webhookView), nextCursor: z.string().nullable() });
export type WebhookPage = z.infer<typeof webhookPage>;
/** Switched off, an endpoint gets nothing; what was written for it before is not sent either. */
export const webhookSwitch = z.object({ active: z.boolean(), version: z.number().int() });
export type WebhookSwitch = z.infer<typeof webhookSwitch>;
export const webhookDelivery = z.object({
  id,
  event: z.enum([...WEBHOOK_EVENTS, WEBHOOK_TEST]),
  state: z.enum(['pending', 'delivered', 'failed']),
  attempts: z.number().int(),
  createdAt: instant,
  dueAt: instant,
  deliveredAt: instant.nullable(),
  lastError: z.string().nullable(),
});
export type WebhookDelivery = z.infer<typeof webhookDelivery>;
export const webhookDeliveryPage = z.object({ items: z.array(webhookDelivery), nextCursor: z.string().nullable() });
export type WebhookDeliveryPage = z.infer<typeof webhookDeliveryPage>;
