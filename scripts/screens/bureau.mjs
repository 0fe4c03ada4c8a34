import { Words } from '../../test/support/words.ts';
import { ask, openAs, openPage } from './house.mjs';

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('./album.mjs').Album} Album */

/**
 * `/sign-in`, `/board` with its queue and a refusal, `/figures`, `/follow-ups`, `/desk`.
 * @param {Browser} browser
 * @param {Album} album
 */
export async function bureau(browser, album) {
  const door = await openPage(browser);
  await door.goto('/sign-in');
  await door.locator('input[autocomplete="username"]').waitFor();
  await album.take(door, 'sign-in');

  const board = await openAs(browser, 'diaodu1');
  const words = new Words('board');
  await board.getByRole('heading', { name: words.like('queue') }).waitFor();
  await album.take(board, 'board');
  // Keys belong to the board once no button has the focus.
  await board.evaluate('document.activeElement.blur()');
  await board.keyboard.press('ArrowDown');
  await board.keyboard.press('Enter');
  await board
    .getByRole('button', { name: words.say('putBack') })
    .first()
    .waitFor();
  await album.take(board, 'board-proposal');
  await takeSlotAway(door, '青片派出所', '2026-11-27T00:30:00.000Z');
  await board
    .getByRole('button', { name: words.like('placeAt') })
    .first()
    .click();
  await board.getByRole('alert').first().waitFor();
  await album.take(board, 'board-refusal');

  const figures = await openAs(browser, 'zhiban1');
  await figures.getByRole('table').first().waitFor();
  await album.take(figures, 'figures');
  await figures.goto('/follow-ups');
  await figures.getByRole('heading', { name: new Words('follow-ups').say('title') }).waitFor();
  await figures.getByText(new Words('follow-ups').say('everyone'), { exact: true }).click();
  const record = figures.getByRole('button', { name: new Words('follow-ups').say('record'), exact: true }).first();
  await record.click();
  await album.take(figures, 'follow-ups');

  const desk = await openAs(browser, 'huzheng1');
  await desk.getByRole('table', { name: new Words('desk').say('list.label') }).waitFor();
  await album.take(desk, 'desk');
}

/**
 * Somebody else books the room at the very time that the scheduler is about to choose.
 * @param {import('playwright-core').Page} page
 * @param {string} stationName
 * @param {string} startsAt
 */
async function takeSlotAway(page, stationName, startsAt) {
  const stations = await ask(page, '/api/stations');
  const { id } = stations.find((/** @type {{ name: string }} */ { name }) => name === stationName);
  const party = { name: '居民丙-051', phone: '19900000051', stationId: id };
  await ask(page, '/api/requests', { channel: 'web', topic: 'TRAFFIC', parties: [party], startsAt });
}
