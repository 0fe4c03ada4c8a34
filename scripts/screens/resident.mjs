import { ResidentPage } from '../../test/support/pages/resident-page.ts';
import { Words } from '../../test/support/words.ts';
import { openPage } from './house.mjs';

const PHONE = { width: 390, height: 844 };
const words = new Words('resident');

/**
 * `/`, each question of `/register`, both results, `/my`.
 * @param {import('playwright-core').Browser} browser
 * @param {import('./album.mjs').Album} album
 */
export async function resident(browser, album) {
  const page = await openPage(browser, PHONE);
  await page.goto('/');
  await page.getByRole('link', { name: new Words('resident-home').say('register') }).waitFor();
  await album.take(page, 'resident-home');

  const code = await register(page, album, '永昌派出所', '19900000041');
  await album.take(page, 'resident-result');
  // Whoever has just registered is known on this phone; a code is asked of anybody else.
  await page.context().clearCookies();
  const phone = new ResidentPage(page);
  await phone.lookUp(code, '0041');
  await page.getByRole('button', { name: words.say('coming.yes') }).waitFor();
  await album.take(page, 'resident-status');
  await phone.confirm();
  await album.take(page, 'resident-status-coming');
  await page.context().clearCookies();
  await page.goto('/my');
  await page.locator('input[name="code"]').waitFor();
  await album.take(page, 'resident-look-up');

  // The line of this station is down for some days: no time can be given yet.
  const waiting = await openPage(browser, PHONE);
  await register(waiting, null, '青片派出所', '19900000042', words.say('when.bureau'));
  await album.take(waiting, 'resident-no-slot');
}

/**
 * @param {import('playwright-core').Page} page
 * @param {import('./album.mjs').Album | null} album
 * @param {string} station
 * @param {string} phoneNumber
 * @param {string} [time] words of the choice; the earliest by default
 * @returns {Promise<string>} the booking code
 */
async function register(page, album, station, phoneNumber, time = '') {
  const phone = new ResidentPage(page);
  await page.goto('/register');
  await phone.isAt('topic');
  await album?.take(page, 'resident-register-1-topic');
  await phone.choice(words.say('topic.HUKOU.label')).click();
  for (const [at, question] of ['station', 'who', 'needs', 'when', 'check'].entries()) {
    await phone.next();
    await phone.isAt(question);
    if (question === 'station') await phone.choice(station).click();
    if (question === 'who') await phone.fillWho('居民甲-041', phoneNumber);
    if (question === 'when') await phone.choice(time).click();
    await album?.take(page, `resident-register-${at + 2}-${question}`);
  }
  return phone.send();
}
