import { keyFor, type SentKey } from '../../lib/idempotency-key';
import { emptyDraft, STEPS, type Draft, type Step } from './draft';

/** Kept until the request is sent, so that a reload, a call or an empty battery loses nothing typed. */
export interface Kept {
  draft: Draft;
  step: Step;
  sent: SentKey | null;
}

const KEPT_AS = 'video-home.draft';
const nothing: Kept = { draft: emptyDraft, step: 'topic', sent: null };

/** The draft of this tab; an empty one if there is none, or if it is of an older form. */
export function readDraft(): Kept {
  try {
    const found = JSON.parse(window.sessionStorage.getItem(KEPT_AS) ?? 'null') as Partial<Kept> | null;
    if (!found?.draft || !STEPS.some((step) => step === found.step)) return nothing;
    return { ...nothing, ...found, draft: { ...emptyDraft, ...found.draft } };
  } catch {
    return nothing;
  }
}

export function keepDraft(kept: Kept): void {
  try {
    window.sessionStorage.setItem(KEPT_AS, JSON.stringify(kept));
  } catch {
    return;
  }
}

/** After sending: a station's shared phone must not show the next person what was typed. */
export function wipeDraft(): void {
  try {
    window.sessionStorage.removeItem(KEPT_AS);
  } catch {
    return;
  }
}

/** The key for sending this body, kept before it is sent, so that a retry after a reload is the same deed. */
export function keyForSending(body: unknown, kept: Kept): SentKey {
  const sent = keyFor(body, kept.sent);
  keepDraft({ ...kept, sent });
  return sent;
}
