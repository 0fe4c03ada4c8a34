import { createSocket, type Socket } from 'node:dgram';
import type { TapeCodec, TapeNews, TapeOrder } from '../protocol';
import { FILE_ENDING, pack, type TimedFrame } from './container';
import type { Unpacker } from './frame';
import { H264Unpacker } from './h264';
import { OpusUnpacker } from './opus';
import { Reorder, type Arrived } from './reorder';
import { readRtp, Unwrapped } from './rtp-packet';
import { Segmenter } from './segmenter';
import { Shelf, type Room } from './shelf';
import { settled, Timeline, type Placed } from './timeline';
import { Vp8Unpacker } from './vp8';
import { WakingClock } from './waking-clock';

const TICK_MS = 250;
/** A second of a good picture, should this process be busy for so long; the system may give less. */
const RECEIVE_BUFFER = 1 << 20;
/** How long the end of a track may wait for its disk. */
const EMPTY_WITHIN_MS = 3_000;

const UNPACKERS: Record<TapeCodec, () => Unpacker> = {
  opus: () => new OpusUnpacker(),
  vp8: () => new Vp8Unpacker(),
  h264: () => new H264Unpacker(),
};

/** One track being recorded: packets in at a port of its own, files out. */
export class Tape {
  readonly #order: TapeOrder;
  readonly #say: (news: TapeNews) => void;
  readonly #socket: Socket;
  readonly #reorder = new Reorder();
  readonly #timestamps = new Unwrapped(32);
  readonly #timeline = new Timeline();
  readonly #awake = new WakingClock();
  readonly #unpacker: Unpacker;
  readonly #segmenter: Segmenter<Placed>;
  readonly #shelf: Shelf;
  readonly #timer: NodeJS.Timeout;
  #packing: Promise<void> = Promise.resolve();
  #number: number;
  #paused = false;
  #flowing = false;
  #closed: Promise<void> | null = null;

  constructor(order: TapeOrder, say: (news: TapeNews) => void, room: Room) {
    const { id } = order;
    this.#order = order;
    this.#say = say;
    this.#number = order.firstNumber;
    this.#unpacker = UNPACKERS[order.codec]();
    this.#segmenter = new Segmenter({
      segmentMs: order.segmentMs,
      pictures: order.codec !== 'opus',
      finish: (frames) => this.#finish(frames),
      askForKeyFrame: () => say({ say: 'needsKeyFrame', id }),
    });
    this.#shelf = new Shelf({
      folder: order.folder,
      room,
      written: (segment) => say({ say: 'segment', id, segment }),
      unwritten: (reason) => say({ say: 'unwritten', id, reason }),
      lost: ({ number, from, to }) => say({ say: 'lost', id, number, from, to }),
    });
    this.#socket = createSocket('udp4');
    this.#socket.on('message', (datagram) => this.#take(datagram));
    this.#socket.on('error', (error) => say({ say: 'failed', id, reason: error.message }));
    // After a standstill timers come first: what lies in the socket is read before anybody counts it as missing.
    this.#timer = setInterval(() => setImmediate(() => this.#tick()), TICK_MS);
  }

  /** Answers `listening` with the port. */
  listen(): void {
    this.#socket.bind({ port: 0, address: '127.0.0.1' }, () => {
      const { port } = this.#socket.address();
      try {
        this.#socket.setRecvBufferSize(RECEIVE_BUFFER);
      } finally {
        this.#say({ say: 'listening', id: this.#order.id, port });
      }
    });
  }

  pause(): void {
    this.#cut();
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
  }

  /** Finishes and writes what there is. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    clearInterval(this.#timer);
    this.#socket.close();
    this.#cut();
    await this.#packing;
    await this.#shelf.empty(EMPTY_WITHIN_MS);
    this.#say({ say: 'closed', id: this.#order.id });
  }

  /** Ends the segment with all that has come. */
  #cut(): void {
    const now = this.#awake.at(Date.now());
    this.#keep(this.#reorder.flush(), now);
    this.#add(this.#timeline.flush(), now);
    this.#segmenter.cut();
  }

  #take(datagram: Buffer): void {
    if (this.#paused || this.#closed) return;
    const packet = readRtp(datagram);
    if (!packet || packet.payloadType !== this.#order.payloadType) return;
    const at = Date.now();
    const now = this.#awake.at(at);
    this.#keep(this.#reorder.push(packet, at, now), now);
  }

  #tick(): void {
    if (this.#closed) return;
    const at = Date.now();
    const now = this.#awake.at(at);
    if (!this.#paused) {
      this.#keep(this.#reorder.due(now), now);
      this.#add(this.#timeline.due(at), now);
    }
    this.#segmenter.tick(now);
  }

  #keep(arrived: readonly Arrived[], now: number): void {
    for (const one of arrived) {
      const { frames, broken } = this.#unpacker.push(one);
      for (const frame of frames) {
        const sent = (this.#timestamps.of(frame.timestamp) / this.#order.clockRate) * 1_000;
        this.#add(this.#timeline.take(frame, sent), now);
      }
      if (broken) this.#segmenter.broken(now);
    }
  }

  #add(placed: readonly Placed[], now: number): void {
    for (const one of placed) {
      const kept = this.#segmenter.add(one, now);
      if (!kept || this.#flowing) continue;
      this.#flowing = true;
      this.#say({ say: 'flowing', id: this.#order.id });
    }
  }

  #finish(placed: readonly Placed[]): void {
    const frames = settled(placed);
    const number = this.#number;
    this.#number += 1;
    const failed = (error: unknown): void => {
      const reason = error instanceof Error ? error.message : String(error);
      this.#say({ say: 'unwritten', id: this.#order.id, reason });
      this.#say({ say: 'lost', id: this.#order.id, number, ...spanOf(frames) });
    };
    this.#packing = this.#packing.then(() => this.#pack(number, frames)).catch(failed);
  }

  async #pack(number: number, frames: readonly TimedFrame[]): Promise<void> {
    const { codec, channels } = this.#order;
    const content = await pack(codec, channels, frames);
    const picture = frames[0]?.frame.picture;
    this.#shelf.put({
      number,
      ...spanOf(frames),
      width: picture?.width ?? null,
      height: picture?.height ?? null,
      name: `${number}.${FILE_ENDING[codec]}`,
      content,
    });
  }
}

function spanOf(frames: readonly TimedFrame[]): { from: number; to: number } {
  const from = Math.round(frames[0]?.moment ?? 0);
  const last = frames.at(-1);
  return { from, to: Math.max(from, Math.round(last ? last.moment + last.frame.durationMs : 0)) };
}
