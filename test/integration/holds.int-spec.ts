import type { HoldView } from '@contracts/http/booking-life';
import type { RequestView } from '@contracts/http/requests';
import type { Board, SlotOffer } from '@contracts/http/scheduling';
import fc from 'fast-check';
import { HoldSweep } from '../../server/src/scheduling/holds/hold-sweep';
import { onTuesday as at } from '../support/app';
import { freshBureau } from '../support/bureau';
import { anonymous, asStaff, type TestClient } from '../support/client';
import { createOfficial, createRoom } from '../support/county';
import { refusedBy } from '../support/refused';
import { consultation, dispute, resident } from '../support/registering';

const NINE = '2026-11-24T01:00:00.000Z';
const MINUTE = 60_000;

const bureau = freshBureau();

beforeEach(() => {
  bureau.app.stopClock(NINE);
});

const wish = (startsAt: string, more: object = {}) => ({
  topic: 'HUKOU',
  stationIds: [bureau.county.stations[0].id],
  startsAt,
  ...more,
});
const hold = (client: TestClient, startsAt: string, more: object = {}) =>
  client.postOnce<HoldView>('/api/holds', wish(startsAt, more));

/** A browser at home that holds a slot. */
async function holding(startsAt: string): Promise<{ browser: TestClient; held: HoldView }> {
  const browser = anonymous(bureau.app);
  const answer = await hold(browser, startsAt);
  expect(answer.status).toBe(201);
  return { browser: browser.after(answer), held: answer.body };
}
const search = async (client: TestClient) =>
  (await client.post<SlotOffer>('/api/slots/search', { ...wish(NINE), startsAt: undefined, limit: 20 })).body.slots;
/** Offered slots that need some of the time from 10:00 to 10:30. */
const touching = (slots: SlotOffer['slots']) =>
  slots.filter(({ startsAt, endsAt }) => startsAt < at('10:30') && endsAt > at('10:00'));
const register = (client: TestClient, n: number, more: object) =>
  client.postOnce<RequestView>('/api/requests', consultation(bureau.county, n, { channel: 'web', ...more }));
const holds = () => bureau.database.query<{ id: string }>('SELECT id FROM slot_hold ORDER BY created_at');

describe('a held slot', () => {
  it('is kept for five minutes for its holder, and gone for everybody else', async () => {
    const { browser, held } = await holding(at('10:00'));
    expect(held).toMatchObject({ startsAt: at('10:00'), endsAt: at('10:30'), officialName: 'hukou-1' });
    expect(Date.parse(held.expiresAt) - Date.parse(NINE)).toBe(5 * MINUTE);
    expect(touching(await search(anonymous(bureau.app)))).toEqual([]);
    const own = await search(browser);
    expect(own.filter((slot) => slot.held)).toMatchObject([{ startsAt: at('10:00'), officialName: 'hukou-1' }]);
    expect((await browser.get<HoldView>(`/api/holds/${held.id}`)).body).toEqual(held);
    const work = () => register(anonymous(bureau.app), 1, { startsAt: at('10:00') });
    expect(await refusedBy(bureau.app, work)).toMatchObject({ status: 409, code: 'SLOT_TAKEN' });
  });

  it('becomes the booking, in the room and with the official that were held', async () => {
    await createRoom(bureau.database, bureau.county.stations[0].id);
    await createOfficial(bureau.database, 'hukou-2', 'householdRegistration', ['HUKOU']);
    const { browser, held } = await holding(at('10:00'));
    const kept = await bureau.database.query<{ resource_id: string }>(
      'SELECT resource_id FROM reservation WHERE hold_id = $1 ORDER BY 1',
      [held.id],
    );
    bureau.app.stopClock(Date.parse(NINE) + 4 * MINUTE);
    const { status, body } = await register(browser, 1, { startsAt: at('10:00'), holdId: held.id });
    expect([status, body.appointment?.startsAt]).toEqual([201, at('10:00')]);
    const booked = await bureau.database.query(
      'SELECT resource_id FROM reservation WHERE appointment_id = $1 ORDER BY 1',
      [body.appointment?.id],
    );
    expect(booked).toEqual(kept);
    expect(await holds()).toEqual([]);
  });

  it('holds both rooms of a dispute', async () => {
    const stationIds = [bureau.county.stations[0].id, bureau.county.stations[1].id];
    const { status, body } = await hold(bureau.clerk, at('10:00'), { topic: 'DISPUTE', stationIds });
    expect(status).toBe(201);
    expect(await bureau.database.query('SELECT 1 FROM reservation WHERE hold_id = $1', [body.id])).toHaveLength(3);
    const booked = await bureau.clerk.postOnce<RequestView>(
      '/api/requests',
      dispute(bureau.county, { holdId: body.id }),
    );
    expect(booked.body.appointment?.startsAt).toBe(at('10:00'));
  });

  it('can be given back, once or twice', async () => {
    const { browser, held } = await holding(at('10:00'));
    expect((await browser.delete(`/api/holds/${held.id}`)).status).toBe(204);
    expect((await browser.delete(`/api/holds/${held.id}`)).status).toBe(204);
    expect((await register(anonymous(bureau.app), 1, { startsAt: at('10:00') })).status).toBe(201);
  });

  it('is nobody else’s to see, to give back, to swap or to book', async () => {
    const { held } = await holding(at('10:00'));
    for (const stranger of [anonymous(bureau.app), bureau.clerk, (await holding(at('11:00'))).browser]) {
      const tries = [
        () => stranger.get<unknown>(`/api/holds/${held.id}`),
        () => stranger.delete<unknown>(`/api/holds/${held.id}`),
        () => hold(stranger, at('15:00'), { replaces: held.id }),
        () => register(stranger, 1, { startsAt: at('10:00'), holdId: held.id }),
      ];
      for (const work of tries)
        expect(await refusedBy(bureau.app, work)).toMatchObject({ status: 403, code: 'NOT_YOURS' });
    }
  });
});

