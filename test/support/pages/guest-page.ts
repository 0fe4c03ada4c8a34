import type { Page } from 'playwright-core';
import { Words } from '../words';

const desk = new Words('desk');
const stage = new Words('call-stage');

/** A guest's way: the invitation on the desk, then the call and nothing else. */
export class GuestPage {
  constructor(readonly page: Page) {}

  /** Goes by the invitation on the own desk. */
  async join(): Promise<void> {
    await this.page.goto('/desk');
    await this.page.getByRole('link', { name: desk.say('invitation.join'), exact: true }).click();
    await this.page.getByText(stage.say('guest.waiting')).waitFor();
  }

  async isTogether(): Promise<void> {
    await this.page.locator('.room.stage.together').waitFor();
  }
}
