import type { FailedNotice } from '@contracts/http/notices';
import { startApp, TUESDAY_NINE, type TestApp } from '../support/app';
import { asStaff, type TestClient } from '../support/client';
import { createCounty, type TestCounty } from '../support/county';
import { MailServer } from '../support/mail-server';
import { noticesOf } from '../support/notices';
import { refusedBy } from '../support/refused';
import { consultation, resident } from '../support/registering';
import { SmsGateway } from '../support/sms-gateway';

// A machine that does other things besides takes its time.

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let app: TestApp;
let county: TestCounty;
let clerk: TestClient;
let scheduler: TestClient;
let gateway: SmsGateway;
let mail: MailServer;
let notices: ReturnType<typeof noticesOf>;
let n = 0;

beforeAll(async () => {
  gateway = await SmsGateway.start();
  mail = await MailServer.start();
  app = await startApp({ env: { ...gateway.env, ...mail.env } });
  county = await createCounty(app.database);
  clerk = await asStaff(app, county.stations[0].clerkId);
  scheduler = await asStaff(app, county.schedulerId);
  notices = noticesOf(app, clerk);
});
afterAll(async () => {
  await app.stop();
  await gateway.stop();
  await mail.stop();
});
beforeEach(async () => {
  gateway.mood = 'accept';
  mail.refuseWith = null;
  app.setNow(TUESDAY_NINE);
  // Every test begins with an empty day.
  await app.database.query('DELETE FROM reservation');
});

/** A resident of their own for each test; the phone is the last word of the pair. */
async function book(email?: string) {
  n += 1;
  const party = resident(n, county.stations[0].id, email ? { email } : {});
  return { view: await notices.book(consultation(county, n, { parties: [party] })), phone: party.phone ?? '' };
}
const sms = async (id: string) => (await notices.rows(id, 'sms'))[0];
const failedOf = async (client: TestClient, requestId: string) =>
  (await client.get<{ items: FailedNotice[] }>('/api/notices/failed')).body.items.filter(
    (one) => one.requestId === requestId,
  );

