import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { say } from '../../support/say';
import { BenchPage, type Where } from './bench-page';
import { meetAll, meets, newCall, trio } from './people';

/** How long after the switch the one left out is watched for a late picture or sound. */
const WATCHED_MS = 1_500;

/**
 * Caucus switches, in milliseconds from the mediator's asking: until the one left out has seen and heard
 * the last of the others, and until the pair hear, and see, each other.
 */
export async function measureCaucus(browser: Browser, where: Where, rounds: number) {
  const people = trio(newCall());
  const pages: BenchPage[] = [];
  const figures = { cut: [] as number[], talk: [] as number[], see: [] as number[] };
  try {
    for (const person of people) pages.push(await BenchPage.open(browser, person, where));
    const [host, a, b] = pages as [BenchPage, BenchPage, BenchPage];
    for (const page of pages) await page.join();
    await meetAll(pages);
    for (let round = 0; round < rounds; round += 1) {
      const [inside, outside] = round % 2 === 0 ? ([a, b] as const) : ([b, a] as const);
      await Promise.all(pages.map((page) => page.forget()));
      const askedAt = await host.caucus(round % 2 === 0 ? 'A' : 'B');
      const awaited = { since: askedAt, anew: true, what: 'the pair of the caucus meet' };
      const together = await Promise.all([meets(host, [inside.seat], awaited), meets(inside, [host.seat], awaited)]);
      await pause(WATCHED_MS);
      const late = (await outside.read()).map(({ last }) => last ?? 0);
      await host.assertEncrypted();
      figures.cut.push(Math.max(0, ...late.map((last) => last - askedAt)));
      figures.talk.push(Math.max(...together.map(({ heardAt }) => heardAt)) - askedAt);
      figures.see.push(Math.max(...together.map(({ seenAt }) => seenAt)) - askedAt);
      const [cut, talk, see] = [figures.cut, figures.talk, figures.see].map((of) => of.at(-1)?.toFixed(0));
      say(`  caucus: cut ${cut} ms, the pair talk after ${talk} ms, see each other after ${see} ms`);
      const backAt = await host.caucus(null);
      await meetAll(pages, { since: backAt, anew: true, what: 'everybody is back together' });
    }
    return figures;
  } finally {
    for (const page of pages) await page.close();
  }
}
