import type { Logger } from 'pino';
import type { Calls } from './calls';

/**
 * Whether the node is being emptied: for an upgrade it takes no new call, and those that run go on to
 * their end. `onChange` is called when it begins or ends, so that the server learns of it at once.
 */
export class Draining {
  readonly #calls: Calls;
  readonly #log: Logger;
  readonly #onChange: () => Promise<unknown>;
  #on = false;

  constructor(calls: Calls, log: Logger, onChange: () => Promise<unknown>) {
    this.#calls = calls;
    this.#log = log;
    this.#onChange = onChange;
    calls.on('closed', () => this.#tellIfEmpty());
  }

  get on(): boolean {
    return this.#on;
  }

  /** Resolves once the entry in Redis says so, or Redis is found to be away. */
  async set(on: boolean): Promise<void> {
    if (this.#on === on) return;
    this.#on = on;
    this.#calls.takesNew = !on;
    this.#log.info({ draining: on, calls: this.#calls.live.size }, on ? 'draining: no new calls' : 'takes calls again');
    await this.#onChange();
    this.#tellIfEmpty();
  }

  #tellIfEmpty(): void {
    if (this.#on && this.#calls.live.size === 0) this.#log.info('drained: no call is left, the process may be stopped');
  }
}