describe('the text-message gateway', () => {
  it('gets each message once, signed, under the key of its notice, and sent is not delivered', async () => {
    const { view, phone } = await book();
    await notices.sweep();
    await notices.sweep();
    const row = await sms(view.id);
    const [text] = gateway.textsTo(phone);
    expect(gateway.textsTo(phone)).toHaveLength(1);
    expect(text).toMatchObject({ key: row?.id, text: row?.body });
    expect(row).toMatchObject({ state: 'sent', delivered_at: null });
    expect(gateway.forged).toBe(0);
    expect((await notices.request(view.id)).notifiedAt).toBeNull();
  });

  it('says by a receipt that it arrived: then, and at the moment it names, the 24-hour clock stops', async () => {
    const { view, phone } = await book();
    await notices.sweep();
    const [text] = gateway.textsTo(phone);
    const arrived = new Date(app.now().getTime() + 20 * SECOND);
    notices.at(app.now().getTime() + MINUTE);
    expect((await gateway.receipt(app.url, text!, 'delivered', arrived)).status).toBe(204);
    expect(await sms(view.id)).toMatchObject({ state: 'delivered', delivered_at: arrived });
    const request = await notices.request(view.id);
    expect([request.state, request.notifiedAt]).toEqual(['NOTIFIED', arrived.toISOString()]);
  });

  it('may say it twice, and a failure after it, and nothing changes', async () => {
    const { view, phone } = await book('jia-twice@resident.example');
    await notices.sweep();
    const [text] = gateway.textsTo(phone);
    await gateway.receipt(app.url, text!, 'delivered', app.now());
    const before = await notices.rows(view.id);
    const events = await notices.events(view.id);
    for (const status of ['delivered', 'failed', 'delivered'] as const)
      expect((await gateway.receipt(app.url, text!, status, app.now())).status).toBe(204);
    expect(await notices.rows(view.id)).toEqual(before);
    expect(await notices.events(view.id)).toEqual(events);
  });

  it('may say it before the sending is noted: it stays delivered', async () => {
    const { view, phone } = await book();
    gateway.mood = 'acceptSilently';
    await notices.sweep();
    expect(await sms(view.id)).toMatchObject({ state: 'pending', attempts: 1 });
    await gateway.receipt(app.url, gateway.textsTo(phone)[0]!, 'delivered', app.now());
    gateway.mood = 'accept';
    notices.at(app.now().getTime() + MINUTE);
    await notices.sweep();
    expect(await sms(view.id)).toMatchObject({ state: 'delivered' });
    expect(gateway.textsTo(phone)).toHaveLength(1);
  });

  it('is believed about failing first and arriving after all', async () => {
    const { view, phone } = await book();
    await notices.sweep();
    const [text] = gateway.textsTo(phone);
    await gateway.receipt(app.url, text!, 'failed', app.now());
    expect(await sms(view.id)).toMatchObject({ state: 'failed', last_error: 'undelivered' });
    expect(await failedOf(scheduler, view.id)).toHaveLength(1);
    await gateway.receipt(app.url, text!, 'delivered', app.now());
    expect(await sms(view.id)).toMatchObject({ state: 'delivered' });
    expect(await failedOf(scheduler, view.id)).toEqual([]);
  });

  it('is not believed without its signature, with an old one, or about a message that is not ours', async () => {
    const { phone } = await book();
    await notices.sweep();
    const [text] = gateway.textsTo(phone);
    const say = async (...args: Parameters<SmsGateway['receipt']>) => {
      const response = await gateway.receipt(...args);
      return { status: response.status, error: (await response.json()) as never };
    };
    const tenMinutesAgo = new Date(Date.now() - 10 * MINUTE);
    expect(
      (await refusedBy(app, () => say(app.url, text!, 'delivered', app.now(), { key: 'another-key-altogether' }))).code,
    ).toBe('NOT_ALLOWED');
    expect((await refusedBy(app, () => say(app.url, text!, 'delivered', app.now(), { at: tenMinutesAgo }))).code).toBe(
      'NOT_ALLOWED',
    );
    const unknown = { key: '3b0d6c1e-0000-4000-8000-000000000009', messageId: 'x' };
    expect((await refusedBy(app, () => say(app.url, unknown, 'delivered', app.now()))).code).toBe('NOT_FOUND');
  });
});

describe('a gateway in trouble', () => {
  it('that took the message and did not answer gets the same key again, and the resident one text', async () => {
    const { view, phone } = await book();
    gateway.mood = 'acceptSilently';
    await notices.sweep();
    gateway.mood = 'accept';
    notices.at(app.now().getTime() + MINUTE);
    await notices.sweep();
    const row = await sms(view.id);
    expect(gateway.tries.filter((key) => key === row?.id)).toHaveLength(2);
    expect(gateway.textsTo(phone)).toHaveLength(1);
    expect(row?.state).toBe('sent');
  });

  it.each(['break', 'silent', 'busy', 'nonsense'] as const)(
    'that answers "%s" is asked again after 5, 20, 80 and 320 seconds, then the board hears of it',
    async (mood) => {
      const { view } = await book();
      gateway.mood = mood;
      const start = app.now().getTime();
      await notices.sweep();
      for (const [index, seconds] of [5, 20, 80, 320].entries()) {
        const row = await sms(view.id);
        expect(row).toMatchObject({ state: 'pending', attempts: index + 1, last_error: 'providerDown' });
        const wait = (row?.due_at.getTime() ?? 0) - app.now().getTime();
        expect(wait).toBeGreaterThan(seconds * 0.7 * SECOND);
        expect(wait).toBeLessThanOrEqual(seconds * 1.2 * SECOND);
        notices.at(row?.due_at ?? start);
        await notices.sweep();
      }
      expect(await sms(view.id)).toMatchObject({ state: 'failed', attempts: 5 });
      expect(await failedOf(scheduler, view.id)).toMatchObject([
        { channel: 'sms', attempts: 5, error: 'providerDown', phoneMasked: expect.stringContaining('****') as string },
      ]);
    },
    30_000,
  );

  it('that refuses the number is not asked again: the mail goes out at once', async () => {
    const { view } = await book('jia-refused@resident.example');
    gateway.mood = 'refuseNumber';
    await notices.sweep();
    await notices.sweep();
    expect(await sms(view.id)).toMatchObject({ state: 'failed', attempts: 1, last_error: 'addressRefused' });
    expect(mail.to('jia-refused@resident.example')).toHaveLength(1);
    expect(await failedOf(scheduler, view.id)).toEqual([]);
  });

  it('whose receipt says "failed" is followed by the mail', async () => {
    const { view, phone } = await book('jia-absent@resident.example');
    await notices.sweep();
    await gateway.receipt(app.url, gateway.textsTo(phone)[0]!, 'failed', app.now());
    await notices.sweep();
    expect(mail.to('jia-absent@resident.example')).toHaveLength(1);
    expect((await notices.rows(view.id, 'email'))[0]?.state).toBe('sent');
  });
});

