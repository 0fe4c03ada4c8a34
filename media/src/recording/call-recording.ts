import { RECORDING_SCOPES, type RecordingScope } from '@contracts/media/recording';
import type { RecordingLamp } from '@contracts/media/signalling';
import type { RecordingWish } from '@contracts/media/ticket';
import type { Happening } from '../events';
import type { Producing } from '../producing';
import { LAMP_OFF, type CallRecorder, type Heard, type RecorderOptions } from '../recording-port';
import { Lamps, type Standing } from './lamps';
import type { Strand } from './strand';
import type { TapeProcess } from './tape-process';
import { Track } from './track';
import type { Vault } from './vault';
import { Wires } from './wire';

export interface CallRecordingParts {
  readonly tapes: TapeProcess;
  readonly vault: Vault;
  readonly strand: Strand;
  readonly segmentMs: number;
}

/** How long a call waits for its last segments; what comes later is stored and chained all the same. */
const CLOSE_WITHIN_MS = 4_000;
const MAX_DETAIL = 500;

const scopeOf = (space: string): RecordingScope | null => RECORDING_SCOPES.find((scope) => scope === space) ?? null;

/**
 * Records one call while its router lives: a track for every source in the plenary and in a caucus, from the
 * moment at which a host and a party are together.
 */
export class CallRecording implements CallRecorder {
  readonly #options: RecorderOptions;
  readonly #parts: CallRecordingParts;
  readonly #tracks = new Map<Producing, Track>();
  /** Tracks that are over, and not all stored yet. */
  readonly #ending = new Set<Promise<void>>();
  readonly #wires = new Wires();
  readonly #lamps: Lamps;
  #wish: RecordingWish = 'off';
  #suspended = false;
  #failed = false;
  #closed = false;
  readonly #review = (): void => this.#show();
  readonly #tapesUp = (): void => {
    for (const track of this.#tracks.values()) track.attach();
    this.#show();
  };

  constructor(options: RecorderOptions, parts: CallRecordingParts) {
    this.#options = options;
    this.#parts = parts;
    this.#lamps = new Lamps(options.clock, options.tell);
    parts.strand.attach(options.tell);
    parts.tapes.on('up', this.#tapesUp);
    parts.tapes.on('down', this.#review);
    parts.vault.on('change', this.#review);
  }

  wanted(wish: RecordingWish): void {
    this.#wish = wish;
    this.#follow(this.#options.heard());
  }

  producing(heard: Heard): void {
    const others = this.#options.heard().filter(({ producing }) => producing !== heard.producing);
    this.#follow([...others, heard]);
  }

  ended(producing: Producing): void {
    this.#follow(this.#options.heard().filter((heard) => heard.producing !== producing));
  }

  moved(): void {
    this.#follow(this.#options.heard());
  }

  happened(happening: Happening): void {
    if (this.#closed || this.#wish === 'off') return;
    const { kind, ...rest } = happening;
    const { seat = null, ...detail } = { seat: null, ...rest };
    const text = JSON.stringify(detail).slice(0, MAX_DETAIL);
    this.#parts.strand.add({ kind: 'happened', what: kind, seat, detail: text });
    if (kind === 'callStarted') this.#follow(this.#options.heard());
  }

  suspended(on: boolean): void {
    this.#suspended = on;
    for (const track of this.#tracks.values()) {
      if (on) track.pause();
      else track.resume();
    }
    this.#show();
  }

  state(space: string): RecordingLamp {
    const scope = scopeOf(space);
    return scope ? this.#lamps.of(scope) : LAMP_OFF;
  }

  ready(): boolean {
    return !this.#closed && this.#parts.tapes.up && this.#parts.vault.open;
  }

  owns(consumerId: string): boolean {
    return this.#wires.owns(consumerId);
  }

  async close(reason: string): Promise<void> {
    if (this.#closed) return;
    const { tapes, vault, strand } = this.#parts;
    const workerDied = reason === 'failed';
    this.#failed = workerDied;
    this.#follow([]);
    this.#closed = true;
    tapes.off('up', this.#tapesUp);
    tapes.off('down', this.#review);
    vault.off('change', this.#review);
    this.#lamps.show(() => ({ ...this.#nothing('plenary'), ...(workerDied ? this.#failing(reason) : {}) }));
    const stored = Promise.all(this.#ending).then(() => {
      if (strand.begun && !workerDied) strand.close(reason);
    });
    await Promise.race([
      stored,
      new Promise<void>((resolve) => {
        setTimeout(resolve, CLOSE_WITHIN_MS).unref();
      }),
    ]);
  }

  /** Whether there is to be a recording now. */
  get #runs(): boolean {
    return !this.#closed && this.#wish !== 'off' && this.#options.record.startedAt !== null;
  }

  /** Closes every track that is not to go on, then opens what is missing: in that order, awaiting nothing. */
  #follow(heard: readonly Heard[]): void {
    const wanted = new Map<Producing, RecordingScope>();
    for (const { producing, space } of this.#runs ? heard : []) {
      const scope = scopeOf(space);
      if (scope && !producing.producer.closed) wanted.set(producing, scope);
    }
    for (const [producing, track] of [...this.#tracks]) {
      if (wanted.get(producing) !== track.name.scope) this.#end(producing, track);
    }
    for (const [producing, scope] of wanted) {
      if (!this.#tracks.has(producing)) this.#begin(producing, scope);
    }
    this.#show();
  }

  #begin(producing: Producing, scope: RecordingScope): void {
    const { callId, router, log, clock } = this.#options;
    const shift = clock.now().getTime() - Date.now();
    const momentOf = (epochMs: number): Date => new Date(epochMs + shift);
    const parts = { ...this.#parts, wires: this.#wires, callId, router, log, momentOf, changed: this.#review };
    this.#tracks.set(producing, new Track(parts, producing, scope, this.#suspended));
  }

  #end(producing: Producing, track: Track): void {
    this.#tracks.delete(producing);
    // A worker's death closes the producers first. Noted at once: whoever comes back may be recorded again
    // before the last of what was is stored.
    if (this.#failed || this.#options.router.closed) this.#parts.strand.breakOff(track.name, this.#options.clock.now());
    const ending = track.close();
    this.#ending.add(ending);
    void ending.then(() => this.#ending.delete(ending));
  }

  #show(): void {
    if (this.#closed) return;
    if (this.#lamps.show((scope) => this.#standing(scope))) this.#options.changed();
  }

  #standing(scope: RecordingScope): Standing {
    const tracks = [...this.#tracks.values()].filter(({ name }) => name.scope === scope);
    const isTheirs = scope === 'plenary' || tracks.length > 0;
    if (!this.#runs || this.#suspended || !isTheirs) return this.#nothing(scope);
    const { tapes, vault } = this.#parts;
    if (!tapes.up) return { ...this.#nothing(scope), ...this.#failing('the recorder is not running') };
    if (vault.trouble) return { ...this.#nothing(scope), ...this.#failing(vault.trouble) };
    const flows = tracks.length === 0 || tracks.some((track) => track.flows);
    return { ...this.#nothing(scope), state: flows ? 'on' : 'starting' };
  }

  #nothing(scope: RecordingScope): Standing {
    return { state: 'off', reason: null, storedSegments: this.#parts.strand.storedIn(scope) };
  }

  #failing(reason: string): Pick<Standing, 'state' | 'reason'> {
    return { state: 'failed', reason };
  }
}
