import type { WebhookDelivery } from '@contracts/http/webhooks';

export type AnswerWord =
  { readonly key: 'answered'; readonly status: string } | { readonly key: 'switchedOff' | 'unreachable' };

/** What came back of a delivery that failed, for the screen to say; null where nothing has. */
export function answerWord({ lastError }: Pick<WebhookDelivery, 'lastError'>): AnswerWord | null {
  if (lastError === null) return null;
  const status = /^answered (\d{3})$/.exec(lastError)?.[1];
  if (status !== undefined) return { key: 'answered', status };
  return { key: lastError === 'switched off' ? 'switchedOff' : 'unreachable' };
}
