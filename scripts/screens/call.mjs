import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { becomesTrue } from '../run/processes.mjs';
import { ClerkPage } from '../../test/support/pages/clerk-page.ts';
import { MediationPage } from '../../test/support/pages/mediation-page.ts';
import { RoomPage } from '../../test/support/pages/room-page.ts';
import { OUT } from './album.mjs';
import { launchWithFace } from './faces.mjs';
import { ask, openAs, openPage } from './house.mjs';

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./album.mjs').Album} Album */

const SCREEN = { width: 1920, height: 1080 };
const A = { name: '居民甲-017', phone: '19900000017' };
const B = { name: '居民乙-018', phone: '19900000018' };
const OFFICIALS = ['zhian1', 'zhian2', 'zhian3', 'fazhi1', 'fazhi2'];

/**
 * One dispute: the clerk's desk, the rooms' screens, the mediation room, the slip; and the README's
 * picture of the running call.
 * @param {Album} album
 * @param {string} folder for films
 */
export async function call(album, folder) {
  const [atA, atB, atBureau] = await Promise.all([
    launchWithFace('A', join(folder, 'a')),
    launchWithFace('B', join(folder, 'b')),
    launchWithFace('official', join(folder, 'official')),
  ]);
  await dispute(album, { atA, atB, atBureau });
  for (const browser of [atA, atB, atBureau]) await browser.close();
}

/**
 * @param {Album} album
 * @param {{ atA: Browser, atB: Browser, atBureau: Browser }} browsers
 */
async function dispute(album, { atA, atB, atBureau }) {
  const clerkA = new ClerkPage(await openAs(atA, 'qiantai2'));
  const clerkB = new ClerkPage(await openAs(atB, 'qiantai3'));
  await clerkA.form.waitFor();
  await album.take(clerkA.page, 'clerk-idle');

  const [roomA, roomB] = [new RoomPage(await openPage(atA, SCREEN)), new RoomPage(await openPage(atB, SCREEN))];
  await roomA.open();
  await roomA.pairingCode();
  await album.take(roomA.page, 'room-unpaired');
  await clerkA.pairRoom(await roomA.pairingCode());
  await roomB.open();
  await clerkB.pairRoom(await roomB.pairingCode());
  await Promise.all([roomA.isIdle(), roomB.isIdle()]);
  await album.take(roomA.page, 'room-idle');

  await clerkA.fillDispute(A, B, '曲山派出所', '地界争执，推打中乙方轻微伤，医药费谈不拢。');
  await album.take(clerkA.page, 'clerk-filled');
  const codes = await clerkA.register();
  await album.take(clerkA.page, 'clerk-result');
  const { items } = await ask(clerkA.page, `/api/requests?search=${encodeURIComponent(A.name)}&limit=1`);
  const [request] = items;
  await takeSlip(clerkA.page, request);

  await clerkA.open();
  await clerkA.checkIn(A.name);
  await roomB.type(codes[1] ?? '', B.phone.slice(-4));
  await album.take(roomB.page, 'room-check-in', {
    ready: () => roomB.type(codes[1] ?? '', B.phone.slice(-4)),
  });
  await roomB.open();
  await roomB.checkIn(codes[1] ?? '', B.phone.slice(-4));
  await Promise.all([roomA.waits(), roomB.waits()]);
  await album.take(roomA.page, 'room-waiting');
  await clerkB.open();
  await clerkB.checkIdentity(B.name);

  const mediator = new MediationPage(await openDesk(atBureau, request.appointment.officialName));
  await album.take(mediator.page, 'desk-waiting');
  const session = await ask(mediator.page, `/api/appointments/${request.appointment.id}/session`, {});
  await mediator.page.goto(`/desk/sessions/${session.id}`);
  await mediator.seesWaiting([A.name, B.name]);
  await album.take(mediator.page, 'mediation-waiting');
  await mediator.admitBoth();
  await Promise.all([roomA.isTogether(), roomB.isTogether()]);
  await mediator.consents(A.name);
  await mediator.consents(B.name);
  await album.take(mediator.page, 'mediation-plenary-begun');
  await write(mediator.page);
  await mediator.writeAgreement({
    facts: '10月28日双方在地头争执，互有推打，乙方轻微伤，花去医药费 2,600 元。',
    terms: '1. 甲方付乙方医药费 2,600 元。\n2. 地界以老石桩为准，双方不再挪动。',
    amountYuan: 2600,
    manner: '现金，当场付清',
  });
  await playing(mediator.page, 3);
  await mediator.page.screenshot({ path: 'docs/call.png' });
  await album.take(mediator.page, 'mediation-plenary');
  await playing(roomA.page, 3);
  await album.take(roomA.page, 'room-call', { ready: () => playing(roomA.page, 3) });

  await mediator.goPrivate('A');
  await Promise.all([roomA.isInCaucus(), roomB.isSetAside()]);
  await playing(mediator.page, 2);
  await album.take(mediator.page, 'mediation-caucus');
  await playing(roomA.page, 2);
  await album.take(roomA.page, 'room-caucus', { ready: () => playing(roomA.page, 2) });
  await album.take(roomB.page, 'room-set-aside', { ready: () => roomB.stage('otherCaucus').waitFor() });
  await mediator.goBack();

  await mediator.end();
  await Promise.all([roomA.isAsked(), roomB.isAsked()]);
  await album.take(mediator.page, 'outcome-form');
  await album.take(roomA.page, 'room-after');
  await mediator.recordOutcome('AGREEMENT', '当面说清：医药费今天付清，地界按老石桩，下周派出所上门看一次。');
  await album.take(mediator.page, 'outcome-recorded');
}

