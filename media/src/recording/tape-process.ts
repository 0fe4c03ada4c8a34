import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { extname, join } from 'node:path';
import type { Logger } from 'pino';
import type { TapeNews, TapeOrder, TapeOrders } from './protocol';

/** What a track hears of its tape. */
export type TapeListener = (news: TapeNews | { readonly say: 'died' }) => void;

/** A process that says nothing for so long hangs. */
const SILENT_MS = 5_000;
const WATCH_MS = 1_000;
/** How long to wait where a process died as soon as it was there; otherwise the next is there at once. */
const RESTART_DELAY_MS = 1_000;
const SHORT_LIFE_MS = 2_000;

export interface TapeProcessOptions {
  readonly log: Logger;
  /** Arguments of Node itself; those of this process unless told otherwise. */
  readonly execArgv?: readonly string[] | undefined;
  /** How many bytes may wait in memory for a disk that takes nothing. */
  readonly roomBytes?: number | undefined;
}

/** The one process that records for this node. It is begun anew whenever it dies or hangs. */
export class TapeProcess extends EventEmitter<{ up: []; down: [] }> {
  readonly #options: TapeProcessOptions;
  readonly #listeners = new Map<string, TapeListener>();
  #child: ChildProcess | null = null;
  #heardAt = 0;
  #up = false;
  #stopping = false;
  readonly #watch: NodeJS.Timeout;

  constructor(options: TapeProcessOptions) {
    super();
    this.setMaxListeners(0);
    this.#options = options;
    this.#watch = setInterval(() => this.#look(), WATCH_MS);
    this.#watch.unref();
    this.#start();
  }

  get up(): boolean {
    return this.#up;
  }

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** Begins a tape. Its listener is told `listening` with the port, or `died`. */
  open(order: TapeOrder, listener: TapeListener): void {
    this.#listeners.set(order.id, listener);
    if (this.#up) this.#send({ do: 'open', order });
    else this.#drop(order.id);
  }

  pause(id: string): void {
    this.#send({ do: 'pause', id });
  }

  resume(id: string): void {
    this.#send({ do: 'resume', id });
  }

  /** Ends a tape: its last segments are told, then `closed`. */
  close(id: string): void {
    if (this.#listeners.has(id)) this.#send({ do: 'close', id });
  }

  /** Lets it finish all that runs; resolves when it is gone, by force after `withinMs`. */
  async stop(withinMs: number): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#watch);
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    const timer = setTimeout(() => child.kill('SIGKILL'), withinMs);
    this.#send({ do: 'stop' });
    await gone;
    clearTimeout(timer);
  }

  #start(): void {
    if (this.#stopping) return;
    const startedAt = Date.now();
    this.#heardAt = startedAt;
    const { execArgv, log, roomBytes } = this.#options;
    const program = join(__dirname, 'tape', `main${extname(__filename)}`);
    const args = roomBytes === undefined ? [] : [String(roomBytes)];
    const child = fork(program, args, { serialization: 'advanced', ...(execArgv ? { execArgv: [...execArgv] } : {}) });
    this.#child = child;
    child.on('message', (news: TapeNews) => this.#hear(news));
    child.on('error', (error) => log.error({ err: error }, 'the recorder'));
    child.once('exit', (code, signal) => {
      if (this.#stopping) return this.#allDied();
      log.error({ code, signal }, 'the recorder died');
      this.#allDied();
      const delay = Date.now() - startedAt < SHORT_LIFE_MS ? RESTART_DELAY_MS : 0;
      setTimeout(() => this.#start(), delay).unref();
    });
  }

  #hear(news: TapeNews): void {
    this.#heardAt = Date.now();
    if (news.say === 'alive') {
      if (this.#up) return;
      this.#up = true;
      this.emit('up');
      return;
    }
    const listener = this.#listeners.get(news.id);
    if (news.say === 'closed') this.#listeners.delete(news.id);
    listener?.(news);
  }

  #look(): void {
    if (!this.#child || Date.now() - this.#heardAt < SILENT_MS) return;
    this.#options.log.error({ pid: this.#child.pid }, 'the recorder hangs');
    this.#child.kill('SIGKILL');
  }

  #allDied(): void {
    this.#child = null;
    this.#up = false;
    for (const id of [...this.#listeners.keys()]) this.#drop(id);
    this.emit('down');
  }

  #drop(id: string): void {
    const listener = this.#listeners.get(id);
    this.#listeners.delete(id);
    listener?.({ say: 'died' });
  }

  #send(order: TapeOrders): void {
    // A process that is just going does not answer; its end is told to all who wait.
    if (this.#child?.connected) this.#child.send(order, () => undefined);
  }
}