describe('the end of a hold', () => {
  it('is exact: one millisecond before it the slot is held, at it the slot is free for anybody without any sweep', async () => {
    const { browser, held } = await holding(at('10:00'));
    const end = Date.parse(held.expiresAt);
    bureau.app.stopClock(end - 1);
    expect((await browser.get(`/api/holds/${held.id}`)).status).toBe(200);
    const early = () => register(anonymous(bureau.app), 1, { startsAt: at('10:00') });
    expect(await refusedBy(bureau.app, early)).toMatchObject({ code: 'SLOT_TAKEN' });
    bureau.app.stopClock(end);
    const gone = await browser.get(`/api/holds/${held.id}`);
    expect([gone.status, gone.error.code]).toEqual([410, 'HOLD_EXPIRED']);
    expect(touching(await search(anonymous(bureau.app)))).not.toEqual([]);
    expect((await early()).status).toBe(201);
    const overlapping = await bureau.database.query(
      `SELECT a.id FROM reservation a JOIN reservation b ON a.resource_id = b.resource_id AND a.id <> b.id
          AND a.during && b.during`,
    );
    expect(overlapping).toEqual([]);
  });

  it('costs its holder nothing while the time is still free', async () => {
    const { browser, held } = await holding(at('10:00'));
    bureau.app.stopClock(Date.parse(held.expiresAt) + MINUTE);
    const { status, body } = await register(browser, 1, { holdId: held.id });
    expect([status, body.appointment?.startsAt]).toEqual([201, at('10:00')]);
  });

  it('is told when somebody has taken the time since, with the next start, and nothing is written', async () => {
    const { browser, held } = await holding(at('10:00'));
    bureau.app.stopClock(held.expiresAt);
    await register(anonymous(bureau.app), 1, { startsAt: at('10:00') });
    const refused = await refusedBy(bureau.app, () => register(browser, 2, { startsAt: at('10:00'), holdId: held.id }));
    expect(refused).toMatchObject({ status: 410, code: 'HOLD_EXPIRED', params: { nextStartsAt: at('10:30') } });
    const unknown = await refusedBy(bureau.app, () => register(browser, 2, { holdId: bureau.county.bureauId }));
    expect(unknown).toMatchObject({ status: 410, code: 'HOLD_EXPIRED' });
  });

  it('is tidied up after a while, and a live hold is left alone', async () => {
    const first = await holding(at('10:00'));
    bureau.app.stopClock(Date.parse(first.held.expiresAt) + 10 * MINUTE);
    const second = await holding(at('11:00'));
    expect(await bureau.app.app.get(HoldSweep).sweep()).toBe(2);
    expect(await holds()).toEqual([{ id: second.held.id }]);
    expect(await bureau.app.app.get(HoldSweep).sweep()).toBe(0);
  });
});

