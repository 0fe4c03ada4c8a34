import { MINUTE_MS } from '@domain/local-time';
import { plan } from '@domain/planner';
import type { PlanInput } from '@domain/planner/types';
import { countyOf, type County } from './planner/county';
import { hindsightOf } from './planner/hindsight';
import { provinceOf, type ProvinceSize } from './planner/province';
import { Random } from './planner/random';
import { simulate, type Policy, type Result } from './planner/simulate';
import { benchRow, median, type BenchRow } from './row';

const OFFICIALS = [6, 19];
const LOADS = [0.75, 0.85, 0.95, 1.05];
const WATCHED_LOAD = 0.95;
const SEEDS = Array.from({ length: 15 }, (_, index) => index + 1);
const DAYS = 5;

/** Officials may change places so that somebody comes 20 minutes sooner: no resident is disturbed by that. */
const SWAP = { swap: 20 };
const OURS: Policy = { maxMoves: 0, tellAfterMs: 0, more: { weights: SWAP } };
const WAITING: Policy = { ...OURS, tellAfterMs: 30 * MINUTE_MS };
const MOVING: Policy = { ...OURS, maxMoves: 3 };
/** First come, first served, at the earliest start, nothing ever rearranged. */
const GREEDY: Policy = { maxMoves: 0, tellAfterMs: 0, more: { searchLimit: 0 } };

/** What came of one county and seed. */
interface Case {
  readonly officials: number;
  readonly seed: number;
  readonly hindsight: number;
  readonly ours: Result;
  readonly greedy: Result;
  readonly county: County;
}

/**
 * The planner against hindsight and against the clock. `share` rows: requests given a slot that starts within
 * their 24 hours, of all; each seed's two counties (6 and 19 officials) together; `peer` is the bound of
 * hindsight with rooms, `floor` the greedy planner. `ratio` is the median of the seeds' ratios.
 */
export async function run(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const load of LOADS) {
    const cases = await casesOf(load);
    rows.push(shareRow(`planner.share.${load}`, cases));
    if (load !== WATCHED_LOAD) continue;
    for (const count of OFFICIALS) {
      const some = cases.filter(({ officials }) => officials === count);
      rows.push(shareRow(`planner.share.${load}.officials${count}`, some));
    }
    rows.push(shareRow(`planner.share.${load}.oneRoom`, await casesOf(load, inOneRoom)));
    rows.push(perHundred(`planner.forced.${load}`, cases, ({ forced }) => forced));
    const moving = cases.map((one) => ({ ...one, ours: simulate(one.county, MOVING) }));
    rows.push(shareRow(`planner.shareMoves.${load}`, moving));
    rows.push(perHundred(`planner.moves.${load}`, moving, ({ moved }) => moved));
    const waiting = cases.map((one) => ({ ...one, ours: simulate(one.county, WAITING) }));
    const gains = SEEDS.map((seed) => share(waiting, seed, 'ours') - share(cases, seed, 'ours'));
    rows.push(
      benchRow({ name: `planner.delayGain.${load}`, unit: 'share', ours: mean(gains), n: SEEDS.length, ratio: null }),
    );
  }
  rows.push(timeRow('planner.time.20', { stations: 20, officials: 7, requests: 120 }, 25));
  rows.push(timeRow('planner.time.5000', { stations: 5000, officials: 1500, load: 0.9 }, 5));
  return rows;
}

/** The same with mediations that hold one room only: what it costs that two rooms must be free at once. */
const inOneRoom = (county: County): County => ({
  ...county,
  arrivals: county.arrivals.map((one) => ({ ...one, stations: one.stations.slice(0, 1) })),
});

/** The counties of each seed, measured; `change` makes others of them. */
async function casesOf(load: number, change = (county: County): County => county): Promise<Case[]> {
  const cases: Case[] = [];
  for (const seed of SEEDS) {
    for (const officials of OFFICIALS) {
      const random = new Random(seed * 1000 + officials * 10 + Math.round(load * 100));
      const county = change(countyOf(random, officials, load, DAYS));
      const [ours, greedy] = [simulate(county, OURS), simulate(county, GREEDY)];
      cases.push({ officials, seed, county, ours, greedy, hindsight: await hindsightOf(county) });
    }
  }
  return cases;
}

/** The share served of all that the seed's counties asked for. */
function share(cases: readonly Case[], seed: number, whose: 'ours' | 'greedy' | 'hindsight'): number {
  const some = cases.filter((one) => one.seed === seed);
  const served = some.map((one) => (whose === 'hindsight' ? one.hindsight : one[whose].served));
  return sum(served) / sum(some.map(({ county }) => county.arrivals.length));
}

function shareRow(name: string, cases: readonly Case[]): BenchRow {
  const of = (whose: 'ours' | 'greedy' | 'hindsight') => SEEDS.map((seed) => share(cases, seed, whose));
  const hindsight = of('hindsight');
  return benchRow({
    name,
    unit: 'share',
    ours: median(of('ours')),
    peer: median(hindsight),
    floor: median(of('greedy')),
    ratio: median(of('ours').map((ours, index) => ours / hindsight[index]!)),
    n: SEEDS.length,
  });
}

function perHundred(name: string, cases: readonly Case[], count: (result: Result) => number): BenchRow {
  const each = SEEDS.map((seed) => {
    const some = cases.filter((one) => one.seed === seed);
    return (100 * sum(some.map(({ ours }) => count(ours)))) / sum(some.map(({ county }) => county.arrivals.length));
  });
  return benchRow({ name, unit: 'of 100', ours: median(each), n: SEEDS.length, ratio: null });
}

/** The plan of one day, beside the greedy plan of the same, run in turn. */
function timeRow(name: string, size: ProvinceSize, runs: number): BenchRow {
  const input = provinceOf(new Random(7), size);
  const greedy: PlanInput = { ...input, searchLimit: 0 };
  const timed = (one: PlanInput): number => {
    const before = performance.now();
    plan(one);
    return performance.now() - before;
  };
  timed(input);
  timed(greedy);
  const pairs = Array.from({ length: runs }, () => ({ ours: timed(input), floor: timed(greedy) }));
  const [ours, floor] = [median(pairs.map((one) => one.ours)), median(pairs.map((one) => one.floor))];
  return benchRow({ name, unit: 'ms', ours, floor, n: runs });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length;
