import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import type { StationLine } from '../../support/network/station-line';
import { say } from '../../support/say';
import { until } from '../../support/until';
import { BenchPage, type Where } from './bench-page';
import { duo, firstOf, LONG_MS, newCall } from './people';

const SETTLED_MS = 3_000;

export interface JoinFigures {
  readonly ours: number[];
  readonly bare: number[];
  readonly cipher: string;
}

/**
 * From `join()` to the first picture of the one who is there already, in milliseconds; ours and bare in turn,
 * another one first each round. The page is loaded before, and every join is a new page.
 */
export async function measureJoin(
  browser: Browser,
  places: { readonly ours: Where; readonly bare: Where },
  rounds: number,
  line?: StationLine,
): Promise<JoinFigures> {
  const figures = { ours: [] as number[], bare: [] as number[], cipher: '' };
  for (let round = 0; round <= rounds; round += 1) {
    const turn = round % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const);
    for (const name of turn) {
      const [there, comer] = duo(newCall());
      const standing = await BenchPage.open(browser, there, places[name]);
      const joining = await BenchPage.open(browser, comer, { ...places[name], ...(line && { line }) });
      try {
        await standing.join();
        // Whoever is there already has sent for a while: an encoder that has just begun gives no key frame at once.
        await pause(SETTLED_MS);
        await joining.join();
        let seen: number | null = null;
        await until(
          async () => (seen = firstOf(await joining.read(), 'video', 0)) !== null,
          LONG_MS,
          `the first picture (${name})`,
        );
        const took = (seen ?? NaN) - (await joining.pressedAt());
        figures.cipher = await joining.assertEncrypted();
        // The first round warms up the browser and both programs.
        if (round > 0) figures[name].push(took);
        say(`  ${line ? 'impaired ' : ''}join ${name}: ${Math.round(took)} ms`);
      } finally {
        await joining.close();
        await standing.close();
      }
    }
  }
  return figures;
}
