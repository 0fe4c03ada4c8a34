import { startApp, TUESDAY_NINE, type TestApp } from '../support/app';
import { asStaff, type TestClient } from '../support/client';
import { createCounty, type TestCounty } from '../support/county';
import { MailServer } from '../support/mail-server';
import { noticesOf } from '../support/notices';
import { refusedBy } from '../support/refused';
import { consultation, resident } from '../support/registering';
import { WechatServer } from '../support/wechat-server';

// A machine that does other things besides takes its time.

const HOUR = 3_600_000;

let app: TestApp;
let county: TestCounty;
let clerk: TestClient;
let wechat: WechatServer;
let mail: MailServer;
let notices: ReturnType<typeof noticesOf>;
let n = 0;

beforeAll(async () => {
  wechat = await WechatServer.start();
  mail = await MailServer.start();
  app = await startApp({ env: { ...wechat.env, ...mail.env, PUBLIC_URL: 'https://video-home.example' } });
  county = await createCounty(app.database);
  clerk = await asStaff(app, county.stations[0].clerkId);
  notices = noticesOf(app, clerk);
});
afterAll(async () => {
  await app.stop();
  await wechat.stop();
  await mail.stop();
});
beforeEach(async () => {
  wechat.errcode = 0;
  app.setNow(TUESDAY_NINE);
  await app.database.query('DELETE FROM reservation');
});

/** Someone without a telephone whom the bureau's WeChat account knows. */
async function book(email?: string) {
  n += 1;
  const openId = `openid-of-resident-${n}`;
  const party = resident(n, county.stations[0].id, { phone: undefined, wechatOpenId: openId, email });
  const { id } = await notices.book(consultation(county, n, { parties: [party] }));
  const sent = () => wechat.messages.filter(({ touser }) => touser === openId);
  return { id, sent };
}
const row = async (id: string) => (await notices.rows(id, 'wechat')).find(({ kind }) => kind === 'booked');

describe('a WeChat template message', () => {
  it('carries when, where and the code, opens the link, and goes out once', async () => {
    const { id, sent } = await book();
    await notices.sweep();
    await notices.sweep();
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
    await notices.sweep();
    const given = wechat.tokensGiven;
    await book();
    await notices.sweep();
    expect(wechat.tokensGiven).toBe(given);
    wechat.spoilToken();
    const spoiled = await book();
    await notices.sweep();
    expect([spoiled.sent().length, wechat.tokensGiven]).toEqual([1, given + 1]);
    notices.at(Date.parse(TUESDAY_NINE) + 2 * HOUR);
    await book();
    await notices.sweep();
    expect(wechat.tokensGiven).toBe(given + 2);
  });

  it('to someone who no longer follows falls through to the mail at once', async () => {
    const { id, sent } = await book('jia-wechat@resident.example');
    wechat.errcode = 43004;
    await notices.sweep();
    await notices.sweep();
    expect(sent()).toEqual([]);
    expect(await row(id)).toMatchObject({ state: 'failed', attempts: 1, last_error: 'addressRefused' });
    expect(mail.to('jia-wechat@resident.example')).toHaveLength(1);
  });

  it('is tried again when WeChat is busy', async () => {
    const { id, sent } = await book();
    wechat.errcode = -1;
    await notices.sweep();
    expect(await row(id)).toMatchObject({ state: 'pending', last_error: 'providerDown' });
    wechat.errcode = 0;
    notices.at((await row(id))?.due_at ?? '');
    await notices.sweep();
    expect(sent()).toHaveLength(1);
  });

  it('is delivered when the event says so, once, and signed', async () => {
    const { id, sent } = await book();
    await notices.sweep();
    const msgid = sent()[0]?.msgid ?? 0;
    const forged = async () => {
      const response = await wechat.finish(app.url, msgid, 'success', 'another-token');
      return { status: response.status, error: (await response.json()) as never };
    };
    expect(await refusedBy(app, forged)).toMatchObject({ status: 403, code: 'NOT_ALLOWED' });
    for (let twice = 0; twice < 2; twice += 1) {
      const response = await wechat.finish(app.url, msgid, 'success');
      expect([response.status, await response.text()]).toEqual([200, 'success']);
    }
    expect(await row(id)).toMatchObject({ state: 'delivered' });
    expect((await notices.events(id)).filter(({ event }) => event === 'delivered')).toHaveLength(1);
    expect((await notices.request(id)).notifiedAt).not.toBeNull();
  });
});
