import { createHash } from 'node:crypto';
import { CHAIN_START, linkOf } from '@domain/evidence-chain';
import type { ChainBody, ChainEntry, RecordingScope } from '@contracts/media/recording';
import type { Source } from '@contracts/media/signalling';

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

export interface WrittenTrack {
  readonly trackId: string;
  readonly seat: string;
  readonly scope: RecordingScope;
  readonly source: Source;
  readonly container?: 'webm' | 'mp4';
}
export interface WrittenFile {
  readonly key: string;
  readonly content: Buffer;
}

/** Writes one strand of an evidence chain as a recorder does, and keeps the files it tells of. */
export class StrandWriter {
  readonly entries: ChainEntry[] = [];
  readonly files: WrittenFile[] = [];

  constructor(
    readonly callId: string,
    readonly strand: string,
    at: string,
  ) {
    this.add({ kind: 'opened', callId }, at);
  }

  add(body: ChainBody, at: string): ChainEntry {
    const previousHash = this.entries.at(-1)?.hash ?? CHAIN_START;
    const content = { strand: this.strand, index: this.entries.length, at, body };
    const entry = { ...content, previousHash, hash: linkOf(previousHash, content, sha256) };
    this.entries.push(entry);
    return entry;
  }

  open({ container = 'webm', ...track }: WrittenTrack, at: string): ChainEntry {
    const mime = track.source === 'microphone' ? `audio/${container}; codecs=opus` : `video/${container}; codecs=vp8`;
    return this.add({ kind: 'trackOpened', ...track, mime, container }, at);
  }

  /** One file of a track, from second to second after `start`. */
  segment(
    { container = 'webm', ...track }: WrittenTrack,
    number: number,
    [start, from, to]: readonly [string, number, number],
    content: Buffer = Buffer.from(`${track.trackId} ${number} `.repeat(40)),
  ): ChainEntry {
    const key = `calls/${this.callId}/${this.strand}/${track.trackId}/${number}.${container}`;
    this.files.push({ key, content });
    const sized = track.source === 'microphone' ? { width: null, height: null } : { width: 1280, height: 720 };
    const span = { from: secondsAfter(start, from), to: secondsAfter(start, to) };
    const stored = { bytes: content.length, sha256: sha256(content), key, ...sized };
    return this.add({ kind: 'segment', ...track, number, ...span, ...stored }, span.to);
  }
}

export const secondsAfter = (instant: string, seconds: number): string =>
  new Date(Date.parse(instant) + seconds * 1000).toISOString();