describe('one slot a holder', () => {
  it('is swapped in one go, and kept when the other cannot be had', async () => {
    const { browser, held } = await holding(at('10:00'));
    await holding(at('11:00'));
    const refused = await refusedBy(bureau.app, () => hold(browser, at('11:00'), { replaces: held.id }));
    expect(refused).toMatchObject({ status: 409, code: 'SLOT_TAKEN' });
    expect((await browser.get(`/api/holds/${held.id}`)).status).toBe(200);
    const swapped = await hold(browser, at('15:00'), { replaces: held.id });
    expect(swapped.status).toBe(201);
    expect((await holds()).map(({ id }) => id)).not.toContain(held.id);
    expect((await register(anonymous(bureau.app), 1, { startsAt: at('10:00') })).status).toBe(201);
  });

  it('may overlap the one it replaces', async () => {
    const { browser, held } = await holding(at('10:00'));
    expect((await hold(browser, at('10:10'), { replaces: held.id })).status).toBe(201);
  });

  it('stays one when asked for ten at once', async () => {
    const { browser } = await holding(at('10:00'));
    const times = ['09:30', '10:10', '10:30', '11:00', '11:30', '14:00', '14:30', '15:00', '15:30', '16:00'];
    const answers = await Promise.all(times.map((time) => hold(browser, at(time))));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await holds()).toHaveLength(1);
    expect(await bureau.database.query('SELECT 1 FROM reservation WHERE hold_id IS NOT NULL')).toHaveLength(2);
  });

  it('is the same after a repetition, even where the first answer and its cookie were lost', async () => {
    const key = 'a-key-of-one-browser';
    const [once, again] = [
      await anonymous(bureau.app).postOnce<HoldView>('/api/holds', wish(at('10:00')), key),
      await anonymous(bureau.app).postOnce<HoldView>('/api/holds', wish(at('10:00')), key),
    ];
    expect([again.body, again.cookies]).toEqual([once.body, once.cookies]);
    expect((await anonymous(bureau.app).after(again).get(`/api/holds/${once.body.id}`)).status).toBe(200);
  });
});