/**
 * The desk of the official whom the planner chose.
 * @param {Browser} browser
 * @param {string} officialName
 */
async function openDesk(browser, officialName) {
  for (const username of OFFICIALS) {
    const page = await openAs(browser, username);
    const me = await ask(page, '/api/me');
    if (me.staff.displayName === officialName) return page;
    await page.context().close();
  }
  throw new Error(`No official is called ${officialName}.`);
}

/**
 * Some lines in the mediator's three columns.
 * @param {Page} page
 */
async function write(page) {
  for (const [key, text] of [
    ['f', '地界中间有老石桩，双方都认。'],
    ['i', '医药费谁出、出多少。'],
    ['p', '甲方出医药费，地界按老石桩。'],
  ]) {
    await page.locator('body').click({ position: { x: 5, y: 300 } });
    await page.keyboard.press(key ?? '');
    await page.keyboard.type(text ?? '');
    await page.keyboard.press('Enter');
    await page.getByText(text ?? '').waitFor();
    await page.keyboard.press('Escape');
  }
}

/**
 * Waits until this many pictures move on the page, the own among them.
 * @param {Page} page
 * @param {number} count
 */
async function playing(page, count) {
  const moving = async () =>
    page.evaluate(
      `[...document.querySelectorAll('video')].filter((one) => one.currentTime > 1.5 && one.videoWidth > 0).length`,
    );
  if (!(await becomesTrue(async () => (await moving()) >= count, 30_000, 200))) {
    throw new Error(`Fewer than ${count} pictures move.`);
  }
}

/**
 * The slip as it is printed, where a program can draw it.
 * @param {Page} page
 * @param {{ id: string, parties: { id: string }[] }} request
 */
async function takeSlip(page, request) {
  const answer = await page
    .context()
    .request.get(`/api/requests/${request.id}/slip.pdf?party=${request.parties[0]?.id}`);
  const file = join(OUT, 'slip.pdf');
  writeFileSync(file, await answer.body());
  try {
    execFileSync('pdftoppm', ['-png', '-r', '110', '-singlefile', file, join(OUT, 'slip')]);
    console.log('  ✓ slip');
  } catch (error) {
    console.log(`  – slip: left as a PDF (${error instanceof Error ? error.message : String(error)})`);
  }
}
