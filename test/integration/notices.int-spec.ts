import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NoticeView } from '@contracts/http/notices';
import type { RequestView } from '@contracts/http/requests';
import { Escalations } from '../../server/src/notices/escalations';
import { NoticeSender } from '../../server/src/notices/notice-sender';
import { sharedBureau } from '../support/bureau';
import { asResident, asStaff } from '../support/client';
import { refusedBy } from '../support/refused';
import { consultation, dispute, resident } from '../support/registering';

const bureau = sharedBureau({ mail: true });
beforeEach(() => {
  bureau.mail.refuseWith = null;
  bureau.mail.mails.length = 0;
});

const register = async (body: unknown): Promise<RequestView> =>
  (await bureau.clerk.postOnce<RequestView>('/api/requests', body)).body;
const sweep = () => bureau.app.app.get(NoticeSender, { strict: false }).sweep();
/** Reminders have tests of their own. */
const notices = async (id: string) =>
  (await bureau.clerk.get<NoticeView[]>(`/api/requests/${id}/notices`)).body.filter(({ kind }) => kind !== 'reminder');
const stateOf = async (id: string, channel: string) =>
  (await notices(id)).filter((one) => one.channel === channel).map(({ state }) => state);
const request = async (id: string) => (await bureau.clerk.get<RequestView>(`/api/requests/${id}`)).body;
const smsLines = (): { key: string; to: string; text: string }[] => {
  const file = join(bureau.app.dataDir, 'sms.log');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { key: string; to: string; text: string });
};

