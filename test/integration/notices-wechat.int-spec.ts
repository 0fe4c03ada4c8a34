import { TUESDAY_NINE } from '../support/app';
import { sharedBureau } from '../support/bureau';
import { refusedBy } from '../support/refused';
import { consultation, resident } from '../support/registering';

const HOUR = 3_600_000;

const bureau = sharedBureau({ env: { PUBLIC_URL: 'https://video-home.example' }, wechat: true, mail: true });
let n = 0;
beforeEach(async () => {
  bureau.wechat.errcode = 0;
  bureau.app.setNow(TUESDAY_NINE);
  await bureau.database.query('DELETE FROM reservation');
});

/** Someone without a telephone whom the bureau's WeChat account knows. */
async function book(email?: string) {
  n += 1;
  const openId = `openid-of-resident-${n}`;
  const party = resident(n, bureau.county.stations[0].id, { phone: undefined, wechatOpenId: openId, email });
  const { id } = await bureau.notices.book(consultation(bureau.county, n, { parties: [party] }));
  const sent = () => bureau.wechat.messages.filter(({ touser }) => touser === openId);
  return { id, sent };
}
const row = async (id: string) => (await bureau.notices.rows(id, 'wechat')).find(({ kind }) => kind === 'booked');

describe('a WeChat template message', () => {
  it('carries when, where and the code, opens the link, and goes out once', async () => {
    const { id, sent } = await book();
    await bureau.notices.sweep();
    await bureau.notices.sweep();
    expect(sent()).toHaveLength(1);
    expect(sent()[0]).toMatchObject({
      template_id: 'template-of-the-tests',
      client_msg_id: (await row(id))?.id,
      url: expect.stringMatching(/^https:\/\/video-home\.example\/c\/[\w-]{16}$/) as string,
      data: {
        thing1: { value: '约访时间' },
        time2: { value: expect.stringMatching(/^11月24日 星期二 上午 9:\d0$/) as string },
        thing3: { value: '甲派出所' },
      },
    });
    expect(await row(id)).toMatchObject({ state: 'sent' });
  });

  it('needs one token for many, a new one before it runs out, and a new one when it is refused', async () => {
    await book();
    await bureau.notices.sweep();
    const given = bureau.wechat.tokensGiven;
    await book();
    await bureau.notices.sweep();
    expect(bureau.wechat.tokensGiven).toBe(given);
    bureau.wechat.spoilToken();
    const spoiled = await book();
    await bureau.notices.sweep();
    expect([spoiled.sent().length, bureau.wechat.tokensGiven]).toEqual([1, given + 1]);
    bureau.notices.at(Date.parse(TUESDAY_NINE) + 2 * HOUR);
    await book();
    await bureau.notices.sweep();
    expect(bureau.wechat.tokensGiven).toBe(given + 2);
  });

  it('to someone who no longer follows falls through to the mail at once', async () => {
    const { id, sent } = await book('jia-wechat@resident.example');
    bureau.wechat.errcode = 43004;
    await bureau.notices.sweep();
    await bureau.notices.sweep();
    expect(sent()).toEqual([]);
    expect(await row(id)).toMatchObject({ state: 'failed', attempts: 1, last_error: 'addressRefused' });
    expect(bureau.mail.to('jia-wechat@resident.example')).toHaveLength(1);
  });

  it('is tried again when WeChat is busy', async () => {
    const { id, sent } = await book();
    bureau.wechat.errcode = -1;
    await bureau.notices.sweep();
    expect(await row(id)).toMatchObject({ state: 'pending', last_error: 'providerDown' });
    bureau.wechat.errcode = 0;
    bureau.notices.at((await row(id))?.due_at ?? '');
    await bureau.notices.sweep();
    expect(sent()).toHaveLength(1);
  });

  it('is delivered when the event says so, once, and signed', async () => {
    const { id, sent } = await book();
    await bureau.notices.sweep();
    const msgid = sent()[0]?.msgid ?? 0;
    const forged = async () => {
      const response = await bureau.wechat.finish(bureau.app.url, msgid, 'success', 'another-token');
      return { status: response.status, error: (await response.json()) as never };
    };
    expect(await refusedBy(bureau.app, forged)).toMatchObject({ status: 403, code: 'NOT_ALLOWED' });
    for (let twice = 0; twice < 2; twice += 1) {
      const response = await bureau.wechat.finish(bureau.app.url, msgid, 'success');
      expect([response.status, await response.text()]).toEqual([200, 'success']);
    }
    expect(await row(id)).toMatchObject({ state: 'delivered' });
    expect((await bureau.notices.events(id)).filter(({ event }) => event === 'delivered')).toHaveLength(1);
    expect((await bureau.notices.request(id)).notifiedAt).not.toBeNull();
  });
});
