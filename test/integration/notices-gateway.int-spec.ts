import { randomUUID } from 'node:crypto';
import type { FailedNotice, NoticeView, RevealedPhone } from '@contracts/http/notices';
import { TUESDAY_NINE } from '../support/app';
import { sharedBureau } from '../support/bureau';
import { asStaff, type TestClient } from '../support/client';
import { refusedBy } from '../support/refused';
import { consultation, resident } from '../support/registering';
import type { SmsGateway } from '../support/sms-gateway';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const bureau = sharedBureau({ sms: true, mail: true });
let n = 0;
beforeEach(async () => {
  bureau.gateway.mood = 'accept';
  bureau.mail.refuseWith = null;
  bureau.app.setNow(TUESDAY_NINE);
  // Every test begins with an empty day.
  await bureau.database.query('DELETE FROM reservation');
});

/** A resident of their own for each test; the phone is the last word of the pair. */
async function book(email?: string) {
  n += 1;
  const party = resident(n, bureau.county.stations[0].id, email ? { email } : {});
  return {
    view: await bureau.notices.book(consultation(bureau.county, n, { parties: [party] })),
    phone: party.phone ?? '',
  };
}
const sms = async (id: string) => (await bureau.notices.rows(id, 'sms'))[0];
const failedOf = async (client: TestClient, requestId: string) =>
  (await client.get<{ items: FailedNotice[] }>('/api/notices/failed')).body.items.filter(
    (one) => one.requestId === requestId,
  );

describe('the text-message gateway', () => {
  it('gets each message once, signed, under the key of its notice, and sent is not delivered', async () => {
    const { view, phone } = await book();
    await bureau.notices.sweep();
    await bureau.notices.sweep();
    const row = await sms(view.id);
    const [text] = bureau.gateway.textsTo(phone);
    expect(bureau.gateway.textsTo(phone)).toHaveLength(1);
    expect(text).toMatchObject({ key: row?.id, text: row?.body });
    expect(row).toMatchObject({ state: 'sent', delivered_at: null });
    expect(bureau.gateway.forged).toBe(0);
    expect((await bureau.notices.request(view.id)).notifiedAt).toBeNull();
  });

  it('says by a receipt that it arrived: then, and at the moment it names, the 24-hour clock stops', async () => {
    const { view, phone } = await book();
    await bureau.notices.sweep();
    const [text] = bureau.gateway.textsTo(phone);
    const arrived = new Date(bureau.app.now().getTime() + 20 * SECOND);
    bureau.notices.at(bureau.app.now().getTime() + MINUTE);
    expect((await bureau.gateway.receipt(bureau.app.url, text!, 'delivered', arrived)).status).toBe(204);
    expect(await sms(view.id)).toMatchObject({ state: 'delivered', delivered_at: arrived });
    const request = await bureau.notices.request(view.id);
    expect([request.state, request.notifiedAt]).toEqual(['NOTIFIED', arrived.toISOString()]);
  });

  it('may say it twice, and a failure after it, and nothing changes', async () => {
    const { view, phone } = await book('jia-twice@resident.example');
    await bureau.notices.sweep();
    const [text] = bureau.gateway.textsTo(phone);
    await bureau.gateway.receipt(bureau.app.url, text!, 'delivered', bureau.app.now());
    const before = await bureau.notices.rows(view.id);
    const events = await bureau.notices.events(view.id);
    for (const status of ['delivered', 'failed', 'delivered'] as const)
      expect((await bureau.gateway.receipt(bureau.app.url, text!, status, bureau.app.now())).status).toBe(204);
    expect(await bureau.notices.rows(view.id)).toEqual(before);
    expect(await bureau.notices.events(view.id)).toEqual(events);
  });

  it('may say it before the sending is noted: it stays delivered', async () => {
    const { view, phone } = await book();
    bureau.gateway.mood = 'acceptSilently';
    await bureau.notices.sweep();
    expect(await sms(view.id)).toMatchObject({ state: 'pending', attempts: 1 });
    await bureau.gateway.receipt(bureau.app.url, bureau.gateway.textsTo(phone)[0]!, 'delivered', bureau.app.now());
    bureau.gateway.mood = 'accept';
    bureau.notices.at(bureau.app.now().getTime() + MINUTE);
    await bureau.notices.sweep();
    expect(await sms(view.id)).toMatchObject({ state: 'delivered' });
    expect(bureau.gateway.textsTo(phone)).toHaveLength(1);
  });

  it('is believed about failing first and arriving after all', async () => {
    const { view, phone } = await book();
    await bureau.notices.sweep();
    const [text] = bureau.gateway.textsTo(phone);
    await bureau.gateway.receipt(bureau.app.url, text!, 'failed', bureau.app.now());
    expect(await sms(view.id)).toMatchObject({ state: 'failed', last_error: 'undelivered' });
    expect(await failedOf(bureau.scheduler, view.id)).toHaveLength(1);
    await bureau.gateway.receipt(bureau.app.url, text!, 'delivered', bureau.app.now());
    expect(await sms(view.id)).toMatchObject({ state: 'delivered' });
    expect(await failedOf(bureau.scheduler, view.id)).toEqual([]);
  });

  it('is not believed without its signature, with an old one, or about a message that is not ours', async () => {
    const { phone } = await book();
    await bureau.notices.sweep();
    const [text] = bureau.gateway.textsTo(phone);
    const say = async (...args: Parameters<SmsGateway['receipt']>) => {
      const response = await bureau.gateway.receipt(...args);
      return { status: response.status, error: (await response.json()) as never };
    };
    const tenMinutesAgo = new Date(Date.now() - 10 * MINUTE);
    expect(
      (
        await refusedBy(bureau.app, () =>
          say(bureau.app.url, text!, 'delivered', bureau.app.now(), { key: 'another-key-altogether' }),
        )
      ).code,
    ).toBe('NOT_ALLOWED');
    expect(
      (
        await refusedBy(bureau.app, () =>
          say(bureau.app.url, text!, 'delivered', bureau.app.now(), { at: tenMinutesAgo }),
        )
      ).code,
    ).toBe('NOT_ALLOWED');
    const unknown = { key: '3b0d6c1e-0000-4000-8000-000000000009', messageId: 'x' };
    expect((await refusedBy(bureau.app, () => say(bureau.app.url, unknown, 'delivered', bureau.app.now()))).code).toBe(
      'NOT_FOUND',
    );
  });
});

