import { BenchPage } from '../../bench/call/bench-page';
import { openCallHouse } from '../../bench/call/house';
import { duo, meetAll, newCall } from '../../bench/call/people';
import { quantile } from '../../bench/row';
import { launchBrowser } from '../../support/browser';
import { workersOf } from '../../support/media-process';
import type { Fault } from '../fault-row';

const CALLS = 5;
const WORKERS = 3;
const BACK_WITHIN_MS = 1_500;

/** Fault 7: kill -9 of a mediasoup worker during five calls: its calls come back, the others lose no packet. */
export const callWorkerKilled: Fault = async () => {
  const house = await openCallHouse({ workers: WORKERS });
  const browser = await launchBrowser();
  const calls: BenchPage[][] = [];
  try {
    for (let at = 0; at < CALLS; at += 1) {
      const pages: BenchPage[] = [];
      for (const person of duo(newCall())) pages.push(await BenchPage.open(browser, person, house));
      for (const page of pages) await page.join();
      await meetAll(pages);
      calls.push(pages);
    }
    const before = await Promise.all(calls.map(lostOf));
    await Promise.all(calls.flat().map((page) => page.forget()));
    const [pid] = workersOf(house.media);
    if (pid === undefined) throw new Error('There is no media worker.');
    const killedAt = Date.now();
    process.kill(pid, 'SIGKILL');
    const back = await Promise.all(
      calls.map((pages) => meetAll(pages, { since: killedAt + 20, anew: false, what: 'every call goes on' })),
    );
    const hit = await Promise.all(
      calls.map(async (pages) => (await pages[0]?.read())?.some(({ since }) => since > killedAt) ?? false),
    );
    const after = await Promise.all(calls.map(lostOf));
    const took = back.flatMap((moment, at) => (hit[at] ? [moment - killedAt] : []));
    const lost = calls.reduce((sum, _, at) => sum + (hit[at] ? 0 : (after[at] ?? 0) - (before[at] ?? 0)), 0);
    const p95 = took.length > 0 ? quantile(took, 0.95) : null;
    return [
      {
        name: '7 media worker killed during 5 calls',
        acknowledged: CALLS,
        lost,
        duplicated: 0,
        refused: 0,
        recoveredMs: p95,
        pass: p95 !== null && p95 <= BACK_WITHIN_MS && lost === 0 && took.length < CALLS,
        note: `${took.length} calls hit; packets lost by the others: ${lost}`,
      },
    ];
  } finally {
    await browser.close();
    await house.stop();
  }
};

const lostOf = async (pages: readonly BenchPage[]): Promise<number> => {
  const figures = await Promise.all(pages.map((page) => page.figures()));
  return figures.reduce((sum, { packetsLost }) => sum + packetsLost, 0);
};
