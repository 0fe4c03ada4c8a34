import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { callOn, workersOf } from '../../support/media-process';
import type { StationLine } from '../../support/network/station-line';
import { say } from '../../support/say';
import { until } from '../../support/until';
import { BenchPage } from './bench-page';
import type { CallHouse } from './house';
import { duo, LONG_MS, meetAll, newCall } from './people';

/** Kills the call's worker again and again: milliseconds until both pages see and hear the other again. */
export async function measureWorkerKills(browser: Browser, house: CallHouse, kills: number): Promise<number[]> {
  const callId = newCall();
  const pages = await enter(browser, house, callId);
  const took: number[] = [];
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const [pid] = workersOf(house.media);
      if (pid === undefined) throw new Error('There is no media worker.');
      await Promise.all(pages.map((page) => page.forget()));
      const killedAt = Date.now();
      process.kill(pid, 'SIGKILL');
      const back = await meetAll(pages, { since: killedAt, anew: true, what: 'the call is back' });
      took.push(back - killedAt);
      say(`  worker killed: back in ${took.at(-1)?.toFixed(0)} ms`);
      await assertSeats(house, callId, pages);
    }
    for (const page of pages) await page.assertEncrypted();
    return took;
  } finally {
    for (const page of pages) await page.close();
  }
}

/** A line is cut in a call that stands: every encoder has found what the line carries. */
const STANDING_MS = 6_000;

export interface Cut {
  readonly seconds: number;
  /** Milliseconds after the line is back, until both see and hear each other. */
  readonly tookMs: number;
}

/** Cuts one person's line: how long after its return the pictures go on at both ends, in the same seat. */
export async function measureCuts(
  browser: Browser,
  house: CallHouse,
  line: StationLine,
  seconds: readonly number[],
): Promise<Cut[]> {
  const callId = newCall();
  const pages = await enter(browser, house, callId, line);
  const cuts: Cut[] = [];
  try {
    for (const length of seconds) {
      await pause(STANDING_MS);
      await Promise.all(pages.map((page) => page.forget()));
      line.cut();
      await pause(length * 1_000);
      line.mend();
      const backAt = Date.now();
      // What was on its way when the line came back is no picture of afterwards.
      const what = `the call is back after a cut of ${length} s`;
      const met = await meetAll(pages, { since: backAt + 20, anew: false, what });
      cuts.push({ seconds: length, tookMs: met - backAt });
      say(`  line cut ${length} s: back in ${(met - backAt).toFixed(0)} ms`);
      await assertSeats(house, callId, pages);
    }
    return cuts;
  } finally {
    for (const page of pages) await page.close();
  }
}

async function enter(browser: Browser, house: CallHouse, callId: string, line?: StationLine): Promise<BenchPage[]> {
  const [there, comer] = duo(callId);
  const pages = [
    await BenchPage.open(browser, there, house),
    await BenchPage.open(browser, comer, { ...house, ...(line && { line }) }),
  ];
  for (const page of pages) await page.join();
  await meetAll(pages);
  return pages;
}

/** Every person holds their own seat, once, and nobody else is there. */
async function assertSeats(house: CallHouse, callId: string, pages: readonly BenchPage[]): Promise<void> {
  const expected = pages.map(({ seat }) => seat).sort();
  await until(
    async () => {
      const call = await callOn(house.media, callId);
      const peers = call?.peers ?? [];
      return (
        JSON.stringify(peers.map(({ seat }) => seat).sort()) === JSON.stringify(expected) &&
        peers.every(({ connected }) => connected)
      );
    },
    LONG_MS,
    'every seat taken once',
  );
}
