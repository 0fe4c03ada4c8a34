import type { Reconciled, RecordingAccess, RecordingFindings, RecordingSummary } from '@contracts/http/recordings';
import { RecordingNights } from '../../server/src/recordings/nights/recording-nights';
import type { TestClient } from '../support/client';
import { createStaff } from '../support/county';
import { after, beginTalk, deliver, endTalk, storeOf, writeTalk, type RecordedTalk } from '../support/recordings';
import { refusedBy } from '../support/refused';
import { sha256, StrandWriter } from '../support/strand';

const NEXT_NIGHT = '2026-11-25T02:00:30+08:00';

let talk: RecordedTalk;
let written: ReturnType<typeof writeTalk>;
let dutyLeader: TestClient;
let auditor: TestClient;

beforeEach(async () => {
  talk = await beginTalk();
  written = writeTalk(talk);
  await deliver(talk, written.strand);
  await endTalk(talk);
  dutyLeader = await talk.as(talk.county.dutyLeaderId);
  auditor = await talk.as(talk.county.auditorId);
});
afterEach(() => talk.app.stop());

const path = (rest = '') => `/api/sessions/${talk.sessionId}/recording${rest}`;
const refused = (work: Parameters<typeof refusedBy>[1]) => refusedBy(talk.app, work);
const summary = async (client = dutyLeader) => (await client.get<RecordingSummary>(path())).body;
const recordingRow = async () =>
  (await talk.app.database.query<Record<string, unknown>>('SELECT * FROM recording'))[0] ?? {};
const nights = () => talk.app.app.get(RecordingNights);
const nightAt = (instant: string) => {
  talk.app.stopClock(Date.parse(instant));
  return nights().sweep();
};
/** Sign-ins do not last for months. */
const signInAgain = async () => {
  dutyLeader = await talk.as(talk.county.dutyLeaderId);
  auditor = await talk.as(talk.county.auditorId);
  talk = { ...talk, official: await talk.as(talk.county.mediator.staffId) };
};
const hold = (client: TestClient, reason = '当事人已提出投诉') =>
  client.post<RecordingSummary>(path('/hold'), { reason });
const release = (client: TestClient, reason = '投诉已经办结') =>
  client.deleteWith<RecordingSummary>(path('/hold'), { reason });
const keep = async (client: TestClient, until: string | null, version?: number) =>
  client.put<RecordingSummary>(path('/retention'), {
    until,
    reason: '案卷保管期届满',
    version: version ?? (await summary()).version,
  });
const findings = async () => (await auditor.get<RecordingFindings>('/api/recordings/findings')).body;
const stored = async () => {
  const keys: string[] = [];
  for await (const { key } of storeOf(talk.app).list('')) keys.push(key);
  return keys;
};

describe('an evidence hold', () => {
  it('is laid by the host, the duty leader or a legal officer, and named with its reason', async () => {
    const legal = await talk.as(
      await createStaff(talk.app.database, { username: 'legal-1', role: 'official', branch: 'legal' }),
    );
    for (const client of [talk.official, dutyLeader, legal]) {
      const held = await hold(client);
      expect(held.status).toBe(200);
      expect(held.body.hold).toMatchObject({ reason: '当事人已提出投诉' });
      expect((await release(dutyLeader)).body.hold).toBeNull();
    }
  });

  it('leaves behind who decided what and why, to its release', async () => {
    await hold(talk.official);
    talk.app.setNow(after(60));
    await release(dutyLeader);
    expect((await summary()).decisions).toMatchObject([
      { what: 'release', reason: '投诉已经办结', byName: 'duty-1', at: expect.stringContaining('T02:01') as string },
      { what: 'hold', reason: '当事人已提出投诉', byName: 'mediator-1', until: null },
    ]);
    expect(await refused(() => release(dutyLeader))).toMatchObject({ status: 409, code: 'STATE_FORBIDS' });
  });

  it('is refused to others, without a reason, and a second time; and nothing changes', async () => {
    const before = await recordingRow();
    expect(await refused(() => hold(auditor))).toMatchObject({ code: 'NOT_YOURS' });
    expect(await refused(() => hold(dutyLeader, '留'))).toMatchObject({ code: 'RECORDING_REASON_MISSING' });
    expect(await recordingRow()).toEqual(before);
    await hold(dutyLeader);
    const held = await recordingRow();
    expect(await refused(() => hold(talk.official))).toMatchObject({ status: 409, code: 'RECORDING_HELD' });
    expect(await refused(() => release(talk.official))).toMatchObject({ code: 'NOT_YOURS' });
    expect(await recordingRow()).toEqual(held);
  });

  it('stands against any end of the keeping', async () => {
    await keep(dutyLeader, '2027-06-01T00:00:00.000Z');
    await hold(dutyLeader);
    const before = await recordingRow();
    expect(await refused(() => keep(dutyLeader, '2027-06-02T00:00:00.000Z'))).toMatchObject({ code: 'RECORDING_HELD' });
    expect(await recordingRow()).toEqual(before);
    await nightAt('2027-06-02T02:00:30+08:00');
    expect(await stored()).toHaveLength(written.strand.files.length);
    await signInAgain();
    await release(dutyLeader);
    await nightAt('2027-06-03T02:00:30+08:00');
    expect(await stored()).toEqual([]);
  });
});

