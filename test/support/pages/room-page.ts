import type { PartyView } from '@contracts/http/requests';
import type { Locator, Page } from 'playwright-core';
import { Words } from '../words';

const words = new Words('room');
const stage = new Words('call-stage');

/** `/room`: the screen of a station's video room. */
export class RoomPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto('/room');
  }

  /** The six digits of a screen that belongs to no room yet. */
  async pairingCode(): Promise<string> {
    const shown = await this.page.locator('.pair-code').textContent();
    return (shown ?? '').replace(/\s/g, '');
  }

  async isIdle(): Promise<void> {
    await this.page.getByRole('button', { name: words.say('idle.begin') }).waitFor();
  }

  /** Somebody types the code of the slip and the end of the phone number. */
  async checkIn(code: string, lastFour: string): Promise<void> {
    await this.type(code, lastFour);
    await this.confirmTyped();
  }

  /** A party comes to the screen and waits there. */
  async sitDown({ bookingCode, phoneMasked }: Pick<PartyView, 'bookingCode' | 'phoneMasked'>): Promise<void> {
    await this.open();
    await this.checkIn(bookingCode, phoneMasked?.slice(-4) ?? '');
    await this.waits();
  }

  async type(code: string, lastFour: string): Promise<void> {
    await this.page.getByRole('button', { name: words.say('idle.begin') }).click();
    await this.page.getByRole('heading', { name: words.say('pad.title') }).waitFor();
    await this.page.keyboard.type(code + lastFour);
  }

  async confirmTyped(): Promise<void> {
    await this.page.getByRole('button', { name: words.say('pad.checkIn') }).click();
  }

  /** Sits in the waiting place with the own picture, seen and heard. */
  async waits(): Promise<void> {
    await this.page.getByRole('heading', { name: words.say('wait.sit') }).waitFor();
    for (const tick of ['seen', 'heard', 'line']) {
      await this.page
        .locator('.ticks')
        .getByText(words.say(`tick.${tick}.on`))
        .waitFor();
    }
  }

  /** Waits before a set that has no camera. */
  async isUnseen(): Promise<void> {
    await this.page.getByText(words.say('wait.unseen')).waitFor();
    await this.page.getByText(words.say('wait.soundOnly')).waitFor();
  }

  /** The stage: together, in caucus, or while the mediator is with the other side. */
  stage(situation: 'together' | 'caucus' | 'otherCaucus'): Locator {
    return this.page.locator(`.room.stage.${situation}`);
  }

  async isTogether(): Promise<void> {
    await this.stage('together').waitFor();
  }

  async isInCaucus(): Promise<void> {
    await this.stage('caucus').getByText(words.say('stage.caucus'), { exact: true }).first().waitFor();
  }

  async isSetAside(): Promise<void> {
    await this.stage('otherCaucus').getByText(words.say('stage.otherCaucus')).first().waitFor();
  }

  /** Answers the mediator's question for a private talk. */
  async answerCaucus(accepted: boolean): Promise<void> {
    await this.page.getByRole('button', { name: stage.say(accepted ? 'ask.yes' : 'ask.no'), exact: true }).click();
  }

  async raiseHand(): Promise<void> {
    await this.page.getByRole('button', { name: stage.say('hand.raise'), exact: true }).click();
    await this.page.getByRole('button', { name: stage.say('hand.lower'), exact: true }).waitFor();
  }

  async isPaused(): Promise<void> {
    await this.page.getByText(stage.say('suspended')).waitFor();
  }

  async isAsked(): Promise<void> {
    await this.page.getByRole('heading', { name: words.say('after.thanks') }).waitFor();
  }

  async finish(): Promise<void> {
    await this.page.getByRole('button', { name: new Words('common').say('action.done'), exact: true }).click();
    await this.isIdle();
  }
}
