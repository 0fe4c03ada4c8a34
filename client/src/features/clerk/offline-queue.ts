import type { RegisterRequest } from '@contracts/http/requests';

/** A registration typed while the line was down. Nothing in it is booked until the bureau has answered. */
export interface StoredRegistration {
  /** Sent as the Idempotency-Key, so that a registration sent twice is registered once. */
  readonly key: string;
  readonly typedAt: string;
  readonly input: RegisterRequest;
  /** The code with which the bureau refused it; a person has to look at it. */
  readonly refusedWith: string | null;
}

/**
 * The same registration without its hold, which has run out meanwhile; null when it had none. The key is another,
 * for the content is, and always the same other one, so that this too is registered once.
 */
export function withoutHold({ key, input }: Pick<StoredRegistration, 'key' | 'input'>) {
  if (input.holdId === undefined) return null;
  const { holdId, ...rest } = input;
  const turned = key.startsWith('0') ? '1' : '0';
  return { key: turned + key.slice(1), input: rest, holdId };
}

/** The part of `localStorage` that the queue needs. */
export interface TextStore {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
}

/** What became of one attempt to send. `offline` stops the run, `refused` keeps the entry for a person to mend. */
export type SendResult = { kind: 'registered' } | { kind: 'refused'; code: string } | { kind: 'offline' };

/**
 * Registrations kept in this computer until the line is back, oldest first. Each clerk has a list of
 * their own: what one clerk typed is never sent under another's name.
 */
export class RegistrationQueue {
  readonly #name: string;

  constructor(
    private readonly store: TextStore,
    staffId: string,
  ) {
    this.#name = `video-home.registrations.${staffId}`;
  }

  list(): StoredRegistration[] {
    const text = this.store.getItem(this.#name);
    if (text === null) return [];
    try {
      const parsed: unknown = JSON.parse(text);
      return Array.isArray(parsed) ? parsed.filter(isStored) : [];
    } catch (error) {
      if (error instanceof SyntaxError) return [];
      throw error;
    }
  }

  /** Keeps a registration; the same key twice is kept once. Throws when the computer's storage is full. */
  add(entry: StoredRegistration): void {
    this.write([...this.list().filter(({ key }) => key !== entry.key), entry]);
  }

  remove(key: string): void {
    this.write(this.list().filter((entry) => entry.key !== key));
  }

  /**
   * Sends what waits, oldest first, each with its own key. Stops at the first `offline`; an entry that was
   * refused stays, marked with its code, and is not sent again by itself. Answers how many were registered.
   */
  async drain(send: (entry: StoredRegistration) => Promise<SendResult>): Promise<number> {
    let registered = 0;
    for (const entry of this.list()) {
      if (entry.refusedWith !== null) continue;
      const result = await send(entry);
      if (result.kind === 'offline') break;
      if (result.kind === 'registered') {
        this.remove(entry.key);
        registered += 1;
      } else {
        this.write(this.list().map((kept) => (kept.key === entry.key ? { ...kept, refusedWith: result.code } : kept)));
      }
    }
    return registered;
  }

  private write(entries: readonly StoredRegistration[]): void {
    this.store.setItem(this.#name, JSON.stringify(entries));
  }
}

function isStored(value: unknown): value is StoredRegistration {
  return (
    typeof value === 'object' &&
    value !== null &&
    'key' in value &&
    typeof value.key === 'string' &&
    'typedAt' in value &&
    typeof value.typedAt === 'string' &&
    'input' in value &&
    typeof value.input === 'object'
  );
}
