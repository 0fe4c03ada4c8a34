import type { RegisterRequest, RequestView } from '@contracts/http/requests';
import type { Browser } from 'playwright-core';
import { launchBrowser, visit, type Visitor } from '../support/browser';
import { asStaff, openSession, type TestClient } from '../support/client';
import { createCounty, createOfficial, type TestCounty, type TestOfficial } from '../support/county';
import { makeAway } from '../support/diary';
import { BoardPage } from '../support/pages/board-page';
import { worldOf } from '../support/refused';
import { consultation, dispute, resident } from '../support/registering';
import { stepsOf } from '../support/steps';
import { startSystem, type TestSystem } from '../support/system';
import { Telling } from '../support/telling';
import { book } from '../support/visits';

/** Tuesday 8:57 in the bureau's zone. */
const NOW = '2026-11-24T00:57:00.000Z';
const today = (time: string): string => `2026-11-24T${time}:00.000Z`;
const tomorrow = (time: string): string => `2026-11-25T${time}:00.000Z`;
const CHANNELS = ['inApp', 'slip', 'sms'];
const [FIRST, SECOND] = ['居民甲-001', '居民甲-002'];
const [HERE, THERE] = ['甲 视频室', '乙 视频室'];

let system: TestSystem;
let browser: Browser;
let county: TestCounty;
let stand: TestOfficial;
let clerk: TestClient;
let board: BoardPage;
let telling: Telling;
const visitors: Visitor[] = [];
const step = stepsOf('scheduler', visitors);

/** Two who wait for a time, and two appointments of one official this afternoon. */
let first: RequestView;
let second: RequestView;
let quarrel: RequestView;
let order: RequestView;

const read = async ({ id }: RequestView): Promise<RequestView> =>
  (await clerk.get<RequestView>(`/api/requests/${id}`)).body;
const register = async (body: RegisterRequest): Promise<RequestView> =>
  (await clerk.postOnce<RequestView>('/api/requests', body)).body;

/** What a request holds: who and where, and when. */
async function held({ id }: RequestView): Promise<{ resources: string[]; starts: string[] }> {
  const rows = await system.database.query<{ resource: string; starts: Date }>(
    `SELECT resource_id AS resource, appointment.starts_at AS starts FROM reservation
       JOIN appointment ON appointment.id = appointment_id WHERE request_id = $1 ORDER BY resource_id`,
    [id],
  );
  const starts = new Set(rows.map((row) => row.starts.toISOString()));
  return { resources: rows.map(({ resource }) => resource), starts: [...starts] };
}

/** Each party knows the time from one notice a channel, will be reminded of it, and hears of no other. */
async function isToldOnce(request: RequestView, kind: string, startsAt: string): Promise<void> {
  await telling.settled();
  expect(await telling.ofTheTime(request.id)).toEqual(
    request.parties.flatMap(({ bookingCode: party }) =>
      CHANNELS.map((channel) => ({ party, channel, kind, startsAt })),
    ),
  );
  expect(await telling.toCome(request.id)).toEqual({ starts: [startsAt], reminded: request.parties.length });
}

