import type { Locator, Page } from 'playwright-core';
import { Words } from '../words';

const words = new Words('clerk');
const common = new Words('common');

export interface TypedPerson {
  readonly name: string;
  readonly phone: string;
}

/** `/station`: the clerk's desk. */
export class ClerkPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto('/station');
    await this.form.waitFor();
  }

  get form(): Locator {
    return this.page.getByRole('form', { name: words.say('form.title') });
  }

  /** The row of somebody expected today. */
  expected(name: string): Locator {
    return this.page.locator('section[aria-labelledby="expected"] li').filter({ hasText: name });
  }

  /** Types the six digits that a room's screen shows. */
  async pairRoom(code: string): Promise<void> {
    const { page } = this;
    const button = new RegExp(`${words.say('health.pair')}|${words.say('health.pairAgain')}`);
    await page.getByRole('button', { name: button }).first().click();
    await page.locator('#pair-code').fill(code);
    // By the keyboard, as a clerk who has just typed: a dialog that still moves in may slip from under a pointer.
    await page.locator('#pair-code').press('Enter');
    await page.getByText(words.say('health.paired')).waitFor();
  }

  async fillPerson(which: 'first' | 'second', person: TypedPerson): Promise<void> {
    await this.page.locator(`[id="${which}.name"]`).fill(person.name);
    await this.page.locator(`[id="${which}.phone"]`).fill(person.phone);
  }

  async pickTopic(topic: string): Promise<void> {
    await this.form.getByRole('radio', { name: common.say(`topic.${topic}`) }).check({ force: true });
  }

  async pickOtherStation(name: string): Promise<void> {
    const field = this.page.locator('[id="second.stationId"]');
    await field.click();
    await field.fill(name);
    await field.press('Enter');
  }

  /** A dispute of two, the second at another station, at the earliest time that the form offers. */
  async fillDispute(first: TypedPerson, second: TypedPerson, otherStation: string, summary: string): Promise<void> {
    await this.fillPerson('first', first);
    await this.pickTopic('DISPUTE');
    await this.page.locator('#summary').fill(summary);
    await this.fillPerson('second', second);
    await this.pickOtherStation(otherStation);
    await this.page.locator('input[name="slot"]:checked').waitFor({ state: 'attached' });
  }

  /** Registers what is typed; returns the booking codes, first party first. */
  async register(): Promise<string[]> {
    await this.form.getByRole('button', { name: words.say('form.submit') }).click();
    await this.page.getByRole('heading', { name: words.say('result.booked') }).waitFor();
    const codes = await this.page.locator('section dl dd > b').allTextContents();
    return codes.map((code) => code.replace(/\s/g, ''));
  }

  /** Signs somebody in who stands at the desk, having looked at the identity card. */
  async checkIn(name: string): Promise<void> {
    await this.expected(name)
      .getByRole('button', { name: words.say('expected.checkIn'), exact: true })
      .click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: words.say('checkIn.identity') }).check();
    await dialog.getByRole('button', { name: words.say('checkIn.ok'), exact: true }).click();
    await this.expected(name).getByText(words.like('expected.identityDone')).waitFor();
  }

  /** Marks the identity of somebody already here as checked. */
  async checkIdentity(name: string): Promise<void> {
    await this.expected(name)
      .getByRole('button', { name: words.say('expected.identity'), exact: true })
      .click();
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: words.say('checkIn.okIdentity') })
      .click();
    await this.expected(name).getByText(words.like('expected.identityDone')).waitFor();
  }
}
