import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NoticeView } from '@contracts/http/notices';
import type { RequestView } from '@contracts/http/requests';
import { Escalations } from '../../server/src/notices/escalations';
import { NoticeSender } from '../../server/src/notices/notice-sender';
import { startApp, type TestApp } from '../support/app';
import { asResident, asStaff, type TestClient } from '../support/client';
import { createCounty, type TestCounty } from '../support/county';
import { MailServer } from '../support/mail-server';
import { consultation, dispute, resident } from '../support/registering';

// A machine that does other things besides takes its time.

let app: TestApp;
let county: TestCounty;
let clerk: TestClient;
let mail: MailServer;

beforeAll(async () => {
  mail = await MailServer.start();
  app = await startApp({ env: mail.env });
  county = await createCounty(app.database);
  clerk = await asStaff(app, county.stations[0].clerkId);
});
afterAll(async () => {
  await app.stop();
  await mail.stop();
});
beforeEach(() => {
  mail.refuseWith = null;
  mail.mails.length = 0;
});

const register = async (body: unknown): Promise<RequestView> =>
  (await clerk.postOnce<RequestView>('/api/requests', body)).body;
const sweep = () => app.app.get(NoticeSender, { strict: false }).sweep();
/** Reminders have tests of their own. */
const notices = async (id: string) =>
  (await clerk.get<NoticeView[]>(`/api/requests/${id}/notices`)).body.filter(({ kind }) => kind !== 'reminder');
const stateOf = async (id: string, channel: string) =>
  (await notices(id)).filter((one) => one.channel === channel).map(({ state }) => state);
const request = async (id: string) => (await clerk.get<RequestView>(`/api/requests/${id}`)).body;
const smsLines = (): { key: string; to: string; text: string }[] => {
  const file = join(app.dataDir, 'sms.log');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { key: string; to: string; text: string });
};

