import { basename } from 'node:path';
import type { ChainBody } from '@contracts/media/recording';
import type { TapeSegment } from './protocol';
import { removeSegment } from './slip';
import type { TrackName } from './strand';
import type { TrackParts } from './track';
import type { RecordedCodec } from './wire';

/** The way of one track's segments from the disk into the store and the chain, one after the other. */
export class Recorded {
  readonly codec: RecordedCodec;
  /** Below `recordings/`: call, scope, track. */
  readonly folder: string;
  readonly #parts: TrackParts;
  readonly #name: TrackName;
  #queue: Promise<void> = Promise.resolve();
  #nextNumber = 0;

  constructor({ parts, name, codec }: { parts: TrackParts; name: TrackName; codec: RecordedCodec }) {
    this.codec = codec;
    this.#parts = parts;
    this.#name = name;
    this.folder = `recordings/${parts.callId}/${name.scope.replace(':', '-')}/${name.trackId}`;
  }

  get nextNumber(): number {
    return this.#nextNumber;
  }

  /** Where the tape writes. */
  get spool(): string {
    return this.#parts.vault.spoolOf(this.folder);
  }

  keep(segment: TapeSegment): void {
    this.#nextNumber = Math.max(this.#nextNumber, segment.number + 1);
    const key = `${this.folder}/${basename(segment.file)}`;
    const { file, number, from, to, bytes, sha256, width, height } = segment;
    this.#then(async () => {
      const fate = await this.#parts.vault.put({ key, file, bytes, sha256 });
      // The next start takes it up, and tells of it then.
      if (fate === 'left') return;
      const span = { from: this.#at(from), to: this.#at(to) };
      if (fate === 'altered') this.#addGap('storageFailed', from, to);
      else this.#add({ kind: 'segment', ...this.#name, number, ...span, bytes, sha256, key, width, height });
      this.#parts.changed();
      // Only now: what is on the disk and not in the chain is taken up by whoever comes after us.
      await removeSegment(file);
    });
  }

  /** The tape had no room to keep this any longer. */
  lost(from: number, to: number): void {
    this.#then(() => this.#addGap('storageFailed', from, to));
  }

  gap(reason: Extract<ChainBody, { kind: 'gap' }>['reason'], from: number, to: number): void {
    this.#then(() => this.#addGap(reason, from, to));
  }

  /** Resolves when all of it is told. */
  close(): Promise<void> {
    this.#then(() => this.#add({ kind: 'trackClosed', ...this.#name }));
    return this.#queue;
  }

  #addGap(reason: Extract<ChainBody, { kind: 'gap' }>['reason'], from: number, to: number): void {
    this.#add({ kind: 'gap', ...this.#name, from: this.#at(from), to: this.#at(to), reason });
  }

  #add(body: ChainBody): void {
    this.#parts.strand.add(body);
  }

  #at(epochMs: number): string {
    return this.#parts.momentOf(epochMs).toISOString();
  }

  #then(work: () => void | Promise<void>): void {
    this.#queue = this.#queue.then(work).catch((error: unknown) => {
      this.#parts.log.error({ err: error, track: this.#name.trackId }, 'a segment could not be chained');
    });
  }
}
