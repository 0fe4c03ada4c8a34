import { Digests } from '../../server/src/notices/staff/digests';
import { StaffMessages } from '../../server/src/notices/staff/staff-messages';
import { sharedBureau } from '../support/bureau';
import { asStaff } from '../support/client';
import { consultation, dispute } from '../support/registering';

const wall = (day: string, time: string): string => new Date(`${day}T${time}+08:00`).toISOString();

const bureau = sharedBureau({ now: wall('2026-10-08', '14:00:00'), mail: true });

beforeAll(async () => {
  await bureau.database.query(`UPDATE staff SET email = username || '@bureau.example' WHERE username LIKE 'hukou%'`);
  await bureau.database.query(
    `INSERT INTO calendar_day (bureau_id, day, kind, name, works_as, source)
     VALUES ($1, '2026-10-10', 'workday', '国庆节', 5, 'override'), ($1, '2026-10-12', 'holiday', '试', NULL, 'override')`,
    [bureau.county.bureauId],
  );
});

const sweep = () => bureau.app.app.get(Digests, { strict: false }).sweep();
const sweepAt = (day: string, time: string) => {
  bureau.app.setNow(wall(day, time));
  return sweep();
};
/** Talks of a day, whatever the hours say: a digest reads the diary. */
async function talkOn(day: string, time: string, n: number, topic: 'HUKOU' | 'DISPUTE' = 'HUKOU') {
  const { id } = await bureau.notices.book(topic === 'HUKOU' ? consultation(bureau.county, n) : dispute(bureau.county));
  const startsAt = wall(day, time);
  await bureau.database.query('DELETE FROM reservation');
  await bureau.database.query(
    `UPDATE appointment SET starts_at = $2::timestamptz, ends_at = $2::timestamptz + interval '30 minutes' WHERE request_id = $1`,
    [id, startsAt],
  );
  return bureau.notices.request(id);
}
const textsOf = async (staffId: string, lang = 'zh') =>
  (
    await (await asStaff(bureau.app, staffId)).get<{ items: { text: string }[] }>(`/api/staff-messages?lang=${lang}`)
  ).body.items.map(({ text }) => text);

describe('the morning digest', () => {
  it('comes at 07:30, once, with the talks of the day, to each official who has any', async () => {
    const first = await talkOn('2026-10-09', '09:00:00', 1);
    const second = await talkOn('2026-10-09', '15:30:00', 2);
    const both = await talkOn('2026-10-09', '10:00:00', 3, 'DISPUTE');
    expect(await sweepAt('2026-10-09', '07:29:50')).toBe(0);
    expect(await sweepAt('2026-10-09', '07:30:00')).toBe(2);
    expect(await sweepAt('2026-10-09', '07:31:00')).toBe(0);
    await Promise.all([sweep(), sweep()]);
    expect(await textsOf(bureau.county.hukou.staffId)).toEqual([
      `今天您有 2 场约访，第一场 上午 9:00。\n上午 9:00  甲派出所  户籍  ${first.no}\n下午 3:30  甲派出所  户籍  ${second.no}`,
    ]);
    expect(await textsOf(bureau.county.mediator.staffId, 'en')).toEqual([
      `Appointments today: 1, the first at 10:00 am.\n10:00 am  Station 1 and Station 2  Mediation  ${both.no}`,
    ]);
    expect(await textsOf(bureau.county.petition.staffId)).toEqual([]);
  });

  it('goes by mail to whoever has an address, once', async () => {
    const messages = bureau.app.app.get(StaffMessages, { strict: false });
    await messages.sweep();
    await messages.sweep();
    expect(bureau.mail.mails).toHaveLength(1);
    expect(bureau.mail.to('hukou-1@bureau.example')[0]).toMatchObject({
      subject: '视频之家 10月9日 星期五 今天的约访',
      text: expect.stringContaining('下午 3:30') as string,
    });
  });

  it('comes on a make-up Saturday, and after an outage until nine', async () => {
    await talkOn('2026-10-10', '16:00:00', 4);
    expect(await sweepAt('2026-10-10', '08:59:50')).toBe(1);
    expect(await sweep()).toBe(0);
  });

  it('comes neither on a Sunday nor on a holiday, and not from nine on', async () => {
    await talkOn('2026-10-11', '16:00:00', 5);
    expect(await sweepAt('2026-10-11', '07:30:00')).toBe(0);
    await talkOn('2026-10-12', '16:00:00', 6);
    expect(await sweepAt('2026-10-12', '07:30:00')).toBe(0);
    await talkOn('2026-10-13', '16:00:00', 7);
    expect(await sweepAt('2026-10-13', '09:00:00')).toBe(0);
  });
});
