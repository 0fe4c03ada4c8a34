import type { ConfirmLinkView } from '@contracts/http/notices';
import { sharedBureau } from '../support/bureau';
import { anonymous, asResident, type TestClient } from '../support/client';
import { refusedBy } from '../support/refused';
import { consultation, dispute, resident } from '../support/registering';

const MONDAY_NINE = '2026-11-23T01:00:00.000Z';
const TEN = '2026-11-25T02:00:00.000Z';
const THREE = '2026-11-25T07:00:00.000Z';

const bureau = sharedBureau({ now: MONDAY_NINE, env: { PUBLIC_URL: 'https://video-home.example' }, mail: true });
let anyone: TestClient;
let n = 0;

beforeAll(() => {
  anyone = anonymous(bureau.app);
});
beforeEach(async () => {
  bureau.app.setNow(MONDAY_NINE);
  await bureau.database.query('DELETE FROM reservation');
});

const book = (more = {}) => {
  n += 1;
  return bureau.notices.book(consultation(bureau.county, n, { startsAt: TEN, ...more }));
};
const tokenIn = (text: string | undefined): string =>
  /https:\/\/video-home\.example\/c\/([\w-]{16}) /.exec(text ?? '')?.[1] ?? '';
const tokenOf = async (id: string) =>
  tokenIn((await bureau.notices.rows(id, 'sms')).filter(({ kind }) => kind !== 'reminder').at(-1)?.body);
const read = (token: string) => anyone.get<ConfirmLinkView>(`/api/confirm/${token}`);
const answer = (token: string, coming: boolean) => anyone.post<ConfirmLinkView>(`/api/confirm/${token}`, { coming });
const move = async (id: string) => {
  const { version } = await bureau.notices.request(id);
  expect((await bureau.scheduler.postOnce(`/api/requests/${id}/place`, { startsAt: THREE, version })).status).toBe(200);
};

