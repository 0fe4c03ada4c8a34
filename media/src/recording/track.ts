import { randomUUID } from 'node:crypto';
import type { types } from 'mediasoup';
import type { Logger } from 'pino';
import type { ChainBody, RecordingScope } from '@contracts/media/recording';
import type { Producing } from '../producing';
import type { TapeSegment } from './protocol';
import { Recorded } from './recorded';
import type { Strand, TrackName } from './strand';
import type { TapeListener, TapeProcess } from './tape-process';
import { codecOf, connectTape, type Wire, type Wires } from './wire';
import type { Vault } from './vault';

export interface TrackParts {
  readonly callId: string;
  readonly router: types.Router;
  readonly tapes: TapeProcess;
  readonly vault: Vault;
  readonly wires: Wires;
  readonly strand: Strand;
  readonly segmentMs: number;
  /** Epoch milliseconds of this machine, as a moment of the house. */
  readonly momentOf: (epochMs: number) => Date;
  readonly log: Logger;
  /** It flows, or fails, or stored something. */
  readonly changed: () => void;
}

type GapReason = Extract<ChainBody, { kind: 'gap' }>['reason'];

const RETRY_MS = 1_000;
/** A microphone that was off for less left no hole that anybody sees. */
const MUTED_MS = 1_500;

/**
 * One producer's stay in one scope, on its way to the store. It goes on through the deaths of the tape
 * process, each as a gap; it ends with its source, or with the stay.
 */
