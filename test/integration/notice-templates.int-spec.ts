import type { TemplatePreview, TemplateView } from '@contracts/http/notices';
import { TUESDAY_NINE } from '../support/app';
import { sharedBureau } from '../support/bureau';
import { asStaff } from '../support/client';
import { refusedBy } from '../support/refused';
import { consultation, resident } from '../support/registering';

const ZH = '/api/notice-templates/booked/zh';
const GOOD = '【示范县公安】{name}，{date}{time}到{station}。预约号{code}。';

const bureau = sharedBureau();
beforeEach(async () => {
  bureau.app.setNow(TUESDAY_NINE);
  await bureau.database.query('DELETE FROM notice_template');
});

const list = async () => (await bureau.scheduler.get<TemplateView[]>('/api/notice-templates')).body;
const smsOf = async (n: number, more = {}) => {
  const party = resident(n, bureau.county.stations[0].id, more);
  const { id } = await bureau.notices.book(consultation(bureau.county, n, { parties: [party] }));
  return (await bureau.notices.rows(id, 'sms'))[0]?.body;
};

describe('templates', () => {
  it('are ten, built in, and named with the words they may use', async () => {
    const all = await list();
    expect(all).toHaveLength(10);
    expect(all.every(({ edited, version }) => !edited && version === 0)).toBe(true);
    expect(all[0]).toMatchObject({
      kind: 'booked',
      language: 'zh',
      placeholders: expect.arrayContaining(['link']) as never,
    });
  });

  it('are used by the next notice once they are edited, and no more once they are reset', async () => {
    const put = await bureau.scheduler.put<TemplateView>(ZH, { body: GOOD, version: 0 });
    expect([put.status, put.body]).toEqual([200, expect.objectContaining({ edited: true, version: 1, body: GOOD })]);
    expect(await smsOf(1)).toMatch(
      /^【示范县公安】居民甲-001，11月24日 星期二 上午 9:\d0到甲派出所。预约号\w{4}-\w{4}。$/,
    );
    const reset = await bureau.scheduler.delete<TemplateView>(`${ZH}?version=1`);
    expect([reset.status, reset.body.edited, reset.body.version]).toEqual([200, false, 2]);
    expect(await smsOf(2)).toMatch(/^【视频之家】居民甲-002您好，您约好了/);
  });

  it('speak the language of the party', async () => {
    expect(await smsOf(3, { language: 'en' })).toMatch(
      /^\[Video Home\] Dear 居民甲-003, your appointment: Tuesday 24\/11 /,
    );
  });

  it('are previewed with facts of nobody, and counted in text messages', async () => {
    const preview = (body: string, language = 'zh') =>
      bureau.scheduler.post<TemplatePreview>('/api/notice-templates/preview', { kind: 'booked', language, body });
    const { body: short } = await preview(GOOD);
    expect(short.text).toBe('【示范县公安】居民甲-017，11月26日 星期四 上午 10:00到擂鼓派出所。预约号ABCD-2345。');
    expect([short.characters, short.segments]).toEqual([short.text.length, 1]);
    const { body: long } = await preview(GOOD + '请带身份证。'.repeat(10));
    expect([long.characters > 70, long.segments]).toEqual([true, 2]);
    expect((await preview('{name}: {date}{time}, {station}, {code}', 'en')).body.text).toContain('Thursday 26/11');
    expect(await bureau.database.query('SELECT 1 FROM notice_template')).toEqual([]);
  });

  it('with a word that is not known are refused, and nothing is changed', async () => {
    for (const send of [
      () => bureau.scheduler.put(ZH, { body: `${GOOD}{topic}`, version: 0 }),
      () =>
        bureau.scheduler.post('/api/notice-templates/preview', {
          kind: 'booked',
          language: 'zh',
          body: `${GOOD}{topic}`,
        }),
    ])
      expect(await refusedBy(bureau.app, send)).toMatchObject({
        status: 422,
        code: 'TEMPLATE_UNKNOWN_WORD',
        params: { word: '{topic}' },
      });
  });

  it('without time, place or code are refused with what is missing, and nothing is changed', async () => {
    const refused = await refusedBy(bureau.app, () =>
      bureau.scheduler.put(ZH, { body: '{name}，{date}来', version: 0 }),
    );
    expect(refused).toMatchObject({
      status: 422,
      code: 'TEMPLATE_WORD_MISSING',
      params: { words: '{time} {station} {code}' },
    });
  });

  it('that somebody else has changed meanwhile are refused, and nothing is changed', async () => {
    await bureau.scheduler.put(ZH, { body: GOOD, version: 0 });
    const stored = () => bureau.database.query('SELECT * FROM notice_template');
    const before = await stored();
    for (const version of [0, 2]) {
      expect(await refusedBy(bureau.app, () => bureau.scheduler.put(ZH, { body: `${GOOD}!`, version }))).toMatchObject({
        status: 409,
        code: 'STALE_VERSION',
        params: { version: 1 },
      });
      expect(await refusedBy(bureau.app, () => bureau.scheduler.delete(`${ZH}?version=${version}`))).toMatchObject({
        code: 'STALE_VERSION',
      });
    }
    expect(await stored()).toEqual(before);
  });

  it('are the scheduler’s and the admin’s, and nobody else’s', async () => {
    expect((await (await asStaff(bureau.app, bureau.county.adminId)).get('/api/notice-templates')).status).toBe(200);
    for (const id of [
      bureau.county.stations[0].clerkId,
      bureau.county.dutyLeaderId,
      bureau.county.auditorId,
      bureau.county.hukou.staffId,
    ]) {
      const client = await asStaff(bureau.app, id);
      expect((await client.get('/api/notice-templates')).status).toBe(403);
      expect(await refusedBy(bureau.app, () => client.put(ZH, { body: GOOD, version: 0 }))).toMatchObject({
        code: 'NOT_ALLOWED',
      });
    }
  });

  it('never fill in what a name contains', async () => {
    const party = resident(9, bureau.county.stations[0].id, { name: '{code}{phone}' });
    const { id } = await bureau.notices.book(consultation(bureau.county, 9, { parties: [party] }));
    expect((await bureau.notices.rows(id, 'sms'))[0]?.body).toContain('{code}{phone}您好');
  });
});