describe('a gateway in trouble', () => {
  it('that took the message and did not answer gets the same key again, and the resident one text', async () => {
    const { view, phone } = await book();
    bureau.gateway.mood = 'acceptSilently';
    await bureau.notices.sweep();
    bureau.gateway.mood = 'accept';
    bureau.notices.at(bureau.app.now().getTime() + MINUTE);
    await bureau.notices.sweep();
    const row = await sms(view.id);
    expect(bureau.gateway.tries.filter((key) => key === row?.id)).toHaveLength(2);
    expect(bureau.gateway.textsTo(phone)).toHaveLength(1);
    expect(row?.state).toBe('sent');
  });

  it.each(['break', 'silent', 'busy', 'nonsense'] as const)(
    'that answers "%s" is asked again after 5, 20, 80 and 320 seconds, then the board hears of it',
    async (mood) => {
      const { view } = await book();
      bureau.gateway.mood = mood;
      const start = bureau.app.now().getTime();
      await bureau.notices.sweep();
      for (const [index, seconds] of [5, 20, 80, 320].entries()) {
        const row = await sms(view.id);
        expect(row).toMatchObject({ state: 'pending', attempts: index + 1, last_error: 'providerDown' });
        const wait = (row?.due_at.getTime() ?? 0) - bureau.app.now().getTime();
        expect(wait).toBeGreaterThan(seconds * 0.7 * SECOND);
        expect(wait).toBeLessThanOrEqual(seconds * 1.2 * SECOND);
        bureau.notices.at(row?.due_at ?? start);
        await bureau.notices.sweep();
      }
      expect(await sms(view.id)).toMatchObject({ state: 'failed', attempts: 5 });
      expect(await failedOf(bureau.scheduler, view.id)).toMatchObject([
        { channel: 'sms', attempts: 5, error: 'providerDown', phoneMasked: expect.stringContaining('****') as string },
      ]);
    },
    30_000,
  );

  it('that refuses the number is not asked again: the mail goes out at once', async () => {
    const { view } = await book('jia-refused@resident.example');
    bureau.gateway.mood = 'refuseNumber';
    await bureau.notices.sweep();
    await bureau.notices.sweep();
    expect(await sms(view.id)).toMatchObject({ state: 'failed', attempts: 1, last_error: 'addressRefused' });
    expect(bureau.mail.to('jia-refused@resident.example')).toHaveLength(1);
    expect(await failedOf(bureau.scheduler, view.id)).toEqual([]);
  });

  it('whose receipt says "failed" is followed by the mail', async () => {
    const { view, phone } = await book('jia-absent@resident.example');
    await bureau.notices.sweep();
    await bureau.gateway.receipt(bureau.app.url, bureau.gateway.textsTo(phone)[0]!, 'failed', bureau.app.now());
    await bureau.notices.sweep();
    expect(bureau.mail.to('jia-absent@resident.example')).toHaveLength(1);
    expect((await bureau.notices.rows(view.id, 'email'))[0]?.state).toBe('sent');
  });
});

