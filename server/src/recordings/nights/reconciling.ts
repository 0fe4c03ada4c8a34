import { createHash } from 'node:crypto';
import { DAY_MS } from '@domain/local-time';
import type { ChainEntry } from '@contracts/media/recording';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SYSTEM } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { judgeChain } from '../chain/chain-verdict';
import { ChainRepository } from '../chain/chain.repository';
import type { Segment } from '../chain/timeline';
import { RecordingRepository } from '../recording.repository';
import { RECORDING_STORE, type RecordingStore } from '../recording-store';
import { NightRepository, type Finding, type KeptRecording } from './night.repository';

/** Sizes are compared every night; every byte of a recording is read again after so long. */
const HASH_AGAIN_MS = 30 * DAY_MS;

/** Compares what the chain says is stored with what the store holds. */
@Injectable()
export class Reconciling {
  constructor(
    private readonly source: DataSource,
    private readonly nights: NightRepository,
    private readonly chain: ChainRepository,
    private readonly recordings: RecordingRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(RECORDING_STORE) private readonly store: RecordingStore,
  ) {}

  /** Compares one recording and writes what it found. A store that is away is thrown, never a finding. */
  async compare(recording: KeptRecording): Promise<{ segments: number; findings: number }> {
    const { manager } = this.source;
    const { callId } = recording;
    const entries = await this.chain.list(manager, callId);
    const segments = entries.flatMap(({ body }) => (body.kind === 'segment' ? [body] : []));
    const hashing = await this.mustHash(recording);
    const endTold = await this.chain.listEndTold(manager, callId);
    const findings = [...ofChain(entries, endTold), ...neverRecorded(recording, segments)];
    for (const segment of segments) {
      const kind = await this.judge(segment, hashing);
      if (kind) findings.push(ofSegment(segment, kind));
    }
    const now = this.clock.now();
    await this.source.transaction(async (manager) => {
      if (hashing) await this.recordings.note(manager, callId, { hashed_at: now });
      if (!(await this.nights.save(manager, callId, findings, now))) return;
      await this.audit.write(manager, SYSTEM, {
        action: 'recording.finding',
        subjectKind: 'session',
        subjectId: callId,
        detail: { kinds: [...new Set(findings.map(({ kind }) => kind))], findings: findings.length },
      });
    });
    return { segments: segments.length, findings: findings.length };
  }

  private async mustHash({ callId, hashedAt }: KeptRecording): Promise<boolean> {
    if (!hashedAt || this.clock.now().getTime() - hashedAt.getTime() >= HASH_AGAIN_MS) return true;
    return this.nights.hasOpen(this.source.manager, callId, 'hashDiffers');
  }

  private async judge(segment: Segment, hashing: boolean): Promise<Finding['kind'] | null> {
    const stored = await this.store.stat(segment.key);
    if (!stored) return 'missing';
    if (stored.bytes === 0) return 'empty';
    if (stored.bytes !== segment.bytes) return 'truncated';
    if (!hashing) return null;
    return (await this.hashOf(segment.key)) === segment.sha256 ? null : 'hashDiffers';
  }

  private async hashOf(key: string): Promise<string> {
    const hash = createHash('sha256');
    for await (const part of (await this.store.get(key)) as AsyncIterable<Uint8Array>) hash.update(part);
    return hash.digest('hex');
  }
}

const ofSegment = ({ key, scope, trackId, number }: Segment, kind: Finding['kind']): Finding => ({
  kind,
  subject: key,
  scope,
  trackId,
  number,
});

/** Strands with a break, and those without their end though their node ended the call: a killed one leaves no such word. */
const ofChain = (entries: readonly ChainEntry[], endTold: ReadonlySet<string>): Finding[] =>
  judgeChain(entries).strands.flatMap(({ strand, brokenAt, closed, entries: links }): Finding[] => {
    const number = brokenAt ?? (!closed && endTold.has(strand) ? links : null);
    return number === null ? [] : [{ kind: 'chainBroken', subject: strand, scope: null, trackId: null, number }];
  });

/** A call that had to be recorded, and took place, and left no file at all. */
const neverRecorded = ({ callId, wish, startedAt }: KeptRecording, segments: readonly Segment[]): Finding[] =>
  wish === 'required' && startedAt && segments.length === 0
    ? [{ kind: 'neverRecorded', subject: callId, scope: null, trackId: null, number: null }]
    : [];