describe('the link of a text message', () => {
  it('says when and where to whoever opens it, and of the person no more than the given name', async () => {
    n += 1;
    const party = resident(n, bureau.county.stations[0].id, { name: '王小明', village: '示范村' });
    const { id } = await book({ parties: [party] });
    const { status, body } = await read(await tokenOf(id));
    expect(status).toBe(200);
    expect(body).toEqual({
      state: 'open',
      givenName: '小明',
      startsAt: TEN,
      endsAt: '2026-11-25T02:30:00.000Z',
      nowStartsAt: null,
      stationName: '甲派出所',
      stationNameEn: 'Station 1',
      stationPhone: '0816-0000-001',
      confirmedAt: null,
      declinedAt: null,
      already: false,
    });
  });

  it('is not on paper and not on the own page, which need none', async () => {
    const { id } = await book();
    for (const channel of ['slip', 'inApp'])
      expect((await bureau.notices.rows(id, channel))[0]?.body).not.toContain('/c/');
  });

  it('confirms, and says the second time when that was', async () => {
    const { id } = await book();
    const token = await tokenOf(id);
    const first = (await answer(token, true)).body;
    expect(first).toMatchObject({ state: 'confirmed', already: false });
    expect((await bureau.notices.request(id)).state).toBe('CONFIRMED');
    bureau.app.setNow('2026-11-23T03:00:00.000Z');
    const audits = () => bureau.database.query(`SELECT 1 FROM audit_event WHERE action = 'party.confirm'`);
    const before = await audits();
    expect((await answer(token, true)).body).toEqual({ ...first, already: true });
    expect(await audits()).toEqual(before);
  });

  it('may change the answer', async () => {
    const { id } = await book();
    const token = await tokenOf(id);
    await answer(token, true);
    expect((await answer(token, false)).body).toMatchObject({ state: 'declined', confirmedAt: null, already: false });
    expect((await answer(token, false)).body).toMatchObject({ state: 'declined', already: true });
  });

  it('speaks for its own party only', async () => {
    n += 2;
    const { id } = await bureau.notices.book(dispute(bureau.county, { startsAt: TEN }));
    const [a, b] = (await bureau.notices.rows(id, 'sms'))
      .filter(({ kind }) => kind === 'booked')
      .map(({ body }) => tokenIn(body));
    expect(a).not.toBe(b);
    await answer(a ?? '', true);
    expect((await read(b ?? '')).body.state).toBe('open');
    expect((await bureau.notices.request(id)).state).not.toBe('CONFIRMED');
  });

  it('is dead after a change of the time, names the new one, and changes nothing', async () => {
    const { id } = await book();
    const old = await tokenOf(id);
    await move(id);
    expect((await read(old)).body).toMatchObject({ state: 'changed', startsAt: TEN, nowStartsAt: THREE });
    expect(await refusedBy(bureau.app, () => answer(old, true))).toMatchObject({
      status: 409,
      code: 'STATE_FORBIDS',
      params: { state: 'changed' },
    });
    const fresh = await tokenOf(id);
    expect(fresh).not.toBe(old);
    expect((await answer(fresh, true)).body.state).toBe('confirmed');
  });

  it('is dead once the time has passed, and once the appointment is given up', async () => {
    const { id } = await book();
    const token = await tokenOf(id);
    bureau.app.setNow('2026-11-25T02:30:00.000Z');
    expect((await read(token)).body.state).toBe('over');
    expect(await refusedBy(bureau.app, () => answer(token, true))).toMatchObject({ params: { state: 'over' } });
    bureau.app.setNow(MONDAY_NINE);
    await bureau.clerk.postOnce(`/api/requests/${id}/withdraw`, { reason: '不来了' });
    expect((await read(token)).body).toMatchObject({ state: 'changed', nowStartsAt: null });
  });

  it('cannot be guessed: a link of a letter more, less or other is none', async () => {
    const { id } = await book();
    const token = await tokenOf(id);
    const other = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    for (const wrong of [other, token.slice(1), `${token}A`, 'x']) {
      expect((await read(wrong)).status).toBe(404);
      expect(await refusedBy(bureau.app, () => answer(wrong, true))).toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});

describe('the calendar file', () => {
  const linesOf = (ics: string) => ics.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
  const value = (ics: string, name: string) =>
    linesOf(ics)
      .find((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`))
      ?.replace(/^[^:]*:/, '');
  const file = async (partyId: string, query = '') => {
    const client = await asResident(bureau.app, partyId);
    const { status, type, body } = await client.bytes(`/api/resident/appointment.ics${query}`);
    return { status, type, ics: body.toString() };
  };

  it('invites at the instant in UTC, without the matter', async () => {
    const { id, parties } = await book();
    const { status, type, ics } = await file(parties[0]?.id ?? '');
    expect([status, type]).toEqual([200, 'text/calendar; charset=utf-8; method=REQUEST']);
    expect([value(ics, 'METHOD'), value(ics, 'STATUS')]).toEqual(['REQUEST', 'CONFIRMED']);
    expect([value(ics, 'DTSTART'), value(ics, 'DTEND')]).toEqual(['20261125T020000Z', '20261125T023000Z']);
    expect(value(ics, 'UID')).toBe(`${id}-1@video-home`);
    expect(value(ics, 'SUMMARY')).toBe('视频之家 约访：甲派出所');
    expect(ics).not.toMatch(/户口|居民甲|TZID/);
    for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const english = await file(parties[0]?.id ?? '', '?lang=en');
    expect(value(english.ics, 'SUMMARY')).toBe('Video Home appointment: Station 1');
  });

  it('keeps its UID and grows in sequence with each change, to the cancellation', async () => {
    const { id, parties } = await book();
    const partyId = parties[0]?.id ?? '';
    const first = (await file(partyId)).ics;
    await move(id);
    const second = (await file(partyId)).ics;
    await bureau.clerk.postOnce(`/api/requests/${id}/withdraw`, { reason: '不来了' });
    const third = (await file(partyId)).ics;
    const all = [first, second, third];
    expect(new Set(all.map((ics) => value(ics, 'UID'))).size).toBe(1);
    expect(all.map((ics) => value(ics, 'DTSTART'))).toEqual([
      '20261125T020000Z',
      '20261125T070000Z',
      '20261125T070000Z',
    ]);
    expect(all.map((ics) => value(ics, 'METHOD'))).toEqual(['REQUEST', 'REQUEST', 'CANCEL']);
    expect(value(third, 'STATUS')).toBe('CANCELLED');
    const [a = 0, b = 0, c = 0] = all.map((ics) => Number(value(ics, 'SEQUENCE')));
    expect(a < b && b < c).toBe(true);
  });

  it('comes with the mail, and behind the link', async () => {
    n += 1;
    const party = resident(n, bureau.county.stations[0].id, { phone: undefined, email: 'jia-ics@resident.example' });
    const { id } = await book({ parties: [party] });
    await bureau.notices.sweep();
    const [letter] = bureau.mail.to('jia-ics@resident.example');
    const attached = letter?.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
    const ics = typeof attached?.content === 'string' ? attached.content : new TextDecoder().decode(attached?.content);
    expect(value(ics, 'UID')).toBe(`${id}-1@video-home`);
    expect(linesOf(ics).join()).toMatch(/,ATTENDEE;[^,]*:mailto:jia-ics@resident\.example,/i);
    const token = tokenIn((await bureau.notices.rows(id, 'email'))[0]?.body);
    const linked = await anyone.bytes(`/api/confirm/${token}/appointment.ics`);
    expect(value(linked.body.toString(), 'UID')).toBe(`${id}-1@video-home`);
  });

  it('is for the resident, and for nobody without a session', async () => {
    expect((await anyone.bytes('/api/resident/appointment.ics')).status).toBe(401);
    expect((await bureau.clerk.bytes('/api/resident/appointment.ics')).status).toBe(401);
  });
});
