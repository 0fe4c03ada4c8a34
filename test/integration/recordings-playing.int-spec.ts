import type { RecordingAccess, RecordingBookmark, RecordingSummary, RecordingView } from '@contracts/http/recordings';
import type { RecordingScope } from '@contracts/media/recording';
import { openSession, type TestClient } from '../support/client';
import { createStaff } from '../support/county';
import { after, beginTalk, deliver, endTalk, storeOf, TEN, writeTalk, type RecordedTalk } from '../support/recordings';
import { refusedBy } from '../support/refused';
import { StrandWriter } from '../support/strand';

let talk: RecordedTalk;
let written: ReturnType<typeof writeTalk>;

beforeEach(async () => {
  talk = await beginTalk();
  written = writeTalk(talk);
  await deliver(talk, written.strand);
  await endTalk(talk);
});
afterEach(() => talk.app.stop());

const ask = (client: TestClient, scope: RecordingScope = 'plenary', reason = '核对双方说法') =>
  client.post<RecordingAccess>(`/api/sessions/${talk.sessionId}/recording/access`, { scope, reason });
const refused = (work: Parameters<typeof refusedBy>[1]) => refusedBy(talk.app, work);
const view = async (client: TestClient, scope: RecordingScope = 'plenary') => {
  const { body } = await ask(client, scope);
  return (await client.get<RecordingView>(`/api/recordings/${body.accessId}`)).body;
};
const audited = async (action: string) =>
  (
    await talk.app.database.query<{ detail: object }>('SELECT detail FROM audit_event WHERE action = $1 ORDER BY at', [
      action,
    ])
  ).map(({ detail }) => detail);

describe('opening a recording', () => {
  it('is the host’s, the auditor’s, and for the plenary the duty leader’s; each time it is written down', async () => {
    const staff = { host: talk.official, auditor: await talk.as(talk.county.auditorId) };
    for (const scope of ['plenary', 'caucus:A'] as const) {
      for (const client of Object.values(staff)) expect((await ask(client, scope)).status).toBe(201);
    }
    expect((await ask(await talk.as(talk.county.dutyLeaderId))).status).toBe(201);
    const rows = await talk.app.database.query<{ reason: string }>('SELECT reason FROM recording_access');
    expect(rows.map(({ reason }) => reason)).toEqual(Array(5).fill('核对双方说法'));
    expect(await audited('recording.open')).toHaveLength(5);
    const seen = async (client: TestClient) =>
      (await client.get<RecordingSummary>(`/api/sessions/${talk.sessionId}/recording`)).body.accesses;
    expect(await seen(staff.auditor)).toHaveLength(5);
    expect((await seen(staff.auditor))[0]).toMatchObject({ byName: 'duty-1', reason: '核对双方说法', playedAt: null });
    expect(await seen(staff.host)).toEqual([]);
  });

  it('is refused to everybody else, who learn nothing and change nothing', async () => {
    const { county } = talk;
    const others = [
      county.hukou.staffId,
      county.stations[0].clerkId,
      county.schedulerId,
      county.bureauLeaderId,
      county.adminId,
      await createStaff(talk.app.database, { username: 'legal-1', role: 'official', branch: 'legal' }),
    ];
    for (const staffId of others) {
      const client = await talk.as(staffId);
      expect(await refused(() => ask(client))).toMatchObject({ status: 403, code: 'NOT_YOURS' });
    }
    const dutyLeader = await talk.as(county.dutyLeaderId);
    expect(await refused(() => ask(dutyLeader, 'caucus:A'))).toMatchObject({ code: 'NOT_YOURS' });
    const auditor = await talk.as(county.auditorId);
    const unknown = () => auditor.post(`/api/sessions/${crypto.randomUUID()}/recording/access`, { reason: '核对说法' });
    expect(await refused(unknown)).toMatchObject({ code: 'NOT_YOURS' });
  });

  it.each(['', '   ', '看看  ', 'abcd'])('without a reason that says something is refused: “%s”', async (reason) => {
    expect(await refused(() => ask(talk.official, 'plenary', reason))).toMatchObject({
      status: 400,
      code: 'RECORDING_REASON_MISSING',
    });
  });

  it('is for the person alone who did it, and lasts four hours', async () => {
    const { body } = await ask(talk.official);
    const auditor = await talk.as(talk.county.auditorId);
    const path = `/api/recordings/${body.accessId}`;
    expect(await refused(() => auditor.get(path))).toMatchObject({ code: 'NOT_YOURS' });
    expect(body.expiresAt).toBe(new Date(Date.parse(body.expiresAt)).toISOString());
    talk.app.stopClock(Date.parse(body.expiresAt));
    expect(await refused(() => talk.official.get(path))).toMatchObject({
      status: 410,
      code: 'RECORDING_ACCESS_EXPIRED',
    });
  });

  it('ends when its holder may no longer see it', async () => {
    const dutyLeader = await talk.as(talk.county.dutyLeaderId);
    const { body } = await ask(dutyLeader);
    await talk.app.database.query(`UPDATE staff SET role = 'admin' WHERE id = $1`, [talk.county.dutyLeaderId]);
    expect(await refused(() => dutyLeader.get(`/api/recordings/${body.accessId}`))).toMatchObject({
      code: 'NOT_YOURS',
    });
  });
});

