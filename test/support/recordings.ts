import { randomUUID } from 'node:crypto';
import type { SessionView } from '@contracts/http/sessions';
import type { RequestView } from '@contracts/http/requests';
import { RECORDING_STORE, type RecordingStore } from '../../server/src/recordings/recording-store';
import { startApp, type TestApp } from './app';
import { asStaff, type TestClient } from './client';
import { createCounty, type TestCounty } from './county';
import { dispute } from './registering';
import { secondsAfter, sha256, StrandWriter, type WrittenTrack } from './strand';
import { book, sitDown, teller } from './visits';

/** When the recorded talk begins. */
export const TEN = new Date('2026-11-24T10:00:00+08:00').toISOString();
export const after = (seconds: number): string => secondsAfter(TEN, seconds);

export interface RecordedTalk {
  readonly app: TestApp;
  readonly county: TestCounty;
  readonly official: TestClient;
  readonly request: RequestView;
  readonly sessionId: string;
  readonly seats: { readonly host: string; readonly a: string; readonly b: string };
  readonly tell: ReturnType<typeof teller>['tell'];
  as(staffId: string): Promise<TestClient>;
}

/** A mediation between two stations that has begun at 10:00 with everybody in the plenary. */
export async function beginTalk(env: Parameters<typeof startApp>[0] = {}): Promise<RecordedTalk> {
  const app = await startApp(env);
  const county = await createCounty(app.database);
  const clerk = await asStaff(app, county.stations[0].clerkId);
  const official = await asStaff(app, county.mediator.staffId);
  const request = await book(clerk, dispute(county, { channel: 'phone' }), TEN);
  await sitDown(app, county.stations[0], request.parties[0]);
  await sitDown(app, county.stations[1], request.parties[1]);
  const { body } = await official.post<SessionView>(`/api/appointments/${request.appointment?.id}/session`);
  const seats = {
    host: county.mediator.staffId,
    a: request.parties[0]?.id ?? '',
    b: request.parties[1]?.id ?? '',
  };
  const { tell } = teller(app, body.id);
  const join = (seat: string, role: 'host' | 'party', side: 'A' | 'B' | null) =>
    tell({ kind: 'peerJoined', seat, role, side, space: 'plenary', rejoined: false }, TEN);
  await join(seats.host, 'host', null);
  await join(seats.a, 'party', 'A');
  await join(seats.b, 'party', 'B');
  await tell({ kind: 'callStarted' }, TEN);
  const as = (staffId: string) => asStaff(app, staffId);
  return { app, county, official, request, sessionId: body.id, seats, tell, as };
}

export const storeOf = (app: TestApp): RecordingStore => app.app.get<RecordingStore>(RECORDING_STORE);

/** Stores the files of a strand and tells its links, in the given order. */
export async function deliver(
  { app, tell }: RecordedTalk,
  strand: StrandWriter,
  order: (entries: StrandWriter['entries']) => StrandWriter['entries'] = (entries) => entries,
): Promise<void> {
  for (const { key, content } of strand.files) {
    await storeOf(app).put(key, { content }, { bytes: content.length, sha256: sha256(content) });
  }
  for (const entry of order(strand.entries)) await tell({ kind: 'chained', entry }, entry.at);
}

/** Twenty seconds of both parties in the plenary, then ten of a caucus with side A, closed by the node. */
export function writeTalk({ sessionId, seats }: RecordedTalk): {
  strand: StrandWriter;
  a: WrittenTrack;
  b: WrittenTrack;
  caucus: WrittenTrack;
} {
  const track = (seat: string, scope: WrittenTrack['scope']): WrittenTrack => ({
    trackId: randomUUID(),
    seat,
    scope,
    source: 'microphone',
  });
  const strand = new StrandWriter(sessionId, 'node-1', TEN);
  const [a, b] = [track(seats.a, 'plenary'), track(seats.b, 'plenary')];
  const caucus = track(seats.a, 'caucus:A');
  for (const one of [a, b]) strand.open(one, after(1));
  for (const number of [0, 1]) {
    for (const one of [a, b]) strand.segment(one, number, [TEN, 1 + number * 10, 11 + number * 10]);
  }
  strand.add({ kind: 'happened', what: 'caucusOpened', seat: seats.host, detail: 'A' }, after(21));
  strand.add({ kind: 'trackClosed', trackId: a.trackId, seat: a.seat, scope: a.scope, source: a.source }, after(21));
  strand.open(caucus, after(22));
  strand.segment(caucus, 0, [TEN, 22, 32]);
  strand.add({ kind: 'closed', reason: 'host' }, after(33));
  return { strand, a, b, caucus };
}

/** The host ends the talk; the clock stands at this moment. */
export async function endTalk({ app, tell }: RecordedTalk, seconds = 40): Promise<void> {
  await tell({ kind: 'callEnded', reason: 'host' }, after(seconds));
  app.setNow(after(seconds + 5));
}