describe('a notice that reached nobody', () => {
  async function unreached() {
    const { view, phone } = await book();
    bureau.gateway.mood = 'refuseNumber';
    await bureau.notices.sweep();
    bureau.gateway.mood = 'accept';
    const [item] = await failedOf(bureau.clerk, view.id);
    if (!item) throw new Error('it is not on the list');
    return { view, phone, item };
  }

  it('stands on the list of its own station and of the bureau, and of no other station', async () => {
    const { view, item } = await unreached();
    expect(item).toMatchObject({ requestNo: view.no, kind: 'booked', error: 'addressRefused' });
    const other = await asStaff(bureau.app, bureau.county.stations[1].clerkId);
    expect(await failedOf(other, view.id)).toEqual([]);
    expect(await refusedBy(bureau.app, () => other.post(`/api/notices/${item.id}/retry`))).toMatchObject({
      status: 403,
      code: 'NOT_YOURS',
    });
    const told = { toldTo: '本人' };
    expect(await refusedBy(bureau.app, () => other.postOnce(`/api/notices/${item.id}/told`, told))).toMatchObject({
      code: 'NOT_YOURS',
    });
    const admin = await asStaff(bureau.app, bureau.county.adminId);
    expect(await refusedBy(bureau.app, () => admin.post(`/api/notices/${item.id}/retry`))).toMatchObject({
      code: 'NOT_ALLOWED',
    });
  });

  it('is sent once more under another key, and then is on its way', async () => {
    const { view, phone, item } = await unreached();
    expect((await bureau.clerk.post(`/api/notices/${item.id}/retry`)).status).toBe(200);
    expect(await failedOf(bureau.clerk, view.id)).toEqual([]);
    await bureau.notices.sweep();
    expect(bureau.gateway.textsTo(phone)).toMatchObject([{ key: `${item.id}-1` }]);
    await bureau.gateway.receipt(bureau.app.url, bureau.gateway.textsTo(phone)[0]!, 'delivered', bureau.app.now());
    expect(await sms(view.id)).toMatchObject({ state: 'delivered' });
    expect(await refusedBy(bureau.app, () => bureau.clerk.post(`/api/notices/${item.id}/retry`))).toMatchObject({
      code: 'STATE_FORBIDS',
    });
  });

  it('is told by telephone, by name, and that stops the clock', async () => {
    const { view, item } = await unreached();
    const told = await bureau.clerk.postOnce<{ acknowledgedBy: string }>(`/api/notices/${item.id}/told`, {
      toldTo: '女儿',
    });
    expect([told.status, told.body.acknowledgedBy]).toEqual([200, '女儿']);
    expect(await failedOf(bureau.clerk, view.id)).toEqual([]);
    expect((await bureau.notices.request(view.id)).notifiedAt).not.toBeNull();
  });

  it('is told once, however often it is pressed, and not without a key', async () => {
    const { view, item } = await unreached();
    const path = `/api/notices/${item.id}/told`;
    const told = { toldTo: '儿子', note: '说会准时来' };
    expect(await refusedBy(bureau.app, () => bureau.clerk.post(path, told))).toMatchObject({
      status: 400,
      code: 'IDEMPOTENCY_KEY_MISSING',
    });
    const key = randomUUID();
    const [first, second] = await Promise.all([1, 2].map(() => bureau.clerk.postOnce<NoticeView>(path, told, key)));
    expect(second).toEqual(first);
    expect(first).toMatchObject({ status: 200, body: { channel: 'spoken', acknowledgedBy: '儿子' } });
    expect(await bureau.notices.rows(view.id, 'spoken')).toHaveLength(1);
    const audits = await bureau.database.query(
      `SELECT 1 FROM audit_event WHERE action = 'notice.spoken' AND subject_id = $1`,
      [first?.body.id],
    );
    expect(audits).toHaveLength(1);
    const other = { ...told, toldTo: '女儿' };
    expect(await refusedBy(bureau.app, () => bureau.clerk.postOnce(path, other, key))).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('shows its telephone number to whoever has to call, once for each reason given, and that is audited', async () => {
    const { view, phone, item } = await unreached();
    const partyId = view.parties[0]?.id;
    const path = `/api/notices/${item.id}/reveal`;
    const reason = '三次短信都没送到，打电话告知';
    for (const client of [bureau.clerk, bureau.scheduler])
      expect((await client.post<RevealedPhone>(path, { reason })).body).toEqual({ phone });
    const audits = await bureau.database.query(
      `SELECT actor_id, subject_id, detail FROM audit_event WHERE action = 'party.revealPhone' ORDER BY at`,
    );
    expect(audits).toEqual(
      [bureau.county.stations[0].clerkId, bureau.county.schedulerId].map((actor) => ({
        actor_id: actor,
        subject_id: partyId,
        detail: { noticeId: item.id, reason },
      })),
    );
  });

  it('shows no telephone number without a reason, to strangers, or once it has been sent', async () => {
    const { view, item } = await unreached();
    const path = `/api/notices/${item.id}/reveal`;
    const reason = '打电话告知';
    const refused = (client: TestClient, body: object) => refusedBy(bureau.app, () => client.post(path, body));
    expect(await refused(bureau.clerk, { reason: ' ' })).toMatchObject({ status: 400, code: 'INPUT_INVALID' });
    const other = await asStaff(bureau.app, bureau.county.stations[1].clerkId);
    expect(await refused(other, { reason })).toMatchObject({ status: 403, code: 'NOT_YOURS' });
    for (const id of [bureau.county.auditorId, bureau.county.adminId, bureau.county.hukou.staffId])
      expect(await refused(await asStaff(bureau.app, id), { reason })).toMatchObject({ code: 'NOT_ALLOWED' });
    await bureau.notices.sweep();
    await bureau.clerk.post(`/api/notices/${item.id}/retry`);
    expect(await refused(bureau.clerk, { reason })).toMatchObject({ code: 'STATE_FORBIDS' });
    expect(await failedOf(bureau.clerk, view.id)).toEqual([]);
  });

  it('leaves the list when the appointment is given up, and its cancellation takes its place', async () => {
    const { view } = await unreached();
    bureau.gateway.mood = 'refuseNumber';
    expect((await bureau.clerk.postOnce(`/api/requests/${view.id}/withdraw`, { reason: '不来了' })).status).toBe(200);
    await bureau.notices.sweep();
    const list = await failedOf(bureau.clerk, view.id);
    expect(list.map(({ kind }) => kind)).toEqual(['cancelled']);
    await bureau.clerk.postOnce(`/api/notices/${list[0]?.id}/told`, { toldTo: '本人' });
    expect(await failedOf(bureau.clerk, view.id)).toEqual([]);
  });
});
