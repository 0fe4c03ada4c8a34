import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { Words } from '../words';

const room = new Words('room');
const words = new Words('room-check');

/** The guided check of a set, wherever it is shown. */
export class CheckPage {
  constructor(readonly page: Page) {}

  /** From the clock of a room's screen. */
  async startAtRoom(): Promise<void> {
    await this.page.getByRole('button', { name: room.say('idle.check') }).click();
    await this.panel.waitFor();
  }

  get panel(): Locator {
    return this.page.getByRole('region', { name: words.say('title') });
  }

  /** All four parts have been tried, and the server has the result. */
  async isKept(as: 'kept' | 'keptRoom'): Promise<void> {
    await this.panel.getByText(words.say(as)).waitFor({ timeout: 60_000 });
  }

  part(name: 'camera' | 'microphone' | 'speaker' | 'line'): Locator {
    return this.panel
      .getByRole('listitem')
      .filter({ has: this.page.getByText(words.say(`part.${name}`), { exact: true }) });
  }

  /** What staff are told to do about a cause. */
  advice(cause: string): Locator {
    return this.panel.getByText(words.say(`advice.${cause}`));
  }

  get deniedSteps(): Locator {
    return this.page.getByRole('heading', { name: words.say('denied.title') });
  }

  /** The text of the report that is saved. */
  async saveReport(): Promise<string> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.panel.getByRole('button', { name: words.say('save') }).click(),
    ]);
    return readFile(await download.path(), 'utf8');
  }

  async close(): Promise<void> {
    await this.panel.getByRole('button', { name: words.say('close'), exact: true }).click();
  }
}
