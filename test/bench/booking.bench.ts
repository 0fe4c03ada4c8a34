import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { openSession } from '../support/client';
import { KeepAlive } from '../support/keep-alive';
import { registrationOf, slotDeck, type Card } from '../support/slot-deck';
import { openStage, type Stage } from '../support/stage';
import { writeWideCounty, type WideCounty } from '../support/wide-county';
import { crowd } from './crowd';
import { postgresCpu } from './postgres-cpu';
import { benchRow, median, type BenchRow } from './row';
import { BARE_INSERT, BARE_TABLE } from './thin/statements';
import type { ThinBooking } from './thin/server';
import { startThinServer } from './thin/start';
import { say } from '../support/say';

const CLIENTS = 32;
const ROUNDS = 7;
const ROUND_MS = 2500;
/** No contender may use up the county's slots within the rounds. */
const MOST_A_ROUND = 1_700;
const WARM_UP = 300;
const HALF_HOUR_MS = 30 * 60_000;

/** Books one card, or throws. */
type Contender = (card: Card) => Promise<void>;
interface Round {
  readonly rate: number;
  readonly dbCpu: number;
}

/**
 * The product's booking POST against a thin server (Fastify and pg, one process, 32 connections), in turn
 * in each round: once writing the same rows, once one bare row; and PostgreSQL's CPU time a booking.
 */
export async function run(): Promise<BenchRow[]> {
  const stage = await openStage({ now: '2026-11-24T01:00:00Z', settings: { max_connections: '300' } });
  const closing: (() => unknown)[] = [() => stage.stop()];
  try {
    const county = await writeWideCounty(stage, { stations: 200, officials: 108 });
    const contenders = await prepare(stage, county, closing);
    const rounds = await compete(stage, county, contenders);
    const of = (name: keyof typeof contenders, figure: keyof Round): number =>
      median(rounds[name].map((round) => round[figure]));
    const rate = { name: 'booking.rate', unit: 'bookings/s', n: ROUNDS, ours: of('ours', 'rate') };
    const dbCpu = { name: 'booking.dbCpu', unit: 'CPU-µs', n: ROUNDS, ours: of('ours', 'dbCpu') };
    return [
      benchRow({ ...rate, peer: of('thinSameRows', 'rate') }),
      benchRow({ ...rate, name: 'booking.rate.oneRow', peer: of('thinOneRow', 'rate') }),
      benchRow({ ...dbCpu, floor: of('floor', 'dbCpu') }),
      benchRow({ ...dbCpu, name: 'booking.dbCpu.sameRows', floor: of('thinSameRows', 'dbCpu') }),
    ];
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

async function prepare(stage: Stage, county: WideCounty, closing: (() => unknown)[]) {
  // The peer writes into tables of its own, with the same constraints and the same county.
  await stage.query('CREATE DATABASE thin');
  const thinUrl = new URL(stage.databaseUrl);
  thinUrl.pathname = '/thin';
  const pool = new Pool({ connectionString: thinUrl.toString(), max: CLIENTS });
  closing.push(() => pool.end());
  await copySchema(stage, pool);
  const server = await stage.startServer({ role: 'api' });
  const thin = await startThinServer(thinUrl.toString());
  closing.push(() => thin.stop());
  const cookies = new Map<string, string>();
  for (const { clerkId } of county.stations)
    cookies.set(clerkId, await openSession(stage.running(server), 'staff', clerkId));
  const toOurs = new KeepAlive(server.url, CLIENTS);
  const toThin = new KeepAlive(thin.url, CLIENTS);
  closing.push(() => [toOurs, toThin].forEach((one) => one.close()));
  const post = async (to: KeepAlive, path: string, body: unknown, cookie = ''): Promise<void> => {
    const headers = { 'idempotency-key': randomUUID(), cookie };
    const reply = await to.send('POST', path, { body: JSON.stringify(body), headers });
    if (reply.status !== 201) throw new Error(`${path} was answered ${reply.status}: ${reply.text}`);
  };
  return {
    ours: (card) => post(toOurs, '/api/requests', registrationOf(card), cookies.get(card.station.clerkId)),
    thinSameRows: (card) => post(toThin, '/same-rows', thinBooking(card)),
    thinOneRow: (card) => post(toThin, '/bare', thinBooking(card)),
    floor: async (card) => {
      const { roomId, officialId, startsAt, endsAt } = thinBooking(card);
      // Its own year, so that it never meets what the thin server wrote.
      const values = [randomUUID(), roomId, officialId, yearOn(startsAt), yearOn(endsAt)];
      await pool.query({ ...BARE_INSERT, values });
    },
  } satisfies Record<string, Contender>;
}

/** The same tables, constraints and reference rows as the product's, and the bare one. */
async function copySchema(stage: Stage, pool: Pool): Promise<void> {
  const { runServerScript } = await import('../../scripts/run/server.mjs');
  const url = new URL(stage.databaseUrl);
  url.pathname = '/thin';
  await runServerScript('database/migrate.js', {
    ...stage.env,
    DATABASE_URL: url.toString(),
    REDIS_URL: stage.redisUrl,
  });
  for (const table of ['bureau', 'station', 'staff', 'resource']) {
    const [found] = await stage.query<{ rows: unknown }>(`SELECT json_agg(t) AS rows FROM ${table} AS t`);
    await pool.query(`INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1)`, [
      JSON.stringify(found?.rows ?? []),
    ]);
  }
  await pool.query(BARE_TABLE);
}

/** Each contender in turn, in each round another one first; each takes cards of its own deck. */
async function compete<Name extends string>(
  stage: Stage,
  county: WideCounty,
  contenders: Record<Name, Contender>,
): Promise<Record<Name, Round[]>> {
  const deck = slotDeck(county, stage.now());
  const names = Object.keys(contenders) as Name[];
  const dealt = new Map(names.map((name) => [name, 0]));
  const rounds = Object.fromEntries(names.map((name) => [name, [] as Round[]])) as Record<Name, Round[]>;
  const play = async (name: Name, ms: number, most: number): Promise<Round> => {
    const before = postgresCpu(stage.postgres.pid);
    const { done, seconds } = await crowd({ clients: CLIENTS, ms, most }, async () => {
      const next = dealt.get(name) ?? 0;
      dealt.set(name, next + 1);
      const card = deck[next];
      if (!card) throw new Error('the county is fully booked');
      await contenders[name](card);
    });
    return { rate: done / seconds, dbCpu: (postgresCpu(stage.postgres.pid) - before) / done };
  };
  for (const name of names) await play(name, 60_000, WARM_UP);
  await stage.query('CHECKPOINT');
  for (let round = 0; round < ROUNDS; round += 1) {
    const turn = [...names.slice(round % names.length), ...names.slice(0, round % names.length)];
    for (const name of turn) rounds[name].push(await play(name, ROUND_MS, MOST_A_ROUND));
    const said = names.map((name) => {
      const last = rounds[name].at(-1);
      return `${name} ${last?.rate.toFixed(0)}/s ${last?.dbCpu.toFixed(0)} µs`;
    });
    say(`  round ${round + 1}: ${said.join(' · ')}`);
  }
  return rounds;
}

function thinBooking(card: Card): ThinBooking {
  const { station, officialId, topic, startsAt, n } = card;
  return {
    stationId: station.id,
    roomId: station.roomId,
    clerkId: station.clerkId,
    officialId,
    topic,
    name: `居民甲-${n}`,
    phone: '19900000001',
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + HALF_HOUR_MS).toISOString(),
  };
}

const yearOn = (instant: string): string => instant.replace(/^2026/, '2027');
