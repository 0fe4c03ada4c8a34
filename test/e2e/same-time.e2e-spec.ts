import { readFile } from 'node:fs/promises';
import type { RequestView } from '@contracts/http/requests';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, visit, type Visitor } from '../support/browser';
import { asStaff, openSession } from '../support/client';
import { createCounty, type TestCounty } from '../support/county';
import { ClerkPage } from '../support/pages/clerk-page';
import { ResidentPage } from '../support/pages/resident-page';
import { pdfText } from '../support/pdf-text';
import { consultation } from '../support/registering';
import { stepsOf } from '../support/steps';
import { startSystem, type TestSystem } from '../support/system';
import { book } from '../support/visits';
import { Words } from '../support/words';

/** Tuesday 8:57 in the bureau's zone. */
const NOW = '2026-11-24T00:57:00.000Z';
/** Half past three in the afternoon there; in UTC it is the morning. */
const START = '2026-11-24T07:30:00.000Z';
const NAME = '居民甲-001';

const common = new Words('common');
const weekday = new Intl.DateTimeFormat('zh-CN', { weekday: 'long', timeZone: 'Asia/Shanghai' }).format(
  new Date(START),
);
const DATE = common.say('date.long', { monthDay: common.say('date.monthDay', { month: 11, day: 24 }), weekday });
/** Staff read 24 hours, residents what people say. */
const CLOCK = '15:30';
const TIME = common.say('date.partTime', { part: common.say('date.pm'), time: '3:30' });

let system: TestSystem;
let browser: Browser;
let county: TestCounty;
let request: RequestView;
const visitors: Visitor[] = [];
const step = stepsOf('same-time', visitors);

/** A page of somebody whose machine stands in this zone. */
async function from(timeZone: string, kind: 'staff' | 'resident', id: string): Promise<Page> {
  const visitor = await visit(browser, { url: system.url, timeZone, cookie: await openSession(system, kind, id) });
  visitors.push(visitor);
  expect(await visitor.page.evaluate<string>('Intl.DateTimeFormat().resolvedOptions().timeZone')).toBe(timeZone);
  return visitor.page;
}

beforeAll(async () => {
  [system, browser] = await Promise.all([startSystem({ now: NOW, env: { TZ: 'UTC' } }), launchBrowser()]);
  county = await createCounty(system.database);
  const clerk = await asStaff(system, county.stations[0].clerkId);
  request = await book(clerk, consultation(county), START);
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

describe.each(['UTC', 'Asia/Shanghai'])('a server in UTC and a browser in %s', (timeZone) => {
  step(`show the bureau's time to the resident and to the clerk (${timeZone})`, async () => {
    const resident = new ResidentPage(await from(timeZone, 'resident', request.parties[0]?.id ?? ''));
    await resident.page.goto('/my');
    expect(await resident.when()).toEqual([expect.stringContaining(DATE), TIME]);
    const clerk = new ClerkPage(await from(timeZone, 'staff', county.stations[0].clerkId));
    await clerk.open();
    await clerk.expected(NAME).getByText(CLOCK, { exact: true }).waitFor();
  });

  step(`put the same time into calendar file and slip (${timeZone})`, async () => {
    const resident = new ResidentPage(await from(timeZone, 'resident', request.parties[0]?.id ?? ''));
    await resident.page.goto('/my');
    const calendar = await readFile(await resident.save('calendar.save'), 'utf8');
    expect(/^DTSTART:(\S+)/m.exec(calendar)?.[1]).toBe('20261124T073000Z');
    const slip = pdfText(await readFile(await resident.save('result.saveSlip')));
    expect(slip).toEqual(expect.arrayContaining([expect.stringContaining(DATE), TIME]));
  });
});

describe('a server in UTC', () => {
  step('writes the same time into the text message', async () => {
    const [message] = await system.database.query<{ body: string }>(
      `SELECT body FROM notice WHERE channel = 'sms' AND kind = 'booked'`,
    );
    expect(message?.body).toContain(`${DATE} ${TIME}`);
    for (const { complaints } of visitors) expect(complaints).toEqual([]);
  });
});
