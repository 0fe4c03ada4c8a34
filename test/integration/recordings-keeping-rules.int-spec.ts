import type { KeepingEffect, RecordingKeeping, SetKeepingRules } from '@contracts/http/recording-keeping';
import type { RecordingSummary } from '@contracts/http/recordings';
import { RecordingNights } from '../../server/src/recordings/nights/recording-nights';
import type { TestClient } from '../support/client';
import { beginTalk, deliver, endTalk, storeOf, writeTalk, type RecordedTalk } from '../support/recordings';
import { refusedBy } from '../support/refused';

const NEXT_NIGHT = '2026-11-25T02:00:30+08:00';
const YEARS_LATER = '2028-12-01T02:00:30+08:00';

let talk: RecordedTalk;
let written: ReturnType<typeof writeTalk>;
let admin: TestClient;
let dutyLeader: TestClient;

beforeEach(async () => {
  talk = await beginTalk();
  written = writeTalk(talk);
  await deliver(talk, written.strand);
  await endTalk(talk);
  await signIn();
});
afterEach(() => talk.app.stop());

/** Sign-ins do not last for years. */
async function signIn(): Promise<void> {
  admin = await talk.as(talk.county.adminId);
  dutyLeader = await talk.as(talk.county.dutyLeaderId);
}
const refused = (work: Parameters<typeof refusedBy>[1]) => refusedBy(talk.app, work);
const read = async (client = admin) => (await client.get<RecordingKeeping>('/api/recordings/keeping')).body;
const set = (part: Partial<SetKeepingRules> = {}, client = admin) =>
  client.put<RecordingKeeping>('/api/recordings/keeping/rules', {
    consultMonths: 12,
    mediateMonths: 24,
    reason: '按档案管理办法执行',
    version: 0,
    ...part,
  });
const effect = async (months: string) =>
  (await admin.get<KeepingEffect>(`/api/recordings/keeping/effect?${months}`)).body;
const summary = async () => (await dutyLeader.get<RecordingSummary>(`/api/sessions/${talk.sessionId}/recording`)).body;
const nightAt = async (instant: string) => {
  talk.app.stopClock(Date.parse(instant));
  await talk.app.app.get(RecordingNights).sweep();
  await signIn();
};
const hold = () =>
  dutyLeader.post<RecordingSummary>(`/api/sessions/${talk.sessionId}/recording/hold`, { reason: '当事人已提出投诉' });

