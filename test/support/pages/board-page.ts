import type { Locator, Page } from 'playwright-core';
import { Words } from '../words';

const words = new Words('board');
const common = new Words('common');
const errors = new Words('errors');

/** Further than a trembling hand moves: a press becomes a drag. */
const OFF_PX = 12;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** `/board`: what has no time, and the timetable of rooms and officials. */
export class BoardPage {
  readonly page: Page;
  /** What would be said of somebody without a phone. */
  readonly noPhone = words.say('panel.noPhone');

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto('/board');
    await this.queue.waitFor();
  }

  get queue(): Locator {
    return this.page.getByRole('region', { name: words.like('queue') });
  }

  queued(name: string): Locator {
    return this.queue.getByRole('button').filter({ hasText: name });
  }

  /** Turns to a day of this week; its timetable is shown. */
  async showDay(month: number, day: number): Promise<void> {
    const button = this.page.getByRole('button', {
      name: new RegExp(`^${common.say('date.monthDay', { month, day })}`),
    });
    await button.click();
    await button.and(this.page.locator('[aria-pressed="true"]')).waitFor();
  }

  async show(view: 'rooms' | 'officials'): Promise<void> {
    const views = this.page.getByRole('group', { name: words.say('view.label') });
    await views.getByRole('button', { name: words.say(`view.${view}`), exact: true }).click();
  }

  row(name: string): Locator {
    return this.page.getByRole('group', { name, exact: true });
  }

  /** A start in a row where what is carried could go. */
  possible(row: string, time: string): Locator {
    return this.row(row).getByRole('button', { name: words.say('canPlaceIn', { time, name: row }), exact: true });
  }

  /** The mark where it is about to go. */
  mark(row: string, time: string): Locator {
    return this.row(row).getByRole('button', { name: words.say('putHere', { time, name: row }), exact: true });
  }

  /** What is booked in a row with somebody, from a time on. */
  booking(row: string, name: string, from: string): Locator {
    return this.row(row).getByRole('button', { name: new RegExp(`^${from}–.*${name}`) });
  }

  /** Takes something with the mouse and lets it go where `place` is, which is asked for once it is in the air. */
  async drag(item: Locator, place: () => Promise<Point>): Promise<void> {
    const { mouse } = this.page;
    const from = await middle(item);
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(from.x + OFF_PX, from.y, { steps: 3 });
    const to = await place();
    await mouse.move(to.x, to.y, { steps: 10 });
    await mouse.up();
  }

  /** The place of a possible start. */
  at(row: string, time: string): () => Promise<Point> {
    return () => middle(this.possible(row, time));
  }

  /** The same time in another row, where it is not offered. */
  besideIn(row: string, time: string, other: string): () => Promise<Point> {
    return async () => ({ x: (await this.at(row, time)()).x, y: (await middle(this.row(other))).y });
  }

  /** Over something booked, once it is known where else it could go. */
  onto(booking: Locator, row: string, time: string): () => Promise<Point> {
    return async () => {
      await this.possible(row, time).waitFor();
      return middle(booking);
    };
  }

  get refusals(): Locator {
    return this.page.getByRole('alert');
  }

  /** Who comes, of the appointment that is open. */
  get parties(): Locator {
    return this.page.getByRole('list', { name: words.say('panel.parties') });
  }

  async saysPlaced(name: string): Promise<void> {
    await this.page
      .getByRole('status')
      .filter({ hasText: words.like('placed') })
      .filter({ hasText: name })
      .waitFor();
  }

  /** The refusal stands above the timetable, with its reason in words. */
  async saysRefused(code: string): Promise<void> {
    await this.refusals.filter({ hasText: errors.say(code) }).waitFor();
  }

  /** Says in the row's menu that an official is away in the afternoon of the day shown. */
  async closeAfternoon(official: string, reason: string): Promise<void> {
    const { page } = this;
    await this.row(official)
      .getByRole('button', { name: words.say('menu.of', { name: official }), exact: true })
      .click();
    await page.getByRole('menuitem', { name: words.say('menu.away'), exact: true }).click();
    const dialog = page.getByRole('dialog', { name: words.say('close.title', { name: official }) });
    await dialog.getByRole('button', { name: words.say('close.preset.afternoon'), exact: true }).click();
    await dialog.getByRole('textbox', { name: words.say('close.reason') }).fill(reason);
    await dialog.getByRole('button', { name: words.say('close.save'), exact: true }).click();
  }

  /** Bookings that can no longer be kept. */
  get clashes(): Locator {
    return this.page.getByRole('list', { name: words.say('clash.list') }).getByRole('listitem');
  }

  async propose(): Promise<void> {
    await this.page.getByRole('button', { name: words.say('clash.propose') }).click();
    await this.proposals.first().waitFor();
  }

  get proposals(): Locator {
    return this.page.getByRole('list', { name: words.say('proposals.list') }).getByRole('listitem');
  }

  /** Takes all that are ticked. */
  async accept(n: number): Promise<void> {
    await this.page.getByRole('button', { name: words.say('proposals.accept', { n }), exact: true }).click();
    await this.page
      .getByRole('status')
      .filter({ hasText: words.say('proposals.changed', { n }) })
      .waitFor();
  }

  async backToTimetable(): Promise<void> {
    await this.page.getByRole('button', { name: words.say('clash.back'), exact: true }).click();
  }

  /** Picks up something booked with the keyboard; its possible times are shown. */
  async pickUp(booking: Locator): Promise<void> {
    await booking.focus();
    await this.page.keyboard.press('Space');
    await this.page.locator('[data-booking="carried"]').waitFor();
    await this.page
      .getByRole('button', { name: words.like('canPlaceIn') })
      .first()
      .waitFor();
  }
}

async function middle(of: Locator): Promise<Point> {
  await of.scrollIntoViewIfNeeded();
  const box = await of.boundingBox();
  if (!box) throw new Error('Nothing can be dragged from or to what is not shown.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
