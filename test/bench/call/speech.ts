import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import type { Shape } from '../../support/network/link';
import type { StationLine } from '../../support/network/station-line';
import { BenchPage } from './bench-page';
import type { CallHouse } from './house';
import { duo, meetAll, newCall } from './people';

export interface Speech {
  /** Share of sound made up for what was lost, 0 to 1, over the bad line towards the person who has it. */
  readonly heardThere: number;
  /** The same of that person's voice, as the other hears it. */
  readonly heardHere: number;
  /** What the line really lost of the packets it was given. */
  readonly lineLost: number;
  /** What the line carried, each way. */
  readonly kbit: { readonly out: number; readonly back: number };
}

/** How much of the speech is made up when one person's line is bad in both directions. */
export async function measureSpeech(
  browser: Browser,
  house: CallHouse,
  line: StationLine,
  shape: Shape,
  seconds: { readonly settling: number; readonly measured: number },
): Promise<Speech> {
  const [there, comer] = duo(newCall());
  const here = await BenchPage.open(browser, there, house);
  const away = await BenchPage.open(browser, comer, { ...house, line });
  try {
    await here.join();
    await away.join();
    await meetAll([here, away]);
    line.shape(shape);
    await pause(seconds.settling * 1_000);
    const before = { dropped: line.dropped, passed: line.passed, bytes: line.bytes };
    const first = await Promise.all([away.figures(), here.figures()]);
    await pause(seconds.measured * 1_000);
    const last = await Promise.all([away.figures(), here.figures()]);
    await away.assertEncrypted();
    const share = (at: 0 | 1): number => {
      const samples = last[at].samples - first[at].samples;
      if (samples <= 0) throw new Error('No sound arrived.');
      return (last[at].concealed - first[at].concealed) / samples;
    };
    const dropped = line.dropped - before.dropped;
    const kbit = (way: 'out' | 'back'): number =>
      Math.round(((line.bytes[way] - before.bytes[way]) * 8) / 1_000 / seconds.measured);
    return {
      heardThere: share(0),
      heardHere: share(1),
      lineLost: dropped / (dropped + line.passed - before.passed),
      kbit: { out: kbit('out'), back: kbit('back') },
    };
  } finally {
    line.clear();
    await away.close();
    await here.close();
  }
}
