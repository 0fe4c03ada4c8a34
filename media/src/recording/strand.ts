import { createHash } from 'node:crypto';
import type { ChainBody, ChainEntry, RecordingScope } from '@contracts/media/recording';
import type { Source } from '@contracts/media/signalling';
import { CHAIN_START, linkOf } from '@domain/evidence-chain';
import type { Clock } from '../clock';
import type { Happening } from '../events';
import type { Journal } from './journal';

/** Whose track of what: the fields that all entries about a track have. */
export interface TrackName {
  readonly scope: RecordingScope;
  readonly trackId: string;
  readonly seat: string;
  readonly source: Source;
}

interface Broken {
  readonly name: TrackName;
  readonly from: Date;
}

export interface StrandOptions {
  /** One start of one node. */
  readonly id: string;
  readonly callId: string;
  readonly clock: Clock;
  readonly journal: Journal;
  /** The last link of a strand that goes on where another start left it. */
  readonly after?: ChainEntry;
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** The evidence chain of one call on one start of this node. It outlives the death of a worker. */
export class Strand {
  readonly #options: StrandOptions;
  readonly #clock: Clock;
  readonly #stored = new Map<RecordingScope, number>();
  #broken: Broken[] = [];
  #index: number;
  #lastHash: string;
  #tell: (happening: Happening) => void = () => undefined;
  /** Since when nothing more is written; null while the call goes on. */
  closedAt: Date | null = null;

  constructor(options: StrandOptions) {
    const { clock, after } = options;
    this.#options = options;
    this.#clock = clock;
    this.#index = after ? after.index + 1 : 0;
    this.#lastHash = after?.hash ?? CHAIN_START;
  }

  get begun(): boolean {
    return this.#index > 0;
  }

  /** -1 before the first. */
  get lastIndex(): number {
    return this.#index - 1;
  }

  get journal(): Journal {
    return this.#options.journal;
  }

  /** Where entries are sent from now on. */
  attach(tell: (happening: Happening) => void): void {
    this.#tell = tell;
    this.closedAt = null;
  }

  add(body: ChainBody): void {
    const { id, callId, journal } = this.#options;
    if (this.#index === 0 && body.kind !== 'opened') this.add({ kind: 'opened', callId });
    const at = this.#clock.now().toISOString();
    const content = { strand: id, index: this.#index, at, body };
    const hash = linkOf(this.#lastHash, content, sha256);
    const entry: ChainEntry = { ...content, previousHash: this.#lastHash, hash };
    this.#index += 1;
    this.#lastHash = hash;
    if (body.kind === 'segment') this.#stored.set(body.scope, this.storedIn(body.scope) + 1);
    journal.add(entry);
    this.#tell({ kind: 'chained', entry });
  }

  storedIn(scope: RecordingScope): number {
    return this.#stored.get(scope) ?? 0;
  }

  /** A worker took this track with it. The gap is written when the source is back, or when the call is over. */
  breakOff(name: TrackName, from: Date): void {
    this.#broken.push({ name, from });
  }

  /** A source is recorded: if a worker's death had cut it off, the gap ends now. */
  takeUp({ scope, seat, source }: TrackName): void {
    const isOf = ({ name }: Broken): boolean => name.scope === scope && name.seat === seat && name.source === source;
    const to = this.#clock.now().toISOString();
    for (const { name, from } of this.#broken.filter(isOf)) {
      this.add({ kind: 'gap', ...name, from: from.toISOString(), to, reason: 'workerDied' });
    }
    this.#broken = this.#broken.filter((one) => !isOf(one));
  }

  close(reason: string): void {
    for (const { name, from } of this.#broken) {
      this.add({ kind: 'gap', ...name, from: from.toISOString(), to: null, reason: 'workerDied' });
    }
    this.#broken = [];
    this.add({ kind: 'closed', reason });
    this.closedAt = this.#clock.now();
  }
}
