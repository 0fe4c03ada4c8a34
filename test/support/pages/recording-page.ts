import type { Locator, Page } from 'playwright-core';
import { Words } from '../words';

const words = new Words('recording');

/** What one tile of the player shows. */
export interface Shown {
  /** Whether there is a picture at this moment. */
  readonly seen: boolean;
  /** On the element's own clock, seconds. */
  readonly time: number;
  /** Of the pixels; differs between two different pictures. */
  readonly print: string;
}

/** `/recordings/:sessionId`: what there is, the reason, the player. */
export class RecordingPage {
  constructor(readonly page: Page) {}

  async open(sessionId: string): Promise<void> {
    await this.page.goto(`/recordings/${sessionId}`);
    await this.form.waitFor();
  }

  get form(): Locator {
    return this.page.getByRole('form', { name: words.say('open.title') });
  }

  /** Goes by the link on the record of the talk. */
  async followLink(): Promise<void> {
    await this.page.getByRole('link', { name: words.say('link'), exact: true }).click();
    await this.form.waitFor();
  }

  async give(reason: string): Promise<void> {
    await this.form.getByLabel(words.say('open.reason')).fill(reason);
    await this.form.getByRole('button', { name: words.say('open.ok') }).click();
  }

  async isAskedForMore(): Promise<void> {
    await this.form.getByText(words.like('open.short')).waitFor();
  }

  async isShown(): Promise<void> {
    await this.page.getByRole('button', { name: words.say('play.play'), exact: true }).waitFor();
  }

  /** Plays, unless it does; at its end a recording stands still. */
  async play(): Promise<void> {
    const button = this.page.getByRole('button', { name: words.say('play.play'), exact: true });
    if ((await button.count()) > 0) await button.click();
  }

  /** Where the play head stands, in whole seconds since the recording began. */
  async seconds(): Promise<number> {
    return Number(await this.page.getByRole('slider').getAttribute('aria-valuenow'));
  }

  /** Presses on the line of time, at this share of its length. */
  async jumpTo(share: number): Promise<void> {
    const line = this.page.getByRole('slider');
    const { width = 0, height = 0 } = (await line.boundingBox()) ?? {};
    await line.click({ position: { x: width * share, y: height / 2 } });
  }

  /** Every tile, in the order in which they stand. */
  shown(): Promise<Shown[]> {
    return this.page.evaluate(SHOWN);
  }

  async isWhole(): Promise<void> {
    await this.page.getByText(words.like('chain.whole')).waitFor();
  }

  async setMark(label: string): Promise<void> {
    await this.page.keyboard.press('b');
    await this.page.locator('#bookmark-label').fill(label);
    await this.page.locator('#bookmark-label').press('Enter');
    await this.page
      .getByRole('listitem')
      .filter({ hasText: words.say('events.mark', { label }) })
      .waitFor();
  }
}

/** In the page: each picture with its time and a print of its pixels. */
const SHOWN = `[...document.querySelectorAll('video')].map((one) => {
  const seen = !one.hidden && one.videoWidth > 0;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [32, 18];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (seen) context.drawImage(one, 0, 0, 32, 18);
  return { seen, time: one.currentTime, print: context.getImageData(0, 0, 32, 18).data.join() };
})`;
