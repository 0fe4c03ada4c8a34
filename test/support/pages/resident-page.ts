import type { Locator, Page } from 'playwright-core';
import { Words } from '../words';

const words = new Words('resident');

/** `/`, `/register` and `/my`: a resident alone, on a phone. */
export class ResidentPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async isAt(step: string): Promise<void> {
    await this.page.getByRole('heading', { name: words.say(`step.${step}`) }).waitFor();
  }

  choice(label: string): Locator {
    return this.page.locator('label.choice').filter({ hasText: label }).first();
  }

  async next(): Promise<void> {
    await this.page.getByRole('button', { name: words.say('next'), exact: true }).click();
  }

  async fillWho(name: string, phone: string): Promise<void> {
    await this.page.locator('input[name="name"]').fill(name);
    await this.page.locator('input[name="phone"]').fill(phone);
  }

  /** Sends the registration off; returns the booking code. */
  async send(): Promise<string> {
    await this.page.getByRole('button', { name: words.say('send'), exact: true }).click();
    const code = await this.page.locator('.code .n').textContent();
    return (code ?? '').replace(/\s/g, '');
  }

  /** Looks up the own appointment by the code of the slip and the end of the phone number. */
  async lookUp(code: string, lastFour: string): Promise<void> {
    await this.page.goto('/my');
    await this.page.locator('input[name="code"]').fill(code);
    await this.page.locator('input[name="lastFour"]').fill(lastFour);
    await this.page.getByRole('button', { name: words.say('lookUp.submit') }).click();
  }

  /** Date and time of the own appointment, as they stand at the head of the page. */
  async when(): Promise<string[]> {
    const head = this.page.locator('.when');
    await head.waitFor();
    return head.locator('.d, .t').allTextContents();
  }

  /** Presses a button that saves a file; returns where it was put. */
  async save(button: string): Promise<string> {
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: words.say(button), exact: true }).click();
    return (await download).path();
  }

  async confirm(): Promise<void> {
    await this.page.getByRole('button', { name: words.say('coming.yes'), exact: true }).click();
    await this.page.getByText(words.say('coming.said.yes')).waitFor();
  }
}
