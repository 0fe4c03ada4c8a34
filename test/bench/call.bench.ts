import type { Browser } from 'playwright-core';
import { freePortBlock } from '../../scripts/run/ports.mjs';
import { launchBrowser } from '../support/browser';
import { StationLine } from '../support/network/station-line';
import { say } from '../support/say';
import { startBare } from './call/bare/start';
import { measureCaucus } from './call/caucus';
import { pictureAges } from './call/glass';
import { openCallHouse, type CallHouse } from './call/house';
import { measureJoin } from './call/join';
import { measureNodeKills } from './call/node-killed';
import { measureCuts, measureWorkerKills } from './call/recover';
import { measureSpeech } from './call/speech';
import { benchRow, median, quantile, type BenchRow } from './row';

const IMPAIRED = { delayMs: 25, lossShare: 0.01, bitsPerSecond: null };
const LOSS_15 = { delayMs: 25, lossShare: 0.15, bitsPerSecond: null };
const NARROW = { delayMs: 25, lossShare: 0, bitsPerSecond: 120_000 };
const CUTS_S = [1, 3, 8, 30];

interface Scene {
  readonly browser: Browser;
  readonly house: CallHouse;
  readonly line: StationLine;
  readonly barePort: number;
  /** How often each thing is measured. */
  readonly rounds: number;
}

const MEASURES: Readonly<Record<string, (scene: Scene) => Promise<BenchRow[]>>> = {
  join: async ({ browser, house, barePort, rounds, line }) => {
    const places = { ours: house, bare: { ...house, barePort } };
    const clear = await measureJoin(browser, places, rounds);
    line.shape(IMPAIRED);
    const impaired = await measureJoin(browser, places, rounds, line);
    line.clear();
    if (line.dropped === 0) throw new Error('The bad line lost nothing: it was not used.');
    say(`  encrypted with ${clear.cipher}; the bad line lost ${line.dropped} packets`);
    const row = (name: string, { ours, bare }: typeof clear) =>
      benchRow({ name, unit: 'ms', ours: median(ours), peer: median(bare), n: rounds });
    return [row('call.join', clear), row('call.join.impaired', impaired)];
  },
  glass: async ({ browser, house, barePort }) => {
    const ours = await pictureAges(browser, house);
    const bare = await pictureAges(browser, { ...house, barePort });
    const row = (name: string, of: (ages: readonly number[]) => number) =>
      benchRow({ name, unit: 'ms', ours: of(ours), peer: of(bare), n: ours.length });
    return [row('call.glassToGlass.p50', median), row('call.glassToGlass.p95', (ages) => quantile(ages, 0.95))];
  },
  caucus: async ({ browser, house, rounds }) => {
    const { cut, talk, see } = await measureCaucus(browser, house, rounds);
    const row = (name: string, values: number[]) =>
      benchRow({ name, unit: 'ms', ours: median(values), n: values.length });
    const worst = (name: string, values: number[]) =>
      benchRow({ name, unit: 'ms', ours: Math.max(...values), n: values.length });
    return [
      row('call.caucusCut', cut),
      worst('call.caucusCut.worst', cut),
      row('call.caucusOpen', talk),
      worst('call.caucusOpen.worst', talk),
      row('call.caucusOpen.picture', see),
    ];
  },
  worker: async ({ browser, house, rounds }) => {
    const took = await measureWorkerKills(browser, house, rounds * 2);
    const row = { name: 'call.recover.worker', unit: 'ms p95', n: took.length };
    return [benchRow({ ...row, ours: quantile(took, 0.95) })];
  },
  line: async ({ browser, house, line }) => {
    const cuts = await measureCuts(browser, house, line, CUTS_S);
    const row = { name: 'call.recover.line', unit: 'ms after return, worst', n: cuts.length };
    return [
      benchRow({ ...row, ours: Math.max(...cuts.map(({ tookMs }) => tookMs)) }),
      ...cuts.map(({ seconds, tookMs }) =>
        benchRow({ name: `call.recover.line.${seconds}s`, unit: 'ms after return', ours: tookMs, n: 1 }),
      ),
    ];
  },
  speech: async ({ browser, house, line }) => {
    const seconds = { settling: 15, measured: 20 };
    const lossy = await measureSpeech(browser, house, line, LOSS_15, seconds);
    const narrow = await measureSpeech(browser, house, line, NARROW, seconds);
    say(
      `  at ${(lossy.lineLost * 100).toFixed(1)} % lost: ${JSON.stringify(lossy)}; narrow: ${JSON.stringify(narrow)}`,
    );
    const row = (name: string, { heardThere, heardHere }: typeof lossy) =>
      benchRow({ name, unit: 'share concealed', ours: Math.max(heardThere, heardHere), n: 1 });
    return [row('call.speech.loss15', lossy), row('call.speech.120kbit', narrow)];
  },
};

/**
 * The call as people meet it, in real Chromium: joining, age of a picture, caucus switches, recovery, and
 * speech on bad lines. `--only join,glass` measures these alone, `--rounds 3` less often than five times.
 */
export async function run(): Promise<BenchRow[]> {
  const rounds = Number(option('rounds') ?? 5);
  const only = option('only')?.split(',');
  const wanted = Object.entries(MEASURES).filter(([name]) => !only || only.includes(name));
  const closing: (() => unknown)[] = [];
  const rows: BenchRow[] = [];
  try {
    if (wanted.length > 0) {
      const house = await openCallHouse({ workers: 1 });
      closing.push(() => house.stop());
      const bare = await startBare(await freePortBlock(43_000 + (process.pid % 1_000), 1));
      closing.push(() => bare.stop());
      const { tcp, udp } = house.ports;
      const ports = { tcp: [...tcp, bare.port, bare.rtcPort], udp: [...udp, bare.rtcPort] };
      const line = await StationLine.open('127.0.0.12', ports);
      closing.push(() => line.close());
      const browser = await launchBrowser();
      closing.push(() => browser.close());
      for (const [name, measure] of wanted) {
        say(`\n${name}`);
        rows.push(...(await measure({ browser, house, line, barePort: bare.port, rounds })));
      }
    }
  } finally {
    for (const close of closing.reverse()) await close();
  }
  if (!only || only.includes('node')) {
    say('\nnode');
    const took = await measureNodeKills(rounds);
    rows.push(benchRow({ name: 'call.recover.node', unit: 'ms, worst', ours: Math.max(...took), n: took.length }));
  }
  return rows;
}

function option(name: string): string | undefined {
  const index = process.argv.indexOf(`--${name}`);
  return index < 0 ? undefined : process.argv[index + 1];
}
