import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('playwright-core').Page} Page */

export const OUT = join(process.cwd(), 'screens-out');
const SIZES = [
  { width: 390, height: 844 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
];

/** The pictures: `screens-out/NAME-LANGUAGE-WIDTH.png`. */
export class Album {
  taken = 0;

  constructor() {
    rmSync(OUT, { recursive: true, force: true });
    mkdirSync(OUT, { recursive: true });
  }

  /**
   * Takes the screen as it stands, in Chinese and English, at each width, and leaves it as it was.
   * @param {Page} page
   * @param {string} name
   * @param {{ ready?: () => Promise<unknown> }} [options] `ready` waits for the screen where switching
   *   the language means opening it anew
   */
  async take(page, name, { ready } = {}) {
    const before = page.viewportSize() ?? SIZES[1];
    for (const language of ['en', 'zh']) {
      await speak(page, language, ready);
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await this.#shoot(page, join(OUT, `${name}-${language}-${size.width}.png`), size.width === 390);
      }
    }
    if (before) await page.setViewportSize(before);
    console.log(`  ✓ ${name}`);
  }

  /**
   * One picture, at the size that the page has.
   * @param {Page} page
   * @param {string} file
   * @param {boolean} [whole] also what must be scrolled to
   */
  async #shoot(page, file, whole = false) {
    await page.evaluate('document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 250)))');
    await page.screenshot({ path: file, fullPage: whole, animations: 'disabled' });
    this.taken += 1;
  }
}

/**
 * Turns the screen's sentences into a language: by its own switch, or where it has none, as the screen
 * of a room in a talk, by opening it anew.
 * @param {Page} page
 * @param {string} language
 * @param {(() => Promise<unknown>) | undefined} ready
 */
async function speak(page, language, ready) {
  const html = page.locator('html');
  const wanted = language === 'zh' ? 'zh-CN' : 'en';
  if ((await html.getAttribute('lang')) === wanted) return;
  const choice = page.locator(`.language-switch button[lang="${wanted}"]`).first();
  if (await choice.isVisible()) await choice.click();
  else {
    const address = new URL(page.url());
    address.searchParams.set('lang', language);
    await page.goto(address.href);
    await ready?.();
  }
  await page.locator(`html[lang="${wanted}"]`).waitFor({ state: 'attached' });
}
