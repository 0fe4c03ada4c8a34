import type { NoticeClockItem, NoticeProof } from '@contracts/http/notices';
import { Escalations } from '../../server/src/notices/escalations';
import { sharedBureau } from '../support/bureau';
import { asStaff, type TestClient } from '../support/client';
import { createStaff } from '../support/county';
import { refusedBy } from '../support/refused';
import { consultation } from '../support/registering';

const SECOND = 1000;
const HOUR = 3_600_000;
/** Wall time of the bureau. */
const wall = (day: string, time: string): Date => new Date(`${day}T${time}:00+08:00`);

const bureau = sharedBureau({ sms: true, mail: true });
let n = 0;

beforeAll(async () => {
  // The calendar of these tests: a seven-day holiday, and the Saturday that is worked for it.
  for (const [day, kind, name] of [
    ...['01', '02', '03', '04', '05', '06', '07'].map((one) => [`2026-10-${one}`, 'holiday', '国庆节']),
    ['2026-10-10', 'workday', '国庆节'],
  ])
    await bureau.database.query(
      `INSERT INTO calendar_day (bureau_id, day, kind, name, works_as, source) VALUES ($1, $2, $3, $4, $5, 'override')`,
      [bureau.county.bureauId, day, kind, name, kind === 'workday' ? 5 : null],
    );
});
beforeEach(() => bureau.database.query('DELETE FROM reservation'));

/** Registers at an instant, to the second: the clock ticks while the test works. */
async function registerAt(instant: Date) {
  n += 1;
  bureau.app.setNow(instant.toISOString());
  const { id } = await bureau.notices.book(consultation(bureau.county, n));
  await bureau.database.query('UPDATE request SET registered_at = $2, notice_due_at = $3 WHERE id = $1', [
    id,
    instant,
    new Date(instant.getTime() + 24 * HOUR),
  ]);
  return { id, phone: `1990000${String(n).padStart(4, '0')}` };
}
const proof = async (id: string) => (await bureau.clerk.get<NoticeProof>(`/api/requests/${id}/notice-proof`)).body;
const clockOf = async (id: string) =>
  (await bureau.scheduler.get<{ items: NoticeClockItem[] }>('/api/notice-clock')).body.items.find(
    (one) => one.requestId === id,
  );
/** The gateway's word that the message arrived at this moment after the registration. */
async function deliveredAfter(registered: Date, ms: number, { id, phone }: { id: string; phone: string }) {
  await bureau.notices.sweep();
  const at = new Date(registered.getTime() + ms);
  bureau.app.setNow(new Date(at.getTime() + SECOND).toISOString());
  await bureau.gateway.receipt(bureau.app.url, bureau.gateway.textsTo(phone)[0]!, 'delivered', at);
  return proof(id);
}

describe('the 24-hour clock', () => {
  it('is kept by a notice at 23:59:30, and broken by one at 24:00:01', async () => {
    const registered = wall('2026-11-23', '15:00');
    const inTime = await deliveredAfter(registered, 24 * HOUR - 30 * SECOND, await registerAt(registered));
    expect([inTime.kept, inTime.notifiedAt]).toEqual([true, '2026-11-24T06:59:30.000Z']);
    const late = await deliveredAfter(registered, 24 * HOUR + SECOND, await registerAt(registered));
    expect([late.kept, late.notifiedAt]).toEqual([false, '2026-11-24T07:00:01.000Z']);
  });

  it('says nothing yet while it runs, and names amber and red', async () => {
    const registered = wall('2026-11-23', '15:00');
    const { id } = await registerAt(registered);
    expect((await proof(id)).kept).toBeNull();
    const colours = [];
    for (const hours of [11.9, 12, 20, 24.1]) {
      bureau.app.setNow(new Date(registered.getTime() + hours * HOUR).toISOString());
      colours.push((await clockOf(id))?.colour);
    }
    expect(colours).toEqual(['calm', 'amber', 'red', 'overdue']);
    expect((await proof(id)).kept).toBe(false);
  });

  it.each([
    ['before a seven-day holiday', '2026-09-30', '17:00', '2026-10-01', '2026-10-08'],
    ['on a day of the holiday', '2026-10-03', '10:00', '2026-10-04', '2026-10-09'],
    ['on the Friday before a make-up Saturday', '2026-10-09', '16:00', '2026-10-10', '2026-10-10'],
    ['on an ordinary Friday at 17:50', '2026-11-27', '17:50', '2026-11-28', '2026-11-30'],
  ])('registered %s runs on by the wall, and by working days beside it', async (_when, day, time, dueOn, workDueOn) => {
    const registered = wall(day, time);
    const { id } = await registerAt(registered);
    const due = wall(dueOn, time).toISOString();
    // On a day off the working days begin at the first midnight of one, and end with it.
    const workDue = day === '2026-10-03' ? wall(workDueOn, '00:00') : wall(workDueOn, time);
    expect(await proof(id)).toMatchObject({ noticeDueAt: due, workDueAt: workDue.toISOString() });
    expect(await clockOf(id)).toMatchObject({ noticeDueAt: due, workDueAt: workDue.toISOString() });
    bureau.app.setNow(new Date(registered.getTime() + 24 * HOUR + SECOND).toISOString());
    expect((await clockOf(id))?.colour).toBe('overdue');
    await bureau.app.app.get(Escalations, { strict: false }).sweep();
    expect((await bureau.notices.request(id)).escalationLevel).toBe('breach');
  });

  it('lists who has not been told, the least time left first, and for a clerk only the own station', async () => {
    await bureau.database.query('UPDATE request SET notified_at = $1', [bureau.app.now()]);
    const later = await registerAt(wall('2026-11-24', '10:00'));
    const sooner = await registerAt(wall('2026-11-24', '09:00'));
    const order = async (client: TestClient) =>
      (await client.get<{ items: NoticeClockItem[] }>('/api/notice-clock')).body.items.map((one) => one.requestId);
    expect(await order(bureau.scheduler)).toEqual([sooner.id, later.id]);
    expect(await order(bureau.clerk)).toEqual([sooner.id, later.id]);
    expect(await order(await asStaff(bureau.app, bureau.county.stations[1].clerkId))).toEqual([]);
  });
});

