import { hash } from '@node-rs/argon2';
import type { Browser, Page } from 'playwright-core';
import { severeViolations } from '../support/accessibility';
import { launchBrowser, visit, type Visitor } from '../support/browser';
import { openSession } from '../support/client';
import { createCounty, type TestCounty } from '../support/county';
import { ClerkPage } from '../support/pages/clerk-page';
import { ResidentPage } from '../support/pages/resident-page';
import { RoomPage } from '../support/pages/room-page';
import { signIn } from '../support/pages/sign-in-page';
import { stepsOf } from '../support/steps';
import { startSystem, type TestSystem } from '../support/system';
import { Words } from '../support/words';

/** Tuesday 9:57 in the bureau's zone. */
const NOW = '2026-11-24T01:57:00.000Z';
const PASSWORD = '只在测试里用的密码';
const PHONE = { width: 390, height: 844, touch: true };

let system: TestSystem;
let county: TestCounty;
let browser: Browser;
const visitors: Visitor[] = [];

async function person(options: { width?: number; height?: number; touch?: boolean; cookie?: string }): Promise<Page> {
  const visitor = await visit(browser, { url: system.url, ...options });
  visitors.push(visitor);
  return visitor.page;
}

const staff = async (id: string) => person({ cookie: await openSession(system, 'staff', id) });
const isNarrow = async (page: Page) =>
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);

beforeAll(async () => {
  [system, browser] = await Promise.all([startSystem({ now: NOW }), launchBrowser()]);
  county = await createCounty(system.database);
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

describe('a resident alone with a phone', () => {
  const step = stepsOf('resident', visitors);
  const words = new Words('resident');
  let phone: ResidentPage;
  let code = '';

  step('registers, one question a screen, and is told when and where', async () => {
    const page = await person(PHONE);
    phone = new ResidentPage(page);
    await page.goto('/');
    expect(await severeViolations(page)).toEqual([]);
    await isNarrow(page);
    await page.getByRole('link', { name: new Words('resident-home').say('register') }).click();

    await phone.isAt('topic');
    // Nothing is chosen yet: said in words, and nothing is lost.
    await phone.next();
    await page.getByText(words.say('fault.topic.missing')).waitFor();
    await phone.choice(words.say('topic.HUKOU.label')).click();
    const questions = ['station', 'who', 'needs', 'when', 'check'];
    for (const question of questions) {
      expect(await severeViolations(page)).toEqual([]);
      await isNarrow(page);
      await phone.next();
      await phone.isAt(question);
      if (question === 'station') await phone.choice('乙派出所').click();
      if (question === 'who') await phone.fillWho('居民甲-031', '19900000031');
      if (question === 'when') await page.locator('label.choice').first().click();
    }
    expect(await severeViolations(page)).toEqual([]);
    code = await phone.send();
    await page.getByText(words.say('result.place', { station: '乙派出所' })).waitFor();
    expect(await severeViolations(page)).toEqual([]);
    await isNarrow(page);
    const [row] = await system.database.query<{ n: number }>('SELECT count(*)::int AS n FROM reservation');
    expect(row?.n).toBe(2);
  });

  step('finds the appointment by code and last four digits on another phone, and says they come', async () => {
    const page = await person(PHONE);
    phone = new ResidentPage(page);
    await phone.lookUp(code, '0000');
    await page.getByRole('alert').first().waitFor();
    await phone.lookUp(code, '0031');
    await phone.confirm();
    expect(await severeViolations(page)).toEqual([]);
    await isNarrow(page);
    const [party] = await system.database.query<{ confirmed_at: Date | null }>('SELECT confirmed_at FROM party');
    expect(party?.confirmed_at).not.toBeNull();
  });

  step('reads everything in English after one press, also next time', async () => {
    const { page } = phone;
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText(new Words('resident', 'en').say('coming.said.yes')).waitFor();
    expect(await page.evaluate<string>('document.documentElement.lang')).toBe('en');
    await page.goto('/');
    await page.getByRole('link', { name: new Words('resident-home', 'en').say('register') }).waitFor();
    await isNarrow(page);
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('link', { name: new Words('resident-home').say('register') }).waitFor();
  });
});

describe('pages of the staff and of the room', () => {
  const step = stepsOf('staff', visitors);

  step('lets a clerk in with user name and password, and says one sentence when they do not fit', async () => {
    const [station] = county.stations;
    await system.database.query('UPDATE staff SET password_hash = $1 WHERE id = $2', [
      await hash(PASSWORD),
      station.clerkId,
    ]);
    const page = await person({});
    await page.goto('/sign-in');
    expect(await severeViolations(page)).toEqual([]);
    await expect(signIn(page, 'clerk-1', 'wrong', '/nowhere', 2_000)).rejects.toThrow();
    await page.getByText(new Words('sign-in').say('wrong')).waitFor();
    await signIn(page, 'clerk-1', PASSWORD, '/station');
    const clerk = new ClerkPage(page);
    await clerk.form.waitFor();
    await clerk.pickTopic('DISPUTE');
    expect(await severeViolations(page)).toEqual([]);
  });

  step('has no severe violation on board and figures', async () => {
    const board = await staff(county.schedulerId);
    await board.goto('/board');
    await board.getByRole('heading', { name: new Words('board').like('queue') }).waitFor();
    expect(await severeViolations(board)).toEqual([]);
    const figures = await staff(county.dutyLeaderId);
    await figures.goto('/figures');
    await figures.getByRole('table').first().waitFor();
    expect(await severeViolations(figures)).toEqual([]);
  });

  step('has no severe violation on the desk and the follow-ups', async () => {
    const desk = await staff(county.hukou.staffId);
    await desk.goto('/desk');
    await desk.getByRole('table', { name: new Words('desk').say('list.label') }).waitFor();
    expect(await severeViolations(desk)).toEqual([]);
    await desk.goto('/follow-ups');
    await desk.getByText(new Words('follow-ups').say('empty')).waitFor();
    expect(await severeViolations(desk)).toEqual([]);
  });

  step('has no severe violation on the screen of a room: pairing, idle, typing, waiting', async () => {
    const [, station] = county.stations;
    const size = { width: 1920, height: 1080 };
    const fresh = new RoomPage(await person(size));
    await fresh.open();
    expect(await fresh.pairingCode()).toMatch(/^\d{6}$/);
    expect(await severeViolations(fresh.page)).toEqual([]);
    const room = new RoomPage(await person({ ...size, cookie: await openSession(system, 'device', station.deviceId) }));
    await room.open();
    await room.isIdle();
    expect(await severeViolations(room.page)).toEqual([]);
    const [party] = await system.database.query<{ booking_code: string }>('SELECT booking_code FROM party');
    await room.type(party?.booking_code ?? '', '0031');
    expect(await severeViolations(room.page)).toEqual([]);
    await room.confirmTyped();
    await room.waits();
    expect(await severeViolations(room.page)).toEqual([]);
    for (const { complaints } of visitors) expect(complaints).toEqual([]);
  });
});