describe('a recording that was opened', () => {
  it('shows tracks with who they are, what happened, and that the chain holds', async () => {
    const shown = await view(talk.official);
    expect(shown).toMatchObject({
      sessionId: talk.sessionId,
      scope: 'plenary',
      requestNo: talk.request.no,
      startsAt: after(1),
      endsAt: after(21),
      gaps: [],
      happenings: [{ at: after(21), what: 'caucusOpened', seat: talk.seats.host, name: 'mediator-1', detail: 'A' }],
      chain: { ok: true, brokenAt: null, entries: written.strand.entries.length },
    });
    expect(shown.chain.lastHash).toBe(written.strand.entries.at(-1)?.hash);
    expect(shown.tracks.map(({ seat, side, role, source }) => ({ seat, side, role, source }))).toEqual(
      expect.arrayContaining([
        { seat: talk.seats.a, side: 'A', role: 'party', source: 'microphone' },
        { seat: talk.seats.b, side: 'B', role: 'party', source: 'microphone' },
      ]),
    );
    expect(shown.tracks.every(({ name }) => name !== null)).toBe(true);
    expect(shown.tracks.flatMap(({ segments }) => segments.map(({ number }) => number))).toEqual([0, 1, 0, 1]);
  });

  it('of the plenary holds nothing of a caucus, and of a caucus nothing else', async () => {
    const ids = async (scope: RecordingScope) =>
      (await view(talk.official, scope)).tracks.map(({ trackId }) => trackId).sort();
    expect(await ids('plenary')).toEqual([written.a.trackId, written.b.trackId].sort());
    expect(await ids('caucus:A')).toEqual([written.caucus.trackId]);
    expect(await ids('caucus:B')).toEqual([]);
    const { body } = await ask(talk.official);
    const path = `/api/recordings/${body.accessId}/segments/${written.caucus.trackId}/0`;
    expect(await refused(() => talk.official.get(path))).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  it('shows what was lost when its node died and another went on', async () => {
    const second = new StrandWriter(talk.sessionId, 'node-2', after(40));
    const track = { ...written.a, trackId: crypto.randomUUID() };
    second.open(track, after(41));
    second.segment(track, 0, [TEN, 41, 51]);
    const first = new StrandWriter(talk.sessionId, 'node-0', after(-30));
    const early = { ...written.a, trackId: crypto.randomUUID() };
    first.open(early, after(-29));
    first.segment(early, 0, [TEN, -29, -19]);
    await deliver(talk, second);
    await deliver(talk, first);
    const { gaps, chain } = await view(talk.official);
    expect(gaps).toEqual([{ trackId: null, from: after(-19), to: after(1), reason: 'nodeLost' }]);
    expect(chain.strands.map(({ strand, closed }) => [strand, closed])).toEqual([
      ['node-0', false],
      ['node-1', true],
      ['node-2', false],
    ]);
  });
});

describe('the files of a recording', () => {
  const fetched = async (path: string, range?: string) => {
    const cookie = await openSession(talk.app, 'staff', talk.county.mediator.staffId);
    const response = await fetch(talk.app.url + path, { headers: { cookie, ...(range ? { range } : {}) } });
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  };
  const firstUrl = async () => (await view(talk.official)).tracks[0]?.segments[0]?.url ?? '';

  it('come as they were stored, and are kept by the browser alone', async () => {
    const { response, bytes } = await fetched(await firstUrl());
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('audio/webm');
    expect(response.headers.get('cache-control')).toMatch(/^private/);
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    expect(written.strand.files.some(({ content }) => content.equals(bytes))).toBe(true);
  });

  it('come in parts where a player asks for a part', async () => {
    const url = await firstUrl();
    const whole = (await fetched(url)).bytes;
    const { response, bytes } = await fetched(url, 'bytes=10-19');
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes 10-19/${whole.length}`);
    expect(bytes).toEqual(whole.subarray(10, 20));
    const beyond = await fetched(url, `bytes=${whole.length}-`);
    expect(beyond.response.status).toBe(416);
    expect(beyond.bytes).toHaveLength(0);
  });

  it('are written down as seen once for each opening, not once for each file', async () => {
    const shown = await view(talk.official);
    for (const { segments } of shown.tracks) for (const { url } of segments) await fetched(url);
    expect(await audited('recording.play')).toHaveLength(1);
  });

  it('that are lost are not found', async () => {
    const url = await firstUrl();
    for (const { key } of written.strand.files) await storeOf(talk.app).remove(key);
    expect(await refused(() => talk.official.get(url))).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });
});

describe('a bookmark', () => {
  const mark = (client: TestClient, body: object, key?: string) =>
    client.postOnce<RecordingBookmark>(`/api/sessions/${talk.sessionId}/recording/bookmarks`, body, key);

  it('is set by the host, once for one key, and shows in the recording of its scope', async () => {
    const key = 'bookmark-key-0000001';
    const first = await mark(talk.official, { at: after(12), label: '承认拿走水泵' }, key);
    expect(first.status).toBe(201);
    expect((await mark(talk.official, { at: after(12), label: '承认拿走水泵' }, key)).body).toEqual(first.body);
    await mark(talk.official, { at: after(25), label: '底线三千', scope: 'caucus:A' });
    expect((await view(talk.official)).bookmarks).toMatchObject([{ at: after(12), label: '承认拿走水泵' }]);
    expect((await view(talk.official, 'caucus:A')).bookmarks).toMatchObject([{ label: '底线三千' }]);
    const seenBy = async (staffId: string) =>
      (await (await talk.as(staffId)).get<RecordingSummary>(`/api/sessions/${talk.sessionId}/recording`)).body
        .bookmarks;
    expect(await seenBy(talk.county.dutyLeaderId)).toHaveLength(1);
  });

  it('is refused to who did not host, and outside the call', async () => {
    const auditor = await talk.as(talk.county.auditorId);
    expect(await refused(() => mark(auditor, { label: '说法' }))).toMatchObject({ code: 'NOT_YOURS' });
    expect(await refused(() => mark(talk.official, { at: after(900), label: '说法' }))).toMatchObject({
      code: 'TIME_PAST',
    });
    expect(await refused(() => mark(talk.official, { label: '  ' }))).toMatchObject({ code: 'INPUT_INVALID' });
  });
});