describe('a notice that reached nobody', () => {
  async function unreached() {
    const { view, phone } = await book();
    gateway.mood = 'refuseNumber';
    await notices.sweep();
    gateway.mood = 'accept';
    const [item] = await failedOf(clerk, view.id);
    if (!item) throw new Error('it is not on the list');
    return { view, phone, item };
  }

  it('stands on the list of its own station and of the bureau, and of no other station', async () => {
    const { view, item } = await unreached();
    expect(item).toMatchObject({ requestNo: view.no, kind: 'booked', error: 'addressRefused' });
    const other = await asStaff(app, county.stations[1].clerkId);
    expect(await failedOf(other, view.id)).toEqual([]);
    expect(await refusedBy(app, () => other.post(`/api/notices/${item.id}/retry`))).toMatchObject({
      status: 403,
      code: 'NOT_YOURS',
    });
    const told = { toldTo: '本人' };
    expect(await refusedBy(app, () => other.post(`/api/notices/${item.id}/told`, told))).toMatchObject({
      code: 'NOT_YOURS',
    });
    const admin = await asStaff(app, county.adminId);
    expect(await refusedBy(app, () => admin.post(`/api/notices/${item.id}/retry`))).toMatchObject({
      code: 'NOT_ALLOWED',
    });
  });

  it('is sent once more under another key, and then is on its way', async () => {
    const { view, phone, item } = await unreached();
    expect((await clerk.post(`/api/notices/${item.id}/retry`)).status).toBe(200);
    expect(await failedOf(clerk, view.id)).toEqual([]);
    await notices.sweep();
    expect(gateway.textsTo(phone)).toMatchObject([{ key: `${item.id}-1` }]);
    await gateway.receipt(app.url, gateway.textsTo(phone)[0]!, 'delivered', app.now());
    expect(await sms(view.id)).toMatchObject({ state: 'delivered' });
    expect(await refusedBy(app, () => clerk.post(`/api/notices/${item.id}/retry`))).toMatchObject({
      code: 'STATE_FORBIDS',
    });
  });

  it('is told by telephone, by name, and that stops the clock', async () => {
    const { view, item } = await unreached();
    const told = await clerk.post<{ acknowledgedBy: string }>(`/api/notices/${item.id}/told`, { toldTo: '女儿' });
    expect([told.status, told.body.acknowledgedBy]).toEqual([200, '女儿']);
    expect(await failedOf(clerk, view.id)).toEqual([]);
    expect((await notices.request(view.id)).notifiedAt).not.toBeNull();
  });

  it('leaves the list when the appointment is given up, and its cancellation takes its place', async () => {
    const { view } = await unreached();
    gateway.mood = 'refuseNumber';
    expect((await clerk.post(`/api/requests/${view.id}/withdraw`, { reason: '不来了' })).status).toBe(200);
    await notices.sweep();
    const list = await failedOf(clerk, view.id);
    expect(list.map(({ kind }) => kind)).toEqual(['cancelled']);
    await clerk.post(`/api/notices/${list[0]?.id}/told`, { toldTo: '本人' });
    expect(await failedOf(clerk, view.id)).toEqual([]);
  });
});