describe('how long a recording is kept', () => {
  it('a mediation’s: until somebody sets a moment, never less than six months', async () => {
    expect(await summary()).toMatchObject({ retentionUntil: null, required: true });
    const before = await recordingRow();
    expect(await refused(() => keep(dutyLeader, '2027-05-01T00:00:00.000Z'))).toMatchObject({
      status: 422,
      code: 'RETENTION_TOO_SHORT',
      params: { until: '2027-05-24' },
    });
    expect(await refused(() => keep(talk.official, '2028-01-01T00:00:00.000Z'))).toMatchObject({ code: 'NOT_YOURS' });
    expect(await refused(() => keep(dutyLeader, '2028-01-01T00:00:00.000Z', 99))).toMatchObject({
      code: 'STALE_VERSION',
    });
    expect(await recordingRow()).toEqual(before);
    expect((await keep(dutyLeader, '2028-01-01T00:00:00.000Z')).body.retentionUntil).toBe('2028-01-01T00:00:00.000Z');
  });

  it('a consultation’s: six months from its end, by itself', async () => {
    await talk.app.database.query(`UPDATE session SET mode = 'consult'`);
    expect((await summary()).retentionUntil).toBe('2027-05-24T02:00:40.000Z');
    await nightAt('2027-05-24T02:00:30+08:00');
    expect(await stored()).toHaveLength(written.strand.files.length);
    await nightAt('2027-05-25T02:00:30+08:00');
    expect(await stored()).toEqual([]);
  });

  it('and then its files go, its chain stays and still holds, and looking says that it was deleted', async () => {
    await keep(dutyLeader, '2027-06-01T00:00:00.000Z');
    await nightAt('2027-06-02T02:00:30+08:00');
    await signInAgain();
    expect(await summary()).toMatchObject({ state: 'purged', alarms: [] });
    expect((await summary()).purgedAt).not.toBeNull();
    expect(await talk.app.database.query('SELECT 1 FROM recording_entry')).toHaveLength(written.strand.entries.length);
    const reopened = await talk.official.post<RecordingAccess>(path('/access'), { reason: '核对双方说法' });
    const view = await talk.official.get<{ purgedAt: string; chain: { ok: boolean } }>(
      `/api/recordings/${reopened.body.accessId}`,
    );
    expect(view.body.purgedAt).not.toBeNull();
    expect(view.body.chain.ok).toBe(true);
    for (const rest of [`segments/${written.a.trackId}/0`, 'export']) {
      const look = () => talk.official.get(`/api/recordings/${reopened.body.accessId}/${rest}`);
      expect(await refused(look)).toMatchObject({ status: 410, code: 'RECORDING_PURGED' });
    }
    expect(await refused(() => hold(dutyLeader))).toMatchObject({ code: 'RECORDING_PURGED' });
    expect((await findings()).findings).toEqual([]);
  });

  it('goes on deleting where a server died in the middle of it', async () => {
    await keep(dutyLeader, '2027-06-01T00:00:00.000Z');
    await talk.app.database.query(`UPDATE recording SET purge_started_at = '2027-06-01T18:00:10Z'`);
    await storeOf(talk.app).remove(written.strand.files[0]?.key ?? '');
    await nightAt('2027-06-02T02:00:30+08:00');
    await signInAgain();
    expect(await stored()).toEqual([]);
    expect((await summary()).purgedAt).not.toBeNull();
  });
});

