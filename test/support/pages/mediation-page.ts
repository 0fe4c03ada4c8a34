import type { Locator, Page } from 'playwright-core';
import { Words } from '../words';

const words = new Words('mediation-room');

export interface TypedAgreement {
  readonly facts: string;
  readonly terms: string;
  readonly amountYuan: number;
  readonly manner: string;
}

/** `/desk/sessions/:id`: the mediation room, then the outcome. */
export class MediationPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  party(name: string): Locator {
    return this.page.getByRole('article', { name, exact: true });
  }

  async seesWaiting(names: readonly string[]): Promise<void> {
    for (const name of names) await this.party(name).getByText(words.like('tile.waiting')).waitFor();
  }

  async admitBoth(): Promise<void> {
    await this.page.getByRole('button', { name: words.say('admitAll'), exact: true }).click();
  }

  /** Presses the door of a side's private room, and says yes. */
  async goPrivate(side: 'A' | 'B'): Promise<void> {
    await this.pressDoor(words.say(`side.${side}`), words.say('ask.caucusOk'));
    await this.isPrivateWith(side === 'A' ? 'B' : 'A');
  }

  /** Presses the door of a side's private room, and has the side asked first. */
  async askPrivately(side: 'A' | 'B'): Promise<void> {
    const who = words.say(`side.${side}`);
    await this.pressDoor(who, words.say('invite.ask', { who }));
    await this.page.getByText(words.say('invite.pending', { who })).waitFor();
  }

  /** Presses the door of a private room on the map, and gives the dialog this answer. */
  private async pressDoor(who: string, answer: string): Promise<void> {
    await this.page
      .getByRole('group', { name: words.say('map.label') })
      .getByRole('button', { name: who })
      .click();
    await this.page.getByRole('dialog').getByRole('button', { name: answer, exact: true }).click();
  }

  /** The room of this side is the one where the mediator talks, and `deaf` cannot hear. */
  async isPrivateWith(deaf: 'A' | 'B'): Promise<void> {
    await this.page
      .getByText(words.say('caucus.deaf', { who: words.say(`side.${deaf}`) }))
      .first()
      .waitFor();
  }

  async lock(): Promise<void> {
    await this.page.getByRole('button', { name: words.say('caucus.lock'), exact: true }).click();
    await this.page.getByRole('button', { name: words.say('caucus.unlock'), exact: true }).waitFor();
  }

  async pause(): Promise<void> {
    await this.page.getByRole('button', { name: words.say('pause.do'), exact: true }).click();
    await this.page.getByText(words.say('pause.hint')).waitFor();
  }

  async resume(): Promise<void> {
    await this.page.getByRole('button', { name: words.say('pause.resume'), exact: true }).click();
    await this.page.getByText(words.say('pause.hint')).waitFor({ state: 'detached' });
  }

  async seesHandOf(who: string): Promise<void> {
    await this.page.getByText(words.say('hand.up', { who })).waitFor();
  }

  async openPeople(): Promise<void> {
    await this.page.getByRole('tab', { name: words.say('panel.people'), exact: true }).click();
  }

  /** Chooses a colleague by the beginning of their name and asks them in. */
  async inviteGuest(name: string): Promise<void> {
    await this.page.getByRole('combobox', { name: words.say('guests.who') }).click();
    await this.page.getByRole('combobox', { name: words.say('guests.who') }).fill(name);
    await this.page
      .getByTitle(new RegExp(`^${name}`))
      .last()
      .click();
    await this.page.getByRole('button', { name: words.say('guests.invite'), exact: true }).click();
    await this.page.getByText(words.say('guests.invited')).waitFor();
  }

  async admitGuest(name: string): Promise<void> {
    const strip = this.page.locator('.mr-place').getByRole('status').filter({ hasText: name });
    await strip.getByRole('button', { name: words.say('admit'), exact: true }).click();
    await this.page.getByText(words.like('place.guests')).waitFor();
  }

  /** Nobody is told of two microphones in one room. */
  echoWarning(): Locator {
    return this.page.getByText(words.like('echo'));
  }

  async goBack(): Promise<void> {
    await this.page.getByRole('button', { name: `${words.say('caucus.back')} 2`, exact: true }).click();
    await this.page.getByText(words.say('place.hears.AB')).waitFor();
  }

  /** The party is asked and says yes. */
  async consents(name: string): Promise<void> {
    await this.party(name)
      .getByRole('button', { name: words.say('lamp.consentNot') })
      .click();
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: words.say('lamp.consentYes') })
      .click();
    await this.party(name)
      .getByRole('button', { name: words.say('lamp.consent'), exact: true })
      .waitFor();
  }

  async writeAgreement(agreement: TypedAgreement): Promise<void> {
    const { page } = this;
    await page.locator('#mr-agreement-facts').fill(agreement.facts);
    await page.locator('#mr-agreement-terms').fill(agreement.terms);
    await page.locator('#mr-agreement-amountYuan').fill(String(agreement.amountYuan));
    await page.getByRole('button', { name: words.say('agreement.today') }).click();
    await page.locator('#mr-agreement-manner').fill(agreement.manner);
    await page.getByText(words.say('agreement.complete')).waitFor();
  }

  async end(): Promise<void> {
    await this.page.getByRole('button', { name: words.say('end'), exact: true }).click();
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: words.say('ask.endOk'), exact: true })
      .click();
    await this.page.getByRole('heading', { name: words.say('outcome.title') }).waitFor();
  }

  async recordOutcome(outcome: string, answer: string): Promise<void> {
    const { page } = this;
    await page.getByRole('radio', { name: words.say(`outcome.words.mediate.${outcome}`) }).check();
    await page.getByRole('textbox', { name: words.say('outcome.answer') }).fill(answer);
    await page.getByRole('button', { name: words.say('outcome.save'), exact: true }).click();
    await page.getByText(words.say('outcome.done')).waitFor();
  }
}