describe('a booking', () => {
  it('is told on paper, on the own page and by SMS, in rows written with it', async () => {
    const { id } = await register(consultation(bureau.county));
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
    const { id } = await register(consultation(bureau.county, 2));
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
    const party = resident(3, bureau.county.stations[0].id, { phone: undefined, idNumber: '510700198001010010' });
    const { id } = await register(consultation(bureau.county, 3, { parties: [party] }));
    await sweep();
    expect((await request(id)).notifiedAt).toBeNull();
    const slip = await bureau.clerk.bytes(`/api/requests/${id}/slip.pdf`);
    expect([slip.status, slip.type, slip.body.subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);
    expect(await stateOf(id, 'slip')).toEqual(['delivered']);
    expect((await request(id)).state).toBe('NOTIFIED');
  });

  it('is delivered by a spoken word that a clerk logs, once', async () => {
    const party = resident(4, bureau.county.stations[0].id, { phone: undefined, idNumber: '510700198001010010' });
    const view = await register(consultation(bureau.county, 4, { parties: [party] }));
    const body = { partyId: view.parties[0]?.id, toldTo: '本人', note: '电话里说的' };
    const first = await bureau.clerk.postOnce<NoticeView>(`/api/requests/${view.id}/spoken-notice`, body);
    const second = await bureau.clerk.postOnce<NoticeView>(`/api/requests/${view.id}/spoken-notice`, body);
    expect(first.body).toMatchObject({ channel: 'spoken', state: 'delivered', acknowledgedBy: '本人' });
    expect(second.body.id).toBe(first.body.id);
    expect((await request(view.id)).notifiedAt).toBe(first.body.deliveredAt);
    const third = await bureau.clerk.postOnce<NoticeView>(
      `/api/requests/${view.id}/spoken-notice`,
      body,
      'spoken-key-of-4-1',
    );
    const repeated = await bureau.clerk.postOnce<NoticeView>(
      `/api/requests/${view.id}/spoken-notice`,
      body,
      'spoken-key-of-4-1',
    );
    expect(repeated.body).toEqual(third.body);
    const keyless = () => bureau.clerk.post(`/api/requests/${view.id}/spoken-notice`, body);
    expect(await refusedBy(bureau.app, keyless)).toMatchObject({ status: 400, code: 'IDEMPOTENCY_KEY_MISSING' });
  });

  it('goes by mail where there is an address and no phone, under the id of its notice', async () => {
    const party = resident(5, bureau.county.stations[0].id, { phone: undefined, email: 'jia-005@resident.example' });
    const { id } = await register(consultation(bureau.county, 5, { parties: [party] }));
    await sweep();
    const row = (await notices(id)).find(({ channel }) => channel === 'email');
    expect(row).toMatchObject({ state: 'sent', deliveredAt: null });
    expect(bureau.mail.mails).toHaveLength(1);
    expect(bureau.mail.mails[0]).toMatchObject({
      messageId: `<${row?.id}@bureau.example>`,
      subject: '视频之家 约访通知',
    });
    expect(bureau.mail.mails[0]?.text?.trim()).toBe(row?.text);
  });
});

describe('a channel that fails', () => {
  it('is tried again later and given up after five tries; the board then counts the party', async () => {
    bureau.mail.refuseWith = 451;
    const party = resident(6, bureau.county.stations[0].id, { phone: undefined, email: 'jia-006@resident.example' });
    const { id } = await register(consultation(bureau.county, 6, { parties: [party] }));
    const start = bureau.app.now().getTime();
    await sweep();
    expect(await stateOf(id, 'email')).toEqual(['pending']);
    for (const later of [10_000, 60_000, 300_000, 900_000]) {
      bureau.app.setNow(new Date(start + later).toISOString());
      await sweep();
    }
    expect(await stateOf(id, 'email')).toEqual(['failed']);
    const scheduler = await asStaff(bureau.app, bureau.county.schedulerId);
    expect((await scheduler.get<{ failedNotices: number }>('/api/board')).body.failedNotices).toBe(1);
  });

  it('falls through from SMS to mail', async () => {
    const party = resident(7, bureau.county.stations[0].id, { email: 'jia-007@resident.example' });
    const { id } = await register(consultation(bureau.county, 7, { parties: [party] }));
    await bureau.database.query(`UPDATE notice SET attempts = 4 WHERE request_id = $1 AND channel = 'sms'`, [id]);
    await bureau.database.query(`UPDATE person SET phone_sealed = NULL WHERE name = '居民甲-007'`);
    await sweep();
    expect(await stateOf(id, 'sms')).toEqual(['failed']);
    expect(bureau.mail.mails.map(({ to }) => to?.[0]?.address)).toEqual(['jia-007@resident.example']);
  });
});

describe('the slip', () => {
  it('is for its own resident only', async () => {
    const view = await register(dispute(bureau.county));
    const [a, b] = view.parties;
    const residentA = await asResident(bureau.app, a?.id ?? '');
    expect((await residentA.bytes(`/api/requests/${view.id}/slip.pdf`)).status).toBe(200);
    expect((await residentA.bytes(`/api/requests/${view.id}/slip.pdf?party=${b?.id}`)).status).toBe(403);
    expect((await residentA.bytes(`/api/requests/${view.id}/slip.pdf?party=${a?.id}&lang=en`)).status).toBe(200);
  });
});

describe('the 24-hour clock', () => {
  const HOUR = 3_600_000;

  it('escalates at 12, 20 and 24 hours, each once, until somebody is told', async () => {
    bureau.app.setNow('2026-11-24T01:00:00.000Z');
    const open = await register(consultation(bureau.county, 8));
    const told = await register(consultation(bureau.county, 9));
    const registeredAt = Date.parse(open.registeredAt);
    await bureau.clerk.bytes(`/api/requests/${told.id}/slip.pdf`);
    const escalations = bureau.app.app.get(Escalations, { strict: false });
    const levels = async (id: string) =>
      (
        await bureau.database.query<{ level: string }>(
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
      bureau.app.setNow(new Date(registeredAt + after).toISOString());
      await escalations.sweep();
      expect(await escalations.sweep()).toBe(0);
      expect(await levels(open.id)).toEqual(reached);
    }
    expect(await levels(told.id)).toEqual([]);
    expect((await request(open.id)).escalationLevel).toBe('breach');
    const audits = await bureau.database.query(
      `SELECT 1 FROM audit_event WHERE action = 'request.escalate' AND subject_id = $1`,
      [open.id],
    );
    expect(audits).toHaveLength(3);
  });

  it('raises at once every step that a sleeping job missed', async () => {
    const view = await register(consultation(bureau.county, 10));
    bureau.app.setNow(new Date(Date.parse(view.registeredAt) + 30 * HOUR).toISOString());
    expect(await bureau.app.app.get(Escalations, { strict: false }).sweep()).toBeGreaterThanOrEqual(3);
  });
});
