import { join } from 'node:path';
import { DomainError, invariant } from '@domain/errors';
import { COMBINED, MANIFEST, type ExportManifest } from '@contracts/recording-export';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ZipFile } from 'yazl';
import { requireStaff, type Actor } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { Logger } from '../../common/logger';
import { CONFIG, type Config } from '../../config';
import { SessionReader } from '../../sessions/session-reader';
import { ChainRepository } from '../chain/chain.repository';
import { timelineOf, type Track } from '../chain/timeline';
import { AccessRepository, type Access, type Seated } from '../playing/access.repository';
import { RecordingAccessService } from '../playing/recording-access.service';
import { RecordingRepository } from '../recording.repository';
import { RECORDING_STORE, type RecordingStore } from '../recording-store';
import { combine, CombiningFailed, type SpooledTrack } from './combine';
import { ExportFolders } from './export-folders';
import { manifestOf, type ExportedCall } from './export-manifest';
import { measure, spool, type Spooled } from './spool';

export interface ExportAnswer {
  readonly fileName: string;
  readonly stream: NodeJS.ReadableStream;
  /** Takes the files off this machine again; to be called once the stream is over, however it ended. */
  readonly tidy: () => Promise<void>;
}

/** One file of a whole recording: its files, the proof of them, and a film to look at. */
@Injectable()
export class RecordingExportService {
  constructor(
    private readonly source: DataSource,
    private readonly access: RecordingAccessService,
    private readonly accesses: AccessRepository,
    private readonly sessions: SessionReader,
    private readonly recordings: RecordingRepository,
    private readonly chain: ChainRepository,
    private readonly folders: ExportFolders,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly logger: Logger,
    @Inject(RECORDING_STORE) private readonly store: RecordingStore,
    @Inject(CONFIG) private readonly config: Pick<Config, 'FFMPEG_BIN'>,
  ) {}

  /** Throws RECORDING_PURGED, and NOT_FOUND where nothing was recorded. `signal` breaks it off. */
  async export(actor: Actor, accessId: string, signal: AbortSignal): Promise<ExportAnswer> {
    const staff = requireStaff(actor);
    const { manager } = this.source;
    const access = await this.access.getOpen(manager, staff, accessId);
    const recording = await this.recordings.find(manager, access.callId);
    if (recording?.purgeStartedAt) throw new DomainError('RECORDING_PURGED');
    const call = await this.read(access);
    const { tracks } = timelineOf(call.entries, call.scope, call.endedAt);
    if (tracks.length === 0) throw new DomainError('NOT_FOUND');
    await this.note(actor, access);

    const { folder, tidy } = await this.folders.make();
    try {
      const spooled = await spool(tracks, this.store, folder, signal);
      const combined = await this.combine(tracks, spooled, call.seated, folder, signal);
      const made = { combined, missing: [...spooled.missing], at: this.clock.now() };
      const stream = zipOf(manifestOf(call, made), spooled, folder);
      return { fileName: fileNameOf(call), stream, tidy };
    } catch (error) {
      await tidy();
      throw error;
    }
  }

  private async read({ callId, scope }: Access): Promise<ExportedCall> {
    const { manager } = this.source;
    const session = await this.sessions.find(manager, callId);
    invariant(session, 'an access belongs to a session');
    return {
      sessionId: callId,
      requestNo: await this.recordings.requestNo(manager, callId),
      scope,
      startedAt: session.startedAt,
      endedAt: session.endedAt,
      entries: await this.chain.list(manager, callId),
      seated: await this.accesses.listSeated(manager, callId),
      bookmarks: await this.accesses.listBookmarks(manager, callId),
    };
  }

  private async note(actor: Actor, access: Access): Promise<void> {
    await this.source.transaction(async (manager) => {
      await this.accesses.markFirst(manager, access.id, 'exported_at', this.clock.now());
      await this.audit.write(manager, actor, {
        action: 'recording.export',
        subjectKind: 'session',
        subjectId: access.callId,
        detail: { scope: access.scope, accessId: access.id },
      });
    });
  }

  /** The film is a convenience: evidence are the files, which are exported with or without it. */
  private async combine(
    tracks: readonly Track[],
    { files }: Spooled,
    seated: readonly Seated[],
    folder: string,
    signal: AbortSignal,
  ): Promise<ExportManifest['combined']> {
    const target = join(folder, COMBINED);
    const spooled = tracks.map((track): SpooledTrack => {
      const who = seated.find(({ seat }) => seat === track.seat);
      return {
        trackId: track.trackId,
        source: track.source,
        title: `${who?.name ?? who?.role ?? track.seat} ${track.source}`,
        files: track.segments.flatMap(({ number, from, to }) => {
          const file = files.find((one) => one.trackId === track.trackId && one.number === number);
          return file ? [{ path: file.path, from: Date.parse(from), to: Date.parse(to) }] : [];
        }),
      };
    });
    if (files.length === 0) return null;
    try {
      await combine(spooled, { ffmpeg: this.config.FFMPEG_BIN, folder, signal }, target);
      return await measure(target);
    } catch (error) {
      if (signal.aborted || !(error instanceof CombiningFailed)) throw error;
      this.logger.warn(`a recording was exported without its film: ${error.message}`);
      return null;
    }
  }
}

function zipOf(manifest: ExportManifest, { files }: Spooled, folder: string): NodeJS.ReadableStream {
  const zip = new ZipFile();
  // Sound and picture are compressed already.
  const asIs = { compress: false };
  zip.addBuffer(Buffer.from(JSON.stringify(manifest, null, 1)), MANIFEST, asIs);
  if (manifest.combined) zip.addFile(join(folder, COMBINED), COMBINED, asIs);
  for (const { path, inExport } of files) zip.addFile(path, inExport, asIs);
  zip.on('error', (error: Error) => zip.outputStream.emit('error', error));
  zip.end();
  return zip.outputStream;
}

const fileNameOf = ({ requestNo, scope }: ExportedCall): string =>
  `recording-${requestNo}-${scope.replace(':', '-')}.zip`.replace(/[^\w.-]/g, '_');
