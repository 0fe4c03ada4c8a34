import { randomUUID } from 'node:crypto';
import { signIn } from '../../test/support/pages/sign-in-page.ts';

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('playwright-core').BrowserContext} BrowserContext */
/** @typedef {import('playwright-core').Page} Page */

export const PASSWORD = process.env.DEMO_PASSWORD ?? 'shipinzhijia-2026';
const HEADERS = { 'x-requested-with': 'video-home', 'content-type': 'application/json' };

/** @type {Page[]} */
const opened = [];

/** Where each role of the demo county begins. */
const HOMES = /** @type {const} */ ({
  qiantai: '/station',
  huzheng: '/desk',
  zhian: '/desk',
  fazhi: '/desk',
  diaodu: '/board',
  zhiban: '/figures',
  guanli: '/capacity',
});

/**
 * A page with a profile of its own.
 * @param {Browser} browser
 * @param {{ width: number, height: number }} [size]
 * @returns {Promise<Page>}
 */
export async function openPage(browser, size = { width: 1366, height: 768 }) {
  const context = await browser.newContext({
    baseURL: process.env.SCREENS_URL,
    viewport: size,
    locale: 'zh-CN',
    permissions: ['camera', 'microphone'],
  });
  context.setDefaultTimeout(20_000);
  await context.addInitScript({ path: 'test/support/page-side/no-printer.js' });
  const page = await context.newPage();
  opened.push(page);
  return page;
}

/**
 * @param {Browser} browser
 * @param {string} username of the demo county
 * @returns {Promise<Page>}
 */
export async function openAs(browser, username) {
  const page = await openPage(browser);
  const role = /** @type {keyof typeof HOMES} */ (username.replace(/\d+$/, ''));
  await signIn(page, username, PASSWORD, HOMES[role]);
  return page;
}

/**
 * Asks the server as whoever is signed in on this page.
 * @param {Page} page
 * @param {string} path
 * @param {unknown} [body] posted, if there is one
 */
export async function ask(page, path, body) {
  const answer = await page.context().request.fetch(path, {
    headers: { ...HEADERS, 'idempotency-key': randomUUID() },
    ...(body === undefined ? {} : { method: 'POST', data: body }),
  });
  if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`);
  return answer.json();
}

/**
 * Leaves a picture of every page as it stands, to see why a scene could not go on.
 * @param {string} file without its ending
 */
export async function takeFailure(file) {
  for (const [at, page] of opened.entries()) {
    // A page may have closed meanwhile; the others still tell.
    if (!page.isClosed()) await page.screenshot({ path: `${file}-${at}.png`, timeout: 5000 }).catch(() => undefined);
  }
}
