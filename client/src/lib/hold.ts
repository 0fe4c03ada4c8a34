import { holdView, type HoldInput, type HoldView } from '@contracts/http/booking-life';
import type { ErrorCode } from '@domain/errors';
import { useEffect, useEffectEvent, useRef } from 'react';
import { api, asApiError } from './api';
import { newKey } from './idempotency-key';
import { bureauNow } from './server-clock';

/** An offered slot that is kept for whoever is still filling in the form. */
export type Hold = Pick<HoldView, 'id' | 'startsAt' | 'expiresAt'>;
/** Why a slot is not kept: its time ran out, or someone else has it. */
export type HoldEnd = 'expired' | 'taken';

/** Refusals that say something about the slot; with any other the choice stands, only that nothing keeps it. */
const GONE: ReadonlySet<ErrorCode> = new Set(['SLOT_TAKEN', 'TIME_PAST', 'SLOT_TOO_SOON', 'SLOT_OUTSIDE_HOURS']);

/** Milliseconds until the hold ends, never negative. */
export const holdLeftMs = (hold: Hold, nowMs: number): number => Math.max(0, Date.parse(hold.expiresAt) - nowMs);

/** The offers with the own hold among them, in order of time: what is kept for me is not gone. */
export function withHeld<S extends { readonly startsAt: string }>(
  slots: readonly S[],
  hold: Hold | null,
  slotOf: (hold: Hold) => S,
): readonly S[] {
  if (!hold || slots.some(({ startsAt }) => startsAt === hold.startsAt)) return slots;
  return [...slots, slotOf(hold)].sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
}

interface HoldHooks {
  /** What is kept now; the form that owns it remembers it. */
  hold: Hold | null;
  kept: (hold: Hold) => void;
  ended: (why: HoldEnd) => void;
}

/** Keeps a chosen slot in place of the one kept before, and says when it is kept no longer. */
export function useHold({ hold, kept, ended }: HoldHooks): (input: Omit<HoldInput, 'replaces'>) => Promise<void> {
  const tries = useRef(0);
  const end = useEffectEvent(ended);
  const { id, expiresAt } = hold ?? {};
  useEffect(() => {
    if (!id || !expiresAt) return undefined;
    const timer = setTimeout(() => end('expired'), Math.max(0, Date.parse(expiresAt) - bureauNow()));
    return () => clearTimeout(timer);
  }, [id, expiresAt]);

  return async (input) => {
    // Of two presses in a row only the last one counts, whichever answer comes first.
    const mine = ++tries.current;
    try {
      const body = { ...input, ...(hold ? { replaces: hold.id } : {}) };
      const answer = await api.post(holdView, '/api/holds', body, { idempotencyKey: newKey() });
      if (mine === tries.current) kept({ id: answer.id, startsAt: answer.startsAt, expiresAt: answer.expiresAt });
    } catch (error) {
      if (mine === tries.current && GONE.has(asApiError(error).code)) ended('taken');
    }
  };
}
