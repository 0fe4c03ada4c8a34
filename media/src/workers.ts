import { EventEmitter } from 'node:events';
import type { types } from 'mediasoup';
import { createWorker } from 'mediasoup';
import type { Logger } from 'pino';
import { invariant } from '@domain/errors';

export interface WorkerPoolOptions {
  count: number;
  listenIp: string;
  announcedAddress?: string | undefined;
  /** First media port; worker n listens on `rtcPort + n`, UDP and TCP. 0: any free ports. */
  rtcPort: number;
  workerBin?: string | undefined;
  log: Logger;
}

export interface PooledWorker {
  readonly worker: types.Worker;
  readonly webRtcServer: types.WebRtcServer;
}

interface Slot {
  current: PooledWorker | null;
  /** Calls now on it, as told by `take` and `release`. */
  load: number;
}

/**
 * All calls of a worker share one socket; the kernel's 208 KB hold some ninety packets, fewer than forty calls
 * send in the 15 ms for which a busy machine may not run the worker. The kernel gives less where
 * `net.core.rmem_max` says so.
 */
const SOCKET_BUFFER_BYTES = 2 * 1024 * 1024;
/** How long to wait before a worker that could not even be started is tried again. */
const RESTART_DELAY_MS = 1_000;

/**
 * One mediasoup worker a slot, each with one port for all its calls. A worker that dies is replaced;
 * whoever holds something on it learns of it from mediasoup's own `workerclose`.
 */
export class WorkerPool extends EventEmitter<{ died: [pid: number]; replaced: [pid: number] }> {
  readonly #options: WorkerPoolOptions;
  readonly #slots: Slot[] = [];
  #closed = false;

  private constructor(options: WorkerPoolOptions) {
    super();
    this.#options = options;
  }

  /** Starts every worker, or none: throws when one cannot be started. */
  static async start(options: WorkerPoolOptions): Promise<WorkerPool> {
    const pool = new WorkerPool(options);
    try {
      for (let at = 0; at < options.count; at += 1) {
        const slot: Slot = { current: null, load: 0 };
        pool.#slots.push(slot);
        slot.current = await pool.#startWorker(slot, at);
      }
    } catch (error) {
      pool.close();
      throw error;
    }
    return pool;
  }

  get size(): number {
    return this.#slots.length;
  }

  get workers(): readonly types.Worker[] {
    return this.#slots.flatMap((slot) => (slot.current ? [slot.current.worker] : []));
  }

  /** The worker with the fewest calls; `release` is to be called when the call is over. Null while all are down. */
  take(): { pooled: PooledWorker; release: () => void } | null {
    const slot = this.#slots.filter((one) => one.current).sort((a, b) => a.load - b.load)[0];
    if (!slot?.current) return null;
    slot.load += 1;
    let released = false;
    const release = (): void => {
      if (released) return;
      released = true;
      slot.load -= 1;
    };
    return { pooled: slot.current, release };
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const worker of this.workers) worker.close();
  }

  async #startWorker(slot: Slot, at: number): Promise<PooledWorker> {
    const { log } = this.#options;
    const workerBin = this.#options.workerBin;
    const worker = await createWorker({ logLevel: 'warn', ...(workerBin ? { workerBin } : {}) });
    try {
      const webRtcServer = await this.#listen(worker, at);
      worker.once('died', (error) => {
        log.error({ err: error, pid: worker.pid }, 'a media worker died');
        slot.current = null;
        this.emit('died', worker.pid);
        void this.#replace(slot, at);
      });
      return { worker, webRtcServer };
    } catch (error) {
      worker.close();
      throw error;
    }
  }

  /** Two copies of the house may run on one machine: a port that is taken is no reason not to start. */
  async #listen(worker: types.Worker, at: number): Promise<types.WebRtcServer> {
    const { rtcPort, listenIp, announcedAddress, log } = this.#options;
    const infos = (port?: number): types.TransportListenInfo[] =>
      (['udp', 'tcp'] as const).map((protocol) => ({
        protocol,
        ip: listenIp,
        // TCP finds its own sizes.
        ...(protocol === 'udp' && { recvBufferSize: SOCKET_BUFFER_BYTES, sendBufferSize: SOCKET_BUFFER_BYTES }),
        ...(announcedAddress ? { announcedAddress } : {}),
        ...(port ? { port } : {}),
      }));
    if (rtcPort > 0) {
      try {
        return await worker.createWebRtcServer({ listenInfos: infos(rtcPort + at) });
      } catch (error) {
        log.warn({ err: error, port: rtcPort + at }, 'the media port is taken, a free one is used');
      }
    }
    return worker.createWebRtcServer({ listenInfos: infos() });
  }

  async #replace(slot: Slot, at: number): Promise<void> {
    while (!this.#closed && !slot.current) {
      try {
        const started = await this.#startWorker(slot, at);
        invariant(!slot.current, 'a slot holds one worker');
        slot.current = started;
        if (this.#closed) started.worker.close();
        else this.emit('replaced', started.worker.pid);
      } catch (error) {
        this.#options.log.error({ err: error }, 'a media worker could not be started');
        await new Promise((resolve) => setTimeout(resolve, RESTART_DELAY_MS));
      }
    }
  }
}
