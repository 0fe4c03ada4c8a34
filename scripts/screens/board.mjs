import { Words } from '../../test/support/words.ts';
import { openAs } from './house.mjs';

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./album.mjs').Album} Album */

const words = new Words('board');
/** The weekday on which the demo county's closed room opens again. */
const DAYS_ON = 3;

/**
 * `/board` at work: officials, seven days, forecast, one appointment, dragging, a drop that is refused, an
 * afternoon that is closed, who is hit, the new plan, and what became of it.
 * @param {Browser} browser
 * @param {Album} album
 */
export async function board(browser, album) {
  const page = await openAs(browser, 'diaodu2');
  const lanes = page.getByRole('group', { name: /民警 \d/ });
  await page.getByRole('heading', { name: words.like('queue') }).waitFor();

  await view(page, 'officials');
  await lanes.first().waitFor();
  await album.take(page, 'board-officials');
  await page.locator('[data-booking="here"]').nth(6).click();
  await page.getByRole('heading', { name: words.say('panel.why') }).waitFor();
  await album.take(page, 'board-appointment');
  await page.keyboard.press('Escape');
  await view(page, 'week');
  await album.take(page, 'board-week');
  await view(page, 'forecast');
  await page.getByRole('table').waitFor();
  await album.take(page, 'board-forecast');

  await view(page, 'rooms');
  await drag(page, album);
  await close(page, album, lanes);
}

/**
 * Carries what waits longest over a time that fits, then drops it where it does not belong.
 * @param {Page} page
 * @param {Album} album
 */
async function drag(page, album) {
  for (let day = 0; day < DAYS_ON; day += 1) await page.keyboard.press('PageDown');
  await page.getByText(/11月27日 星期五/).waitFor();
  const item = page.locator('[data-pick]').first();
  await item.hover();
  await page.mouse.down();
  await page.mouse.move(500, 400, { steps: 5 });
  const start = page.getByRole('button', { name: words.like('canPlaceIn') }).nth(6);
  await start.waitFor();
  // Not hovered: scrolling into view would wait for what follows the pointer.
  const place = await start.boundingBox();
  if (place) await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2, { steps: 5 });
  await album.take(page, 'board-dragging', { sameLanguage: true });
  const elsewhere = await page.locator('[data-lane]').nth(4).boundingBox();
  if (elsewhere) await page.mouse.move(elsewhere.x + 400, elsewhere.y + 10, { steps: 5 });
  await page.mouse.up();
  await page.getByRole('alert').first().waitFor();
  await album.take(page, 'board-refused-drop');
  await page.keyboard.press('Escape');
  for (let day = 0; day < DAYS_ON; day += 1) await page.keyboard.press('PageUp');
}

/**
 * Sends an official away for the afternoon, and accepts the plan that is proposed for whoever is hit.
 * @param {Page} page
 * @param {Album} album
 * @param {import('playwright-core').Locator} lanes
 */
async function close(page, album, lanes) {
  await view(page, 'officials');
  await lanes
    .nth(1)
    .getByRole('button', { name: words.like('menu.of') })
    .click();
  await page.getByRole('menuitem', { name: words.say('menu.away') }).click();
  await page.getByRole('dialog').waitFor();
  await album.take(page, 'board-close-time', { sameLanguage: true });
  await page.getByLabel(words.say('close.reason')).fill('下午开会');
  await page.getByRole('button', { name: words.say('close.save') }).click();
  await page.getByRole('list', { name: words.say('clash.list') }).waitFor();
  await album.take(page, 'board-clashes');
  await page.getByRole('button', { name: words.say('clash.propose') }).click();
  await page.getByRole('list', { name: words.say('proposals.list') }).waitFor();
  await album.take(page, 'board-proposals');
  await page.getByRole('button', { name: words.like('proposals.accept') }).click();
  await page.getByText(words.like('proposals.changed')).waitFor();
  await album.take(page, 'board-replanned');
}

/**
 * @param {Page} page
 * @param {'rooms' | 'officials' | 'week' | 'forecast'} name
 */
async function view(page, name) {
  const views = page.getByRole('group', { name: words.say('view.label') });
  await views.getByRole('button', { name: words.say(`view.${name}`), exact: true }).click();
}