describe('an escalation', () => {
  it('is told to those it concerns on their screen and by mail, each once', async () => {
    await bureau.database.query('UPDATE request SET notified_at = $1 WHERE notified_at IS NULL', [bureau.app.now()]);
    await bureau.database.query('DELETE FROM staff_message');
    await bureau.database.query(`UPDATE staff SET email = username || '@bureau.example'`);
    const absent = await createStaff(bureau.database, { username: 'scheduler-gone', role: 'scheduler' });
    await bureau.database.query('UPDATE staff SET active = false WHERE id = $1', [absent]);
    const registered = wall('2026-11-24', '09:00');
    const { id } = await registerAt(registered);
    const { StaffMessages } = await import('../../server/src/notices/staff/staff-messages');
    const messages = bureau.app.app.get(StaffMessages, { strict: false });
    for (const hours of [12, 12.5, 20, 25]) {
      bureau.app.setNow(new Date(registered.getTime() + hours * HOUR).toISOString());
      await bureau.app.app.get(Escalations, { strict: false }).sweep();
      await messages.sweep();
      await messages.sweep();
    }
    const { no } = await bureau.notices.request(id);
    const read = async (staffId: string, lang = 'zh') =>
      (
        await (
          await asStaff(bureau.app, staffId)
        ).get<{ items: { id: string; text: string }[] }>(`/api/staff-messages?lang=${lang}`)
      ).body.items;
    expect((await read(bureau.county.schedulerId)).map(({ text }) => text)).toEqual([
      `${no}（甲派出所）登记已满 12 小时，还没有告知时间。最晚 11月25日 星期三 上午 9:00。`,
    ]);
    expect(await read(bureau.county.dutyLeaderId)).toHaveLength(2);
    expect(bureau.mail.to('scheduler-gone@bureau.example')).toEqual([]);
    const [own] = await read(bureau.county.schedulerId);
    const other = await asStaff(bureau.app, bureau.county.dutyLeaderId);
    expect(await refusedBy(bureau.app, () => other.post(`/api/staff-messages/${own?.id}/read`))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await bureau.scheduler.post(`/api/staff-messages/${own?.id}/read`)).status).toBe(204);
  });
});

describe('the proof of notice', () => {
  it('holds every step in order, and is the auditor’s and the own station’s', async () => {
    const registered = wall('2026-11-25', '09:00');
    const { id } = await registerAt(registered);
    bureau.gateway.mood = 'refuseNumber';
    await bureau.notices.sweep();
    bureau.gateway.mood = 'accept';
    const [failed] = (await bureau.notices.rows(id, 'sms')).filter(({ kind }) => kind === 'booked');
    await bureau.clerk.postOnce(`/api/notices/${failed?.id}/told`, { toldTo: '本人' });
    const { entries } = await proof(id);
    const steps = entries.map(({ channel, event, detail }) => `${channel} ${event} ${detail}`.trim());
    expect(steps).toEqual(
      expect.arrayContaining([
        'sms written',
        'sms failed addressRefused: NUMBER_REFUSED',
        'inApp sent',
        'spoken acknowledged 本人',
      ]),
    );
    expect([...entries].sort((a, b) => a.at.localeCompare(b.at))).toEqual(entries);
    const auditor = await asStaff(bureau.app, bureau.county.auditorId);
    expect((await auditor.get(`/api/requests/${id}/notice-proof`)).status).toBe(200);
    const pdf = await auditor.bytes(`/api/requests/${id}/notice-proof.pdf?lang=en`);
    expect([pdf.status, pdf.type, pdf.body.subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);
    const other = await asStaff(bureau.app, bureau.county.stations[1].clerkId);
    expect(await refusedBy(bureau.app, () => other.get(`/api/requests/${id}/notice-proof`))).toMatchObject({
      code: 'NOT_YOURS',
    });
    expect(
      (await (await asStaff(bureau.app, bureau.county.adminId)).get(`/api/requests/${id}/notice-proof`)).status,
    ).toBe(403);
  });

  it('cannot be changed afterwards', async () => {
    for (const sql of ['UPDATE notice_event SET at = at', 'DELETE FROM notice_event', 'TRUNCATE notice_event'])
      await expect(bureau.database.query(sql)).rejects.toThrow('append-only');
  });
});
