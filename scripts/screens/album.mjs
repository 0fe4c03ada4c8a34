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

  /** @param {boolean} fresh whether the pictures of before go */
  constructor(fresh) {
    if (fresh) rmSync(OUT, { recursive: true, force: true });
    mkdirSync(OUT, { recursive: true });
  }

  /**
   * Takes the screen as it stands, in Chinese and English, at each width, and leaves it as it was.
   * @param {Page} page
   * @param {string} name
   * @param {{ ready?: () => Promise<unknown>, sameLanguage?: boolean }} [options] `ready` waits for the
   *   screen where switching the language means opening it anew; `sameLanguage` takes the staff's widths
   *   as they stand where the switch is out of reach: under a dialog, or with the mouse held
   */
  async take(page, name, { ready, sameLanguage = false } = {}) {
    const before = page.viewportSize() ?? SIZES[1];
    for (const language of sameLanguage ? ['zh'] : ['en', 'zh']) {
      if (!sameLanguage) await speak(page, language, ready);
      for (const size of sameLanguage ? SIZES.slice(1, 2) : SIZES) {
        await this.#shoot(page, join(OUT, `${name}-${language}-${size.width}.png`), size);
      }
    }
    if (before) await page.setViewportSize(before);
    console.log(`  ✓ ${name}`);
  }

  /**
   * One picture. A phone's is as long as the page, for it is scrolled by a finger.
   * @param {Page} page
   * @param {string} file
   * @param {{ width: number, height: number }} size
   */
  async #shoot(page, file, size) {
    await page.setViewportSize(size);
    await settled(page);
    if (size.width === 390) {
      const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
      await page.setViewportSize({ width: size.width, height: Math.max(size.height, height) });
      await settled(page);
    }
    await page.screenshot({ path: file, animations: 'disabled' });
    this.taken += 1;
  }
}

/**
 * Letters are there, and the layout has followed the new size.
 * @param {Page} page
 */
const settled = (page) =>
  page.evaluate('document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 200)))');

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