describe('many at one slot', () => {
  it('twenty browsers at once: exactly one holds it, the rest are told the next start', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => hold(anonymous(bureau.app), at('10:00'))));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(new Set(refused.map(({ status, error }) => `${status} ${error.code}`))).toEqual(new Set(['409 SLOT_TAKEN']));
    expect(await holds()).toHaveLength(1);
  });

  it('at the very end of a hold: exactly one of ten who register has it', async () => {
    const { held } = await holding(at('10:00'));
    bureau.app.stopClock(held.expiresAt);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => register(anonymous(bureau.app), 100 + n, { startsAt: at('10:00') })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
  });

  it('whatever is held, given back, booked and waited for, a slot is had by one', async () => {
    const slots = ['10:00', '10:30', '11:00'];
    const step = fc.record({
      who: fc.integer({ min: 0, max: 2 }),
      slot: fc.integer({ min: 0, max: 2 }),
      deed: fc.constantFrom('hold', 'release', 'book', 'wait'),
    });
    let now = Date.parse(NINE);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        await bureau.database.query(`DELETE FROM reservation`);
        await bureau.database.query(`DELETE FROM slot_hold`);
        await bureau.database.query(`UPDATE appointment SET state = 'cancelled'`);
        now = Date.parse(NINE);
        bureau.app.stopClock(now);
        const people = [anonymous(bureau.app), anonymous(bureau.app), anonymous(bureau.app)];
        const held: ({ slot: number; id: string; until: number } | null)[] = [null, null, null];
        const booked = new Set<number>();
        for (const { who, slot, deed } of steps) {
          const client = people[who] ?? anonymous(bureau.app);
          const live = held.map((one) => (one && one.until > now ? one : null));
          const taken = booked.has(slot) || live.some((one, index) => index !== who && one?.slot === slot);
          const startsAt = at(slots[slot] ?? '');
          if (deed === 'wait') bureau.app.stopClock((now += 2 * MINUTE));
          if (deed === 'release' && held[who]) {
            expect((await client.delete(`/api/holds/${held[who].id}`)).status).toBe(204);
            held[who] = null;
          }
          if (deed === 'hold') {
            const answer = await hold(client, startsAt);
            expect(answer.status).toBe(taken ? 409 : 201);
            if (answer.status !== 201) continue;
            people[who] = client.after(answer);
            held[who] = { slot, id: answer.body.id, until: Date.parse(answer.body.expiresAt) };
          }
          if (deed === 'book') {
            const holdId = live[who]?.slot === slot ? live[who].id : undefined;
            const own = live[who]?.slot === slot && holdId === undefined;
            const parties = [resident(1 + who, bureau.county.stations[0].id)];
            const answer = await register(client, 1, { startsAt, holdId, parties });
            expect(answer.status).toBe(taken || own ? 409 : 201);
            if (answer.status !== 201) continue;
            booked.add(slot);
            if (holdId) held[who] = null;
          }
        }
      }),
      { numRuns: 12, seed: 20261124 },
    );
  }, 120_000);
});

describe('a hold is refused, and nothing changes,', () => {
  it.each([
    ['for an unknown topic', () => ({ topic: 'X' }), 'TOPIC_UNKNOWN'],
    ['for one station of a dispute', () => ({ topic: 'DISPUTE' }), 'PARTY_MISSING'],
    ['for a station that is none', () => ({ stationIds: [bureau.county.bureauId] }), 'STATION_UNKNOWN'],
    ['in the past', () => ({ startsAt: at('08:30') }), 'TIME_PAST'],
    ['off the grid', () => ({ startsAt: at('10:07') }), 'SLOT_OFF_GRID'],
    ['outside the hours', () => ({ startsAt: at('12:30') }), 'SLOT_OUTSIDE_HOURS'],
  ])('%s', async (_when, more, code) => {
    expect(await refusedBy(bureau.app, () => hold(anonymous(bureau.app), at('10:00'), more()))).toMatchObject({ code });
  });

  it('too soon for somebody at home, though a clerk may', async () => {
    bureau.app.stopClock(Date.parse(NINE) + MINUTE);
    expect(await refusedBy(bureau.app, () => hold(anonymous(bureau.app), at('09:10')))).toMatchObject({
      code: 'SLOT_TOO_SOON',
    });
    expect((await hold(bureau.clerk, at('09:07'))).status).toBe(201);
  });

  it('without a key', async () => {
    const work = () => anonymous(bureau.app).post<unknown>('/api/holds', wish(at('10:00')));
    expect(await refusedBy(bureau.app, work)).toMatchObject({ status: 400, code: 'IDEMPOTENCY_KEY_MISSING' });
  });
});

describe('the board', () => {
  const holdsOn = async (client: TestClient) => (await client.get<Board>('/api/board')).body.holds;

  it('shows what is held and until when, to a clerk at the own station, and no more once it has run out', async () => {
    const { held } = await holding(at('10:00'));
    const shown = {
      id: held.id,
      startsAt: at('10:00'),
      endsAt: at('10:30'),
      until: held.expiresAt,
      officialId: bureau.county.hukou.resourceId,
      roomIds: [bureau.county.stations[0].roomId],
    };
    expect(await holdsOn(bureau.scheduler)).toEqual([shown]);
    expect(await holdsOn(bureau.clerk)).toEqual([shown]);
    expect(await holdsOn(await asStaff(bureau.app, bureau.county.stations[1].clerkId))).toEqual([]);
    bureau.app.stopClock(Date.parse(held.expiresAt));
    expect(await holdsOn(bureau.scheduler)).toEqual([]);
  });
});