describe('the night’s round', () => {
  const replace = async (index: number, content: Buffer) => {
    const key = written.strand.files[index]?.key ?? '';
    await storeOf(talk.app).put(key, { content }, { bytes: content.length, sha256: sha256(content) });
  };

  it('finds nothing where everything is as it was told', async () => {
    expect(await nightAt(NEXT_NIGHT)).toBe(0);
    expect((await findings()).findings).toEqual([]);
    expect((await findings()).reconciledAt).toBe(new Date(NEXT_NIGHT).toISOString());
  });

  it('finds what is missing, empty, cut short or altered, and says which file', async () => {
    const file = (index: number) => written.strand.files[index]?.content ?? Buffer.alloc(0);
    await storeOf(talk.app).remove(written.strand.files[0]?.key ?? '');
    await replace(1, Buffer.alloc(0));
    await replace(2, file(2).subarray(0, 20));
    const altered = Buffer.from(file(3));
    altered[5] = (altered[5] ?? 0) ^ 1;
    await replace(3, altered);
    expect(await nightAt(NEXT_NIGHT)).toBe(4);
    const found = (await findings()).findings.map(({ kind, trackId, number }) => [kind, trackId, number]);
    expect(found).toEqual(
      expect.arrayContaining([
        ['missing', written.a.trackId, 0],
        ['empty', written.b.trackId, 0],
        ['truncated', written.a.trackId, 1],
        ['hashDiffers', written.b.trackId, 1],
      ]),
    );
    expect(found).toHaveLength(4);
    expect(await talk.app.database.query(`SELECT 1 FROM audit_event WHERE action = 'recording.finding'`)).toHaveLength(
      1,
    );
  });

  it('tells each finding once, and takes it back when the file is there again', async () => {
    const { key, content } = written.strand.files[0] ?? { key: '', content: Buffer.alloc(0) };
    await storeOf(talk.app).remove(key);
    await nightAt(NEXT_NIGHT);
    await nightAt('2026-11-26T02:00:30+08:00');
    expect((await findings()).findings).toMatchObject([
      { kind: 'missing', foundAt: new Date(NEXT_NIGHT).toISOString() },
    ]);
    await storeOf(talk.app).put(key, { content }, { bytes: content.length, sha256: sha256(content) });
    await nightAt('2026-11-27T02:00:30+08:00');
    expect((await findings()).findings).toEqual([]);
  });

  it('finds a call that had to be recorded and was not, and a chain with a hole', async () => {
    await talk.app.stop();
    talk = await beginTalk();
    auditor = await talk.as(talk.county.auditorId);
    written = writeTalk(talk);
    await endTalk(talk);
    await nightAt(NEXT_NIGHT);
    expect((await findings()).findings).toMatchObject([{ kind: 'neverRecorded', sessionId: talk.sessionId }]);
    await deliver(talk, written.strand, (entries) => entries.filter(({ index }) => index !== 4));
    await nightAt('2026-11-26T02:00:30+08:00');
    expect((await findings()).findings).toMatchObject([{ kind: 'chainBroken', number: 4 }]);
  });

  it('tells a chain that was cut off from one that a killed node left: who ended the call has closed its strand', async () => {
    await talk.app.stop();
    talk = await beginTalk();
    auditor = await talk.as(talk.county.auditorId);
    written = writeTalk(talk);
    const { entries } = written.strand;
    await deliver(talk, written.strand, (all) => all.slice(0, -1));
    const killed = new StrandWriter(talk.sessionId, 'node-killed', after(34));
    await deliver(talk, killed);
    await endTalk(talk);
    await nightAt(NEXT_NIGHT);
    expect((await findings()).findings).toMatchObject([{ kind: 'chainBroken', number: entries.length - 1 }]);
    await deliver(talk, written.strand);
    await nightAt('2026-11-26T02:00:30+08:00');
    expect((await findings()).findings).toEqual([]);
  });

  it('is made once a night, after two o’clock, and made up for after an outage', async () => {
    await nightAt(NEXT_NIGHT);
    await nightAt('2026-11-25T23:00:00+08:00');
    await nightAt('2026-11-26T01:59:00+08:00');
    const rounds = () => talk.app.database.query('SELECT 1 FROM recording_round');
    expect(await rounds()).toHaveLength(1);
    await nightAt('2026-11-26T09:30:00+08:00');
    expect(await rounds()).toHaveLength(2);
  });

  it('is also made when an admin or the auditor asks, in numbers; and not twice at once', async () => {
    const admin = await talk.as(talk.county.adminId);
    talk.app.stopClock(after(3600));
    const asked = await admin.post<Reconciled>('/api/recordings/reconcile');
    expect(asked).toMatchObject({ status: 200, body: { recordings: 1, segments: 5, findings: 0, purged: 0 } });
    expect(await refused(() => admin.post('/api/recordings/reconcile'))).toMatchObject({ code: 'TOO_MANY_TRIES' });
    for (const client of [dutyLeader, talk.official]) {
      expect(await refused(() => client.post('/api/recordings/reconcile'))).toMatchObject({ code: 'NOT_ALLOWED' });
    }
    expect(await refused(() => admin.get('/api/recordings/findings'))).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await refused(() => talk.official.get('/api/recordings/findings'))).toMatchObject({ code: 'NOT_ALLOWED' });
  });
});