export class Track {
  readonly name: TrackName;
  readonly #parts: TrackParts;
  readonly #recorded: Recorded;
  /** When the recorded part ends so far: what comes after a failure has a gap before it. */
  #reached: number;
  #gap: { reason: GapReason; from: number } | null = null;
  #wire: Wire | null = null;
  #tape: string | null = null;
  #attempt = 0;
  #flowing = false;
  #paused: boolean;
  #retry: NodeJS.Timeout | null = null;
  #settled: () => void = () => undefined;
  readonly #whole = new Promise<void>((resolve) => {
    this.#settled = resolve;
  });
  #closed = false;
  readonly #muted = (): void => this.#fell('muted', Date.now());
  readonly #unmuted = (): void => {
    if (this.#gap?.reason !== 'muted') return;
    const now = Date.now();
    if (now - this.#gap.from < MUTED_MS) this.#gap = null;
    else this.#mend(now);
    if (!this.#tape && !this.#closed) this.#fell('recorderFailed', now);
  };

  constructor(
    parts: TrackParts,
    readonly producing: Producing,
    scope: RecordingScope,
    paused: boolean,
  ) {
    this.#parts = parts;
    this.#paused = paused;
    this.#reached = Date.now();
    this.name = { scope, trackId: randomUUID(), seat: producing.seat, source: producing.source };
    const codec = codecOf(producing.producer);
    this.#recorded = new Recorded({ parts, name: this.name, codec });
    parts.strand.takeUp(this.name);
    parts.strand.add({ kind: 'trackOpened', ...this.name, mime: codec.mime, container: codec.container });
    if (producing.source === 'microphone') this.#watchMuting(producing.producer);
    this.attach();
  }

  /** Whether something of it is being kept, or nothing is sent that could be. */
  get flows(): boolean {
    return this.#flowing || this.producing.producer.paused;
  }

  /** Who has their microphone off says nothing: no loss, and told apart from one. */
  #watchMuting(producer: types.Producer): void {
    if (producer.paused) this.#fell('muted', Date.now());
    producer.observer.on('pause', this.#muted);
    producer.observer.on('resume', this.#unmuted);
  }

  /** Begins to record, or begins again. Nothing to do where it runs, or where there is no tape process. */
  attach(): void {
    const { tapes, wires, router, segmentMs, log } = this.#parts;
    if (this.#closed || this.#tape || !tapes.up || router.closed || this.producing.producer.closed) return;
    this.#attempt += 1;
    const tape = `${this.name.trackId}.${this.#attempt}`;
    this.#tape = tape;
    const listener: TapeListener = (news) => this.#hear(tape, news);
    connectTape({ router, tapes, wires, tape, segmentMs, log }, this.producing.producer, this.#recorded, listener).then(
      (wire) => this.#take(tape, wire),
      (error: unknown) => this.#failed(tape, error),
    );
  }

  /** Nothing of what is said from now on is kept. */
  pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    if (this.#gap?.reason === 'muted') this.#mend(Date.now());
    this.#fell('suspended', Date.now());
    if (this.#tape) this.#parts.tapes.pause(this.#tape);
    this.#wire?.pause();
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#mend(Date.now());
    if (this.producing.source === 'microphone' && this.producing.producer.paused) this.#muted();
    if (this.#tape) this.#parts.tapes.resume(this.#tape);
    this.#wire?.resume();
  }

  /** Its consumer is closed when this returns; resolves when all of it is stored and chained. */
  close(): Promise<void> {
    if (!this.#closed) {
      this.#closed = true;
      this.producing.producer.observer.off('pause', this.#muted);
      this.producing.producer.observer.off('resume', this.#unmuted);
      if (this.#retry) clearTimeout(this.#retry);
      this.#wire?.close();
      this.#wire = null;
      if (this.#tape) this.#parts.tapes.close(this.#tape);
      else this.#settle();
    }
    return this.#whole;
  }

  #take(tape: string, wire: Wire): void {
    if (this.#closed || this.#tape !== tape) {
      wire.close();
      this.#parts.tapes.close(tape);
      return;
    }
    this.#wire = wire;
    if (!this.#paused) wire.resume();
  }

  #failed(tape: string, error: unknown): void {
    if (this.#tape !== tape) return;
    if (!this.#closed) this.#parts.log.warn({ err: error, track: this.name.trackId }, 'a track could not be recorded');
    this.#parts.tapes.close(tape);
    this.#lose();
  }

  #hear(tape: string, news: Parameters<TapeListener>[0]): void {
    if (this.#tape !== tape) return;
    switch (news.say) {
      case 'flowing':
        this.#flowing = true;
        return this.#parts.changed();
      case 'needsKeyFrame':
        return this.#wire?.requestKeyFrame();
      case 'segment':
        return this.#keep(news.segment);
      case 'unwritten':
        return this.#parts.vault.noteWriting(tape, news.reason);
      case 'lost':
        return this.#recorded.lost(news.from, news.to);
      case 'failed':
        return this.#failed(tape, new Error(news.reason));
      case 'died':
        return this.#lose();
      case 'closed':
        return this.#closed ? this.#settle() : this.#lose();
      case 'alive':
      case 'listening':
    }
  }

  #keep(segment: TapeSegment): void {
    if (this.#tape) this.#parts.vault.noteWriting(this.#tape, null);
    // What was said before a suspension, or before a microphone was turned off, is still on its way when it begins.
    if (this.#gap?.reason === 'recorderFailed') this.#mend(segment.from);
    this.#reached = segment.to;
    this.#recorded.keep(segment);
  }

  /** The tape is gone, and with it what it had not written. */
  #lose(): void {
    if (this.#tape) this.#parts.vault.noteWriting(this.#tape, null);
    this.#tape = null;
    this.#flowing = false;
    this.#wire?.close();
    this.#wire = null;
    this.#fell('recorderFailed', this.#reached);
    if (this.#closed) return this.#settle();
    this.#parts.changed();
    // Where the process died, `attach` is called once another is there; this is for failures of one track.
    this.#retry = setTimeout(() => this.attach(), RETRY_MS);
    this.#retry.unref();
  }

  #fell(reason: GapReason, from: number): void {
    // A suspension is told on its own, whatever else befalls the recorder meanwhile.
    this.#gap ??= { reason, from };
  }

  #mend(to: number): void {
    if (!this.#gap) return;
    this.#recorded.gap(this.#gap.reason, this.#gap.from, Math.max(to, this.#gap.from));
    this.#gap = null;
    this.#reached = Math.max(this.#reached, to);
  }

  #settle(): void {
    if (this.#tape) this.#parts.vault.noteWriting(this.#tape, null);
    this.#tape = null;
    this.#mend(Date.now());
    void this.#recorded.close().then(() => this.#settled());
  }
}
