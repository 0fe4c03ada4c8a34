import type { Readable } from 'node:stream';
import { DomainError } from '@domain/errors';
import { Inject, Injectable } from '@nestjs/common';
import { ObjectMissing } from '@storage/object-store';
import { DataSource } from 'typeorm';
import { requireStaff, type Actor } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { ChainRepository } from '../chain/chain.repository';
import { RecordingRepository } from '../recording.repository';
import { RECORDING_STORE, type RecordingStore } from '../recording-store';
import { AccessRepository, type Access } from './access.repository';
import { readRange } from './byte-range';
import { RecordingAccessService } from './recording-access.service';

export interface FileAnswer {
  readonly status: 200 | 206 | 416;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly stream: Readable | null;
}

/** The files of a recording, to who has opened it. */
@Injectable()
export class SegmentFiles {
  constructor(
    private readonly source: DataSource,
    private readonly access: RecordingAccessService,
    private readonly accesses: AccessRepository,
    private readonly recordings: RecordingRepository,
    private readonly chain: ChainRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(RECORDING_STORE) private readonly store: RecordingStore,
  ) {}

  /** One file, or the part that a Range header asks for. Throws RECORDING_PURGED, and NOT_FOUND where it is missing. */
  async open(
    actor: Actor,
    accessId: string,
    trackId: string,
    number: number,
    rangeHeader: string | undefined,
  ): Promise<FileAnswer> {
    const staff = requireStaff(actor);
    const { manager } = this.source;
    const access = await this.access.getOpen(manager, staff, accessId);
    const recording = await this.recordings.find(manager, access.callId);
    if (recording?.purgeStartedAt) throw new DomainError('RECORDING_PURGED');
    const segment = await this.chain.findSegment(manager, access.callId, access.scope, trackId, number);
    const stored = segment && (await this.store.stat(segment.key));
    if (!segment || !stored || stored.bytes === 0) throw new DomainError('NOT_FOUND');
    await this.noteFirst(actor, access);

    const range = readRange(rangeHeader, stored.bytes);
    const headers = {
      'content-type': `${segment.source === 'microphone' ? 'audio' : 'video'}/${segment.container}`,
      'accept-ranges': 'bytes',
      'cache-control': 'private, max-age=3600',
    };
    if (range === 'unsatisfiable') {
      return { status: 416, headers: { ...headers, 'content-range': `bytes */${stored.bytes}` }, stream: null };
    }
    const stream = await this.read(segment.key, range ?? undefined);
    if (!range) return { status: 200, headers: { ...headers, 'content-length': stored.bytes }, stream };
    const { start, end } = range;
    return {
      status: 206,
      headers: {
        ...headers,
        'content-length': end - start + 1,
        'content-range': `bytes ${start}-${end}/${stored.bytes}`,
      },
      stream,
    };
  }

  private async read(key: string, range?: { start: number; end: number }): Promise<Readable> {
    try {
      return await this.store.get(key, range);
    } catch (error) {
      if (error instanceof ObjectMissing) throw new DomainError('NOT_FOUND');
      throw error;
    }
  }

  /** That somebody looked is written once for each access, not once for each file. */
  private async noteFirst(actor: Actor, access: Access): Promise<void> {
    await this.source.transaction(async (manager) => {
      if (!(await this.accesses.markFirst(manager, access.id, 'played_at', this.clock.now()))) return;
      await this.audit.write(manager, actor, {
        action: 'recording.play',
        subjectKind: 'session',
        subjectId: access.callId,
        detail: { scope: access.scope, accessId: access.id },
      });
    });
  }
}
