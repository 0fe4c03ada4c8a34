import type { Locator, Page } from 'playwright-core';
import { Words } from '../words';

const words = new Words('desk');
const common = new Words('common');

/** `/desk`: the official's day and who waits. */
export class DeskPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto('/desk');
    await this.page.getByRole('table', { name: words.say('list.label') }).waitFor();
  }

  waiting(name: string): Locator {
    return this.page.locator('.dk-waiting li').filter({ hasText: name });
  }

  /** Somebody waits, with the identity checked or not. */
  async sees(name: string, identity: 'identity' | 'identityNot'): Promise<void> {
    await this.waiting(name)
      .getByText(words.like(`waiting.${identity}`))
      .waitFor();
  }

  async line(state: 'online' | 'offline'): Promise<void> {
    await this.page
      .locator('.staff-bar')
      .getByText(common.say(`line.${state}`))
      .waitFor();
  }

  /** Goes into the room of the next appointment; returns the session's id. */
  async enter(): Promise<string> {
    await this.page.getByRole('button', { name: words.say('next.enter'), exact: true }).click();
    await this.page.waitForURL('**/desk/sessions/*');
    return new URL(this.page.url()).pathname.split('/').at(-1) ?? '';
  }
}