describe('a booking', () => {
  it('is told on paper, on the own page and by SMS, in rows written with it', async () => {
    const { id } = await register(consultation(county));
    const rows = await notices(id);
    expect(rows.map(({ channel, state, kind }) => `${kind} ${channel} ${state}`).sort()).toEqual([
      'booked inApp pending',
      'booked slip pending',
      'booked sms pending',
    ]);
    expect(rows[0]?.text).toMatch(
      /^【视频之家】居民甲-001您好，您约好了：11月24日 星期二 上午 9:\d0，到甲派出所视频室。/,
    );
    expect(rows[0]?.text).not.toContain('户口');
  });

  it('is sent once, and its first delivery stops the 24-hour clock', async () => {
    const { id } = await register(consultation(county, 2));
    await sweep();
    await sweep();
    const sms = (await notices(id)).find(({ channel }) => channel === 'sms');
    expect(sms).toMatchObject({ state: 'delivered' });
    expect(smsLines().filter(({ text }) => text.includes('居民甲-002'))).toMatchObject([
      { key: sms?.id, to: '199****0002', text: sms?.text },
    ]);
    const now = await request(id);
    expect([now.state, now.notifiedAt]).toEqual(['NOTIFIED', sms?.deliveredAt]);
  });

  it('is delivered by the slip in hand, when no phone is known', async () => {
    const party = resident(3, county.stations[0].id, { phone: undefined, idNumber: '510700198001010010' });
    const { id } = await register(consultation(county, 3, { parties: [party] }));
    await sweep();
    expect((await request(id)).notifiedAt).toBeNull();
    const slip = await clerk.bytes(`/api/requests/${id}/slip.pdf`);
    expect([slip.status, slip.type, slip.body.subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);
    expect(await stateOf(id, 'slip')).toEqual(['delivered']);
    expect((await request(id)).state).toBe('NOTIFIED');
  });

  it('is delivered by a spoken word that a clerk logs, once', async () => {
    const party = resident(4, county.stations[0].id, { phone: undefined, idNumber: '510700198001010010' });
    const view = await register(consultation(county, 4, { parties: [party] }));
    const body = { partyId: view.parties[0]?.id, toldTo: '本人', note: '电话里说的' };
    const first = await clerk.post<NoticeView>(`/api/requests/${view.id}/spoken-notice`, body);
    const second = await clerk.post<NoticeView>(`/api/requests/${view.id}/spoken-notice`, body);
    expect(first.body).toMatchObject({ channel: 'spoken', state: 'delivered', acknowledgedBy: '本人' });
    expect(second.body.id).toBe(first.body.id);
    expect((await request(view.id)).notifiedAt).toBe(first.body.deliveredAt);
  });

  it('goes by mail where there is an address and no phone, under the id of its notice', async () => {
    const party = resident(5, county.stations[0].id, { phone: undefined, email: 'jia-005@resident.example' });
    const { id } = await register(consultation(county, 5, { parties: [party] }));
    await sweep();
    const row = (await notices(id)).find(({ channel }) => channel === 'email');
    expect(row).toMatchObject({ state: 'sent', deliveredAt: null });
    expect(mail.mails).toHaveLength(1);
    expect(mail.mails[0]).toMatchObject({ messageId: `<${row?.id}@bureau.example>`, subject: '视频之家 约访通知' });
    expect(mail.mails[0]?.text?.trim()).toBe(row?.text);
  });
});

describe('a channel that fails', () => {
  it('is tried again later and given up after five tries; the board then counts the party', async () => {
    mail.refuseWith = 451;
    const party = resident(6, county.stations[0].id, { phone: undefined, email: 'jia-006@resident.example' });
    const { id } = await register(consultation(county, 6, { parties: [party] }));
    const start = app.now().getTime();
    await sweep();
    expect(await stateOf(id, 'email')).toEqual(['pending']);
    for (const later of [10_000, 60_000, 300_000, 900_000]) {
      app.setNow(new Date(start + later).toISOString());
      await sweep();
    }
    expect(await stateOf(id, 'email')).toEqual(['failed']);
    const scheduler = await asStaff(app, county.schedulerId);
    expect((await scheduler.get<{ failedNotices: number }>('/api/board')).body.failedNotices).toBe(1);
  });

  it('falls through from SMS to mail', async () => {
    const party = resident(7, county.stations[0].id, { email: 'jia-007@resident.example' });
    const { id } = await register(consultation(county, 7, { parties: [party] }));
    await app.database.query(`UPDATE notice SET attempts = 4 WHERE request_id = $1 AND channel = 'sms'`, [id]);
    await app.database.query(`UPDATE person SET phone_sealed = NULL WHERE name = '居民甲-007'`);
    await sweep();
    expect(await stateOf(id, 'sms')).toEqual(['failed']);
    expect(mail.mails.map(({ to }) => to?.[0]?.address)).toEqual(['jia-007@resident.example']);
  });
});

describe('the slip', () => {
  it('is for its own resident only', async () => {
    const view = await register(dispute(county));
    const [a, b] = view.parties;
    const residentA = await asResident(app, a?.id ?? '');
    expect((await residentA.bytes(`/api/requests/${view.id}/slip.pdf`)).status).toBe(200);
    expect((await residentA.bytes(`/api/requests/${view.id}/slip.pdf?party=${b?.id}`)).status).toBe(403);
    expect((await residentA.bytes(`/api/requests/${view.id}/slip.pdf?party=${a?.id}&lang=en`)).status).toBe(200);
  });
});

describe('the 24-hour clock', () => {
  const HOUR = 3_600_000;

  it('escalates at 12, 20 and 24 hours, each once, until somebody is told', async () => {
    app.setNow('2026-11-24T01:00:00.000Z');
    const open = await register(consultation(county, 8));
    const told = await register(consultation(county, 9));
    const registeredAt = Date.parse(open.registeredAt);
    await clerk.bytes(`/api/requests/${told.id}/slip.pdf`);
    const escalations = app.app.get(Escalations, { strict: false });
    const levels = async (id: string) =>
      (
        await app.database.query<{ level: string }>(
          'SELECT level FROM escalation WHERE request_id = $1 ORDER BY raised_at',
          [id],
        )
      ).map(({ level }) => level);
    const expected: [number, string[]][] = [
      [12 * HOUR - 2000, []],
      [12 * HOUR, ['scheduler']],
      [20 * HOUR, ['scheduler', 'dutyLeader']],
      [24 * HOUR + 1, ['scheduler', 'dutyLeader', 'breach']],
    ];
    for (const [after, reached] of expected) {
      app.setNow(new Date(registeredAt + after).toISOString());
      await escalations.sweep();
      expect(await escalations.sweep()).toBe(0);
      expect(await levels(open.id)).toEqual(reached);
    }
    expect(await levels(told.id)).toEqual([]);
    expect((await request(open.id)).escalationLevel).toBe('breach');
    const audits = await app.database.query(
      `SELECT 1 FROM audit_event WHERE action = 'request.escalate' AND subject_id = $1`,
      [open.id],
    );
    expect(audits).toHaveLength(3);
  });

  it('raises at once every step that a sleeping job missed', async () => {
    const view = await register(consultation(county, 10));
    app.setNow(new Date(Date.parse(view.registeredAt) + 30 * HOUR).toISOString());
    expect(await app.app.get(Escalations, { strict: false }).sweep()).toBeGreaterThanOrEqual(3);
  });
});