beforeAll(async () => {
  [system, browser] = await Promise.all([startSystem({ now: NOW }), launchBrowser()]);
  county = await createCounty(system.database);
  telling = new Telling(system.database);
  clerk = await asStaff(system, county.dutyLeaderId);
  const [here, there, third] = county.stations;
  const clerkHere = await asStaff(system, here.clerkId);
  const clerkThere = await asStaff(system, there.clerkId);
  // No slot for household matters within the 24 hours: two wait, and only a person gives them a later one.
  await makeAway(system.database, county.hukou.resourceId, today('00:00'), tomorrow('01:30'));
  await makeAway(system.database, county.mediator.resourceId, today('00:00'), today('04:00'), 'training');
  const talkers = [resident(21, there.id, { role: 'party' }), resident(22, third.id, { role: 'party' })];
  quarrel = await book(clerkThere, dispute(county, { parties: talkers }), today('06:30'));
  order = await book(clerkHere, consultation(county, 23, { topic: 'PUBLIC_ORDER' }), today('08:30'));
  clerk = clerkHere;
  [first, second] = [await register(consultation(county, 1)), await register(consultation(county, 2))];
  clerk = await asStaff(system, county.schedulerId);
  stand = await createOfficial(system.database, 'order-2', 'publicOrder', ['PUBLIC_ORDER']);
  const cookie = await openSession(system, 'staff', county.schedulerId);
  const visitor = await visit(browser, { url: system.url, cookie });
  visitors.push(visitor);
  board = new BoardPage(visitor.page);
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

describe('a day of the scheduler', () => {
  step('drags a request that waits to a time: it is placed, and its resident is told', async () => {
    await board.open();
    await board.showDay(11, 25);
    await board.drag(board.queued(FIRST), board.at(HERE, '11:00'));
    await board.saysPlaced(FIRST);
    await board.booking(HERE, FIRST, '11:00').waitFor();
    await board.queued(FIRST).waitFor({ state: 'detached' });
    expect(await held(first)).toEqual({
      resources: [county.stations[0].roomId, county.hukou.resourceId].sort(),
      starts: [tomorrow('03:00')],
    });
    await isToldOnce(first, 'booked', tomorrow('03:00'));
  });

  step(
    'is refused on a time that is taken, and in the room of another station, in words; nothing changes',
    async () => {
      await telling.settled();
      const before = await worldOf(system);
      const taken = board.booking(HERE, FIRST, '11:00');
      await board.drag(board.queued(SECOND), board.onto(taken, HERE, '10:00'));
      await board.saysRefused('SLOT_TAKEN');
      expect(await worldOf(system)).toEqual(before);
      await board.drag(board.queued(SECOND), board.besideIn(HERE, '10:00', THERE));
      await board.saysRefused('ROOM_ELSEWHERE');
      expect(await worldOf(system)).toEqual(before);
      await board.queued(SECOND).waitFor();
      await taken.waitFor();
    },
  );

  step("closes an official's afternoon from their row, and the report names whom that hits", async () => {
    const before = [await held(quarrel), await held(order)];
    await board.showDay(11, 24);
    await board.show('officials');
    await board.closeAfternoon('mediator-1', '下午开会');
    await board.clashes.first().waitFor();
    await board.refusals.waitFor({ state: 'detached' });
    const named = await board.clashes.allTextContents();
    expect(named).toHaveLength(2);
    for (const { name } of [...quarrel.parties, ...order.parties]) expect(named.join()).toContain(name);
    for (const row of named) expect(row).toContain('下午开会');
    expect([await held(quarrel), await held(order)]).toEqual(before);
    const away = await system.database.query<{ from: Date; kind: string }>(
      `SELECT lower(during) AS from, kind FROM absence WHERE resource_id = $1 AND reason = $2`,
      [county.mediator.resourceId, '下午开会'],
    );
    expect(away).toEqual([{ from: new Date(today('04:00')), kind: 'leave' }]);
  });

  step('accepts the new plan: whoever moves is told once, and nobody else hears of it', async () => {
    await telling.settled();
    const unmoved = await telling.all(order.id);
    await board.propose();
    expect(await board.proposals.getByRole('checkbox', { checked: true }).count()).toBe(2);
    await board.accept(2);

    // Another official took over: same time, same room, and not one notice.
    expect(await held(order)).toEqual({
      resources: [county.stations[0].roomId, stand.resourceId].sort(),
      starts: [today('08:30')],
    });
    // Nobody else may mediate, and the official's day is over: early tomorrow, within the 24 hours.
    expect(await held(quarrel)).toEqual({
      resources: [county.stations[1].roomId, county.stations[2].roomId, county.mediator.resourceId].sort(),
      starts: [tomorrow('00:30')],
    });
    await isToldOnce(quarrel, 'moved', tomorrow('00:30'));
    expect(await telling.all(order.id)).toEqual(unmoved);
    expect(await telling.toCome(order.id)).toEqual({ starts: [today('08:30')], reminded: 1 });
    expect(
      await system.database.query(
        `SELECT FROM reservation a JOIN reservation b ON a.resource_id = b.resource_id AND a.during && b.during AND a.id < b.id`,
      ),
    ).toEqual([]);
  });

  step('moves another with the keyboard alone: Space, arrows, Enter', async () => {
    await board.backToTimetable();
    await board.show('rooms');
    await board.showDay(11, 25);
    await board.pickUp(board.booking(HERE, FIRST, '11:00'));
    // Their phone is no business of the scheduler's; that is not to say that they have none.
    expect(await board.parties.textContent()).not.toContain(board.noPhone);
    for (const time of ['11:10', '11:20', '11:30']) {
      await board.page.keyboard.press('ArrowRight');
      await board.mark(HERE, time).waitFor();
    }
    await board.page.keyboard.press('Enter');
    await board.saysPlaced(FIRST);
    await board.booking(HERE, FIRST, '11:30').waitFor();
    expect((await read(first)).appointment).toMatchObject({ startsAt: tomorrow('03:30'), state: 'booked' });
    await isToldOnce(first, 'moved', tomorrow('03:30'));
    expect((await read(second)).appointment).toBeNull();
    for (const { complaints } of visitors) expect(complaints).toEqual([]);
  });
});