describe('for how long recordings are kept', () => {
  it('is six months, and a mediation’s with its case file, until the administrator decides', async () => {
    expect(await read()).toMatchObject({
      rules: { consultMonths: 6, mediateMonths: null, leastMonths: 6, set: null, version: 0 },
      maySetRules: true,
      mayReconcile: true,
    });
  });

  it('is set by the administrator, with a reason, and holds at once for whatever has no end of its own', async () => {
    const { status, body } = await set();
    expect(status).toBe(200);
    expect(body.rules).toMatchObject({
      consultMonths: 12,
      mediateMonths: 24,
      version: 1,
      set: { byName: 'admin-1', reason: '按档案管理办法执行' },
    });
    expect((await summary()).retentionUntil).toBe('2028-11-24T02:00:40.000Z');
    await talk.app.database.query(`UPDATE session SET mode = 'consult'`);
    expect((await summary()).retentionUntil).toBe('2027-11-24T02:00:40.000Z');
    const audited = await talk.app.database.query<{ detail: object }>(
      `SELECT detail FROM audit_event WHERE action = 'recording.keepingRules'`,
    );
    expect(audited).toMatchObject([
      {
        detail: {
          from: { consultMonths: 6, mediateMonths: null },
          to: { consultMonths: 12, mediateMonths: 24, version: 1 },
        },
      },
    ]);
  });

  it('keeps every decision that held before', async () => {
    await set();
    await set({ mediateMonths: null, version: 1 });
    const rows = await talk.app.database.query(
      'SELECT version, mediate_months AS months FROM recording_keeping_rule ORDER BY version',
    );
    expect(rows).toEqual([
      { version: 1, months: 24 },
      { version: 2, months: null },
    ]);
    expect((await read()).rules).toMatchObject({ mediateMonths: null, version: 2 });
  });

  it('is refused below six months, without a reason, by an old version, and to anybody else; nothing changes', async () => {
    for (const part of [{ consultMonths: 5 }, { mediateMonths: 5 }]) {
      expect(await refused(() => set(part))).toEqual({
        status: 422,
        code: 'KEEPING_TOO_SHORT',
        params: { months: 6 },
      });
    }
    expect(await refused(() => set({ reason: '改' }))).toMatchObject({ code: 'RECORDING_REASON_MISSING' });
    expect(await refused(() => set({ consultMonths: 0 }))).toMatchObject({ code: 'INPUT_INVALID' });
    const auditor = await talk.as(talk.county.auditorId);
    for (const client of [dutyLeader, auditor, talk.official]) {
      expect(await refused(() => set({}, client))).toMatchObject({ status: 403, code: 'NOT_ALLOWED' });
    }
    await set();
    expect(await refused(() => set())).toMatchObject({ status: 409, code: 'STALE_VERSION' });
    expect((await read()).rules.version).toBe(1);
  });

  it('is told beforehand what the next night would delete: nothing that is held or has its own end', async () => {
    expect(await effect('consultMonths=6&mediateMonths=6')).toEqual({ following: 1, due: 0 });
    talk.app.stopClock(Date.parse(YEARS_LATER));
    await signIn();
    expect(await effect('consultMonths=6')).toEqual({ following: 1, due: 0 });
    expect(await effect('consultMonths=6&mediateMonths=24')).toEqual({ following: 1, due: 1 });
    await hold();
    expect(await effect('consultMonths=6&mediateMonths=24')).toEqual({ following: 0, due: 0 });
    for (const query of ['consultMonths=0', 'mediateMonths=6']) {
      expect(await refused(() => admin.get(`/api/recordings/keeping/effect?${query}`))).toMatchObject({
        code: 'INPUT_INVALID',
      });
    }
    expect(await refused(() => dutyLeader.get('/api/recordings/keeping/effect?consultMonths=6'))).toMatchObject({
      code: 'NOT_ALLOWED',
    });
  });

  it('and then the night deletes what is over', async () => {
    const stored = async () => {
      const keys: string[] = [];
      for await (const { key } of storeOf(talk.app).list('')) keys.push(key);
      return keys.length;
    };
    await nightAt(YEARS_LATER);
    expect(await stored()).toBe(written.strand.files.length);
    await set();
    await nightAt('2028-12-02T02:00:30+08:00');
    expect(await stored()).toBe(0);
    expect((await read()).rounds[0]).toMatchObject({ purged: 1, byName: null });
  });
});

describe('what the nights found, and what is held', () => {
  it('is shown with its recording to who watches over all, to the administrator without whose and why', async () => {
    await hold();
    await storeOf(talk.app).remove(written.strand.files[0]?.key ?? '');
    await nightAt(NEXT_NIGHT);
    const { sessionId } = talk;
    const { no: requestNo } = talk.request;
    const auditor = await talk.as(talk.county.auditorId);
    for (const client of [auditor, dutyLeader]) {
      const seen = await read(client);
      expect(seen.findings).toMatchObject([{ kind: 'missing', sessionId, requestNo, scope: 'plenary', number: 0 }]);
      expect(seen.holds).toMatchObject([{ sessionId, requestNo, byName: 'duty-1', reason: '当事人已提出投诉' }]);
      expect(seen.maySetRules).toBe(false);
    }
    const seen = await read();
    expect(seen.findings).toMatchObject([{ kind: 'missing', sessionId: null, requestNo, scope: null, number: 0 }]);
    expect(seen.holds).toMatchObject([{ sessionId: null, requestNo, reason: null }]);
    expect(seen.rounds).toEqual([
      {
        finishedAt: new Date(NEXT_NIGHT).toISOString(),
        byName: null,
        recordings: 1,
        segments: written.strand.files.length,
        findings: 1,
        purged: 0,
      },
    ]);
  });

  it('names who asked for a round, and is refused to who has nothing to do with it', async () => {
    talk.app.stopClock(Date.parse('2026-11-24T11:00:00+08:00'));
    await admin.post('/api/recordings/reconcile');
    expect((await read()).rounds).toMatchObject([{ byName: 'admin-1', findings: 0 }]);
    const scheduler = await talk.as(talk.county.schedulerId);
    for (const client of [talk.official, scheduler]) {
      expect(await refused(() => client.get('/api/recordings/keeping'))).toMatchObject({ code: 'NOT_ALLOWED' });
    }
  });
});
