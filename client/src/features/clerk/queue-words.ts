import type { QueueEntry } from '@contracts/http/booking-life';
import type { TFunction } from 'i18next';
import type { ApiError } from '../../lib/api';
import { clockTime } from '../../lib/format';

type Estimate = Pick<QueueEntry, 'place' | 'estimatedAt' | 'calledAt'>;

/** Whether a room and an official are free for them within `soonMs`, as things stand. */
export const callableNow = ({ estimatedAt, calledAt }: Estimate, nowMs: number, soonMs: number): boolean =>
  calledAt === null && estimatedAt !== null && Date.parse(estimatedAt) - nowMs < soonMs;

/** What somebody who joins the queue's end now has before them: how many, and no estimate better than the last one's. */
export function beforeNewcomer(entries: readonly Estimate[]): { ahead: number; after: string | null; today: boolean } {
  const waiting = entries.filter(({ calledAt }) => calledAt === null);
  const last = waiting.at(-1);
  return { ahead: waiting.length, after: last?.estimatedAt ?? null, today: !last || last.estimatedAt !== null };
}

/** Why nobody was called, with who was first, or when somebody will be free. */
export function refusedCall(t: TFunction<['clerk', 'common', 'errors']>, { code, body }: ApiError): string {
  const { by, nextStartsAt } = body.params;
  if (code === 'ALREADY_CALLED' && typeof by === 'string') return t('queue.alreadyCalled', { by });
  if (code === 'SLOT_TAKEN') {
    return typeof nextStartsAt === 'string' ? t('queue.busyUntil', { time: clockTime(nextStartsAt) }) : t('queue.busy');
  }
  if (code === 'STALE_VERSION') return t('queue.stale');
  return t(`errors:${code}`, body.params);
}
