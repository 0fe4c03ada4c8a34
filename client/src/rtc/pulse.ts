const EVERY_MS = 500;
/** A probe that a cut line has swallowed is given up by then; on a line this slow the pulse says nothing. */
const WITHIN_MS = 1_500;

/**
 * Feels whether a cut line is back. A connection that was begun on a dead line is tried again by the
 * computer's network only after longer and longer waits; a fresh one passes at once. So small questions are
 * asked again and again, and `onBack` is called when one is answered after one was lost.
 */
export class Pulse {
  readonly #ask: () => Promise<unknown>;
  readonly #onBack: () => void;
  readonly #timer: ReturnType<typeof setInterval>;
  #lost = false;
  #closed = false;

  /** `ask` resolves on any answer at all, and rejects when none came. */
  constructor(ask: () => Promise<unknown>, onBack: () => void) {
    this.#ask = ask;
    this.#onBack = onBack;
    this.#timer = setInterval(() => void this.#feel(), EVERY_MS);
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
  }

  async #feel(): Promise<void> {
    try {
      await this.#ask();
    } catch {
      // No answer is what this is here to find.
      this.#lost = true;
      return;
    }
    if (this.#closed || !this.#lost) return;
    this.#lost = false;
    this.#onBack();
  }
}

/** Asks the program behind an address for any answer. Its health says nothing of any call. */
export const askAddress = (address: string): Promise<unknown> =>
  fetch(new URL('/health', address), {
    mode: 'no-cors',
    cache: 'no-store',
    credentials: 'omit',
    signal: AbortSignal.timeout(WITHIN_MS),
  });
