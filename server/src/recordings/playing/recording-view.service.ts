import { invariant } from '@domain/errors';
import type { RecordingTrack, RecordingView } from '@contracts/http/recordings';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { requireStaff, type Actor } from '../../common/actor';
import { SessionReader } from '../../sessions/session-reader';
import { judgeChain } from '../chain/chain-verdict';
import { ChainRepository } from '../chain/chain.repository';
import { timelineOf, type Track } from '../chain/timeline';
import { RecordingRepository } from '../recording.repository';
import { AccessRepository, type Seated } from './access.repository';
import { RecordingAccessService } from './recording-access.service';

/** What a player needs: tracks, gaps, marks, what happened, and whether the chain holds. */
@Injectable()
export class RecordingViewService {
  constructor(
    private readonly source: DataSource,
    private readonly access: RecordingAccessService,
    private readonly accesses: AccessRepository,
    private readonly sessions: SessionReader,
    private readonly recordings: RecordingRepository,
    private readonly chain: ChainRepository,
  ) {}

  async read(actor: Actor, accessId: string): Promise<RecordingView> {
    const staff = requireStaff(actor);
    const { manager } = this.source;
    const access = await this.access.getOpen(manager, staff, accessId);
    const { callId, scope } = access;
    const session = await this.sessions.find(manager, callId);
    invariant(session, 'an access belongs to a session');
    const recording = await this.recordings.find(manager, callId);
    const entries = await this.chain.list(manager, callId);
    const timeline = timelineOf(entries, scope, session.endedAt);
    const seated = new Map((await this.accesses.listSeated(manager, callId)).map((one) => [one.seat, one]));
    const bookmarks = await this.accesses.listBookmarks(manager, callId);
    return {
      accessId,
      sessionId: callId,
      scope,
      requestNo: await this.recordings.requestNo(manager, callId),
      expiresAt: access.expiresAt.toISOString(),
      purgedAt: recording?.purgedAt?.toISOString() ?? null,
      startsAt: timeline.startsAt,
      endsAt: timeline.endsAt,
      tracks: timeline.tracks.map((track) => presentTrack(track, seated.get(track.seat), accessId)),
      gaps: [...timeline.gaps],
      bookmarks: bookmarks.filter((mark) => mark.scope === scope),
      happenings: timeline.happenings.map(({ at, body: { what, seat, detail } }) => ({
        at,
        what,
        seat,
        name: seat === null ? null : (seated.get(seat)?.name ?? null),
        detail,
      })),
      chain: judgeChain(entries),
    };
  }
}

function presentTrack(track: Track, who: Seated | undefined, accessId: string): RecordingTrack {
  return {
    trackId: track.trackId,
    seat: track.seat,
    // The chain tells only of seats; whoever has no other role was let in to take part.
    role: who?.role ?? 'party',
    side: who?.side ?? null,
    name: who?.name ?? null,
    source: track.source,
    mime: track.mime,
    container: track.container,
    segments: track.segments.map(({ number, from, to, bytes, width, height }) => ({
      number,
      from,
      to,
      bytes,
      url: `/api/recordings/${accessId}/segments/${track.trackId}/${number}`,
      width,
      height,
    })),
  };
}
