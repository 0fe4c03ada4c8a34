import type { Page } from 'playwright-core';
import { Words } from '../words';

const words = new Words('follow-ups');
const common = new Words('common');

/** `/follow-ups`: what is owed after a talk. */
export class FollowUpsPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto('/follow-ups');
    await this.page.getByRole('heading', { name: words.say('title') }).waitFor();
  }

  /** Rings the person up, hears that all is settled, and writes down the score they give. */
  async complete(kind: string, name: string, score: number): Promise<void> {
    const { page } = this;
    const row = page
      .locator('li')
      .filter({ hasText: name })
      .filter({ hasText: words.say(`kind.${kind}`) });
    await row.getByRole('button', { name: words.say('record'), exact: true }).click();
    const form = page.getByRole('region', { name: words.say('record'), exact: true });
    await form.getByText(words.say('methods.phone'), { exact: true }).click();
    await form.getByText(words.say('results.settled'), { exact: true }).click();
    await form.getByText(common.say(`score.${score}`), { exact: true }).click();
    await form.getByRole('button', { name: words.say('save'), exact: true }).click();
    await page.getByText(words.like('saved')).waitFor();
  }
}
