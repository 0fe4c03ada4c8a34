import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { DelayQueue } from './delay-queue';
import { CLEAR, Link, LONGEST_QUEUE_MS, seeded, type Shape } from './link';
import { nextTry } from './retransmission';

export interface TcpPumpOptions {
  readonly address: string;
  readonly port: number;
  readonly target: { readonly address: string; readonly port: number };
  readonly seed?: number;
}

const SEGMENT_BYTES = 1448;
/** TCP repeats what was not confirmed after this long, then after twice as long, and so on. */
const FIRST_REPEAT_MS = 200;
const FIRST_CALL_REPEAT_MS = 1_000;

/**
 * Stands between a browser and a server. TCP loses nothing: a lost piece arrives late by one repetition, and
 * all behind it waits. A cut line closes nothing; after it, each side goes on when TCP would next have tried.
 */
export class TcpPump {
  readonly #options: TcpPumpOptions;
  readonly #server: Server;
  readonly #random: () => number;
  readonly #ways = new Set<Way>();
  readonly #sockets = new Set<Socket>();
  #shape = CLEAR;
  #cutAtMs: number | null = null;

  private constructor(options: TcpPumpOptions) {
    this.#options = options;
    this.#random = seeded(options.seed ?? 7);
    this.#server = createServer({ noDelay: true, allowHalfOpen: true }, (inner) => this.#take(inner));
  }

  static async open(options: TcpPumpOptions): Promise<TcpPump> {
    const pump = new TcpPump(options);
    pump.#server.listen(options.port, options.address);
    await once(pump.#server, 'listening');
    return pump;
  }

  shape(shape: Shape): void {
    this.#shape = shape;
    for (const way of this.#ways) way.link.shape = { ...shape, lossShare: 0 };
  }

  cut(): void {
    this.#cutAtMs ??= performance.now();
    for (const way of this.#ways) way.hold();
  }

  mend(): void {
    this.#cutAtMs = null;
    for (const way of this.#ways) way.goOn();
  }

  async close(): Promise<void> {
    for (const way of this.#ways) way.destroy();
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #take(inner: Socket): void {
    const { address, port } = this.#options.target;
    const outer = connect({ port, host: address, noDelay: true, allowHalfOpen: true });
    const made = performance.now();
    for (const [from, to] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      const way = new Way(from, to, () => this.#lateMs());
      way.link.shape = { ...this.#shape, lossShare: 0 };
      this.#ways.add(way);
      this.#sockets.add(from);
      from.once('close', () => {
        this.#ways.delete(way);
        this.#sockets.delete(from);
      });
      // A call made while the line is cut is answered when it is next repeated.
      if (this.#cutAtMs !== null) way.hold(made, FIRST_CALL_REPEAT_MS);
    }
  }

  /** How much later a piece comes because it was lost once. */
  #lateMs(): number {
    const { lossShare, delayMs } = this.#shape;
    return lossShare > 0 && this.#random() < lossShare ? FIRST_REPEAT_MS + 2 * delayMs : 0;
  }
}

/** One direction of one connection. */
class Way {
  readonly link = new Link(() => 1);
  readonly #to: Socket;
  readonly #queue = new DelayQueue();
  #held: { sinceMs: number | null; firstMs: number } | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(
    readonly from: Socket,
    to: Socket,
    lateMs: () => number,
  ) {
    this.#to = to;
    from.on('data', (chunk: Buffer) => {
      let late = 0;
      for (let at = 0; at < chunk.length; at += SEGMENT_BYTES) late = Math.max(late, lateMs());
      this.#deliver(chunk.length, late, () => void (to.writable && to.write(chunk)));
    });
    from.on('end', () => this.#deliver(0, 0, () => to.end()));
    from.on('error', () => this.#deliver(0, 0, () => to.destroy()));
    from.on('close', () => this.#deliver(0, 0, () => to.destroy()));
  }

  hold(sinceMs: number | null = null, firstMs = FIRST_REPEAT_MS): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#held ??= { sinceMs, firstMs };
    this.#queue.hold();
  }

  goOn(): void {
    const held = this.#held;
    if (!held) return;
    const now = performance.now();
    const inMs = held.sinceMs === null ? 0 : nextTry(held.sinceMs, held.firstMs, now) - now;
    this.#timer = setTimeout(() => {
      this.#held = null;
      this.#queue.goOn();
    }, inMs);
  }

  destroy(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#queue.clear();
    this.from.destroy();
    this.#to.destroy();
  }

  #deliver(bytes: number, lateMs: number, act: () => void): void {
    const now = performance.now();
    if (this.#held) this.#held.sinceMs ??= now;
    // A connection's own queue is in the two machines: on a narrow line it waits, and is not dropped.
    this.#queue.put((this.link.carry(bytes, now) ?? LONGEST_QUEUE_MS) + lateMs, act);
  }
}
