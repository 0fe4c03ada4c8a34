import type { SlotOffer } from '@contracts/http/scheduling';
import { openIntervals, type WeeklyHours } from '@domain/calendar';
import type { Interval } from '@domain/interval';
import { BUREAU_TIME_ZONE, DAY_MS } from '@domain/local-time';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import type { StaffActor } from '../../server/src/common/actor';
import { readConfig } from '../../server/src/config';
import { Availability } from '../../server/src/capacity/availability';
import { SlotsService } from '../../server/src/scheduling/slots.service';
import { createServer } from '../../server/src/server';

import { CALENDAR, COMMON_SLOT } from './search/floor';
import { writeProvince } from './search/province';
import { openSession } from '../support/client';
import { KeepAlive } from '../support/keep-alive';
import { openStage, type Stage } from '../support/stage';
import type { WideCounty } from '../support/wide-county';
import { benchRow, median, quantile, type BenchRow } from './row';
import { say } from '../support/say';

const ROUNDS = 5;
const QUESTIONS = 100;
const WARM_UP = 50;
const MONTH_MS = 30 * DAY_MS;
const WEEK = [1, 2, 3, 4, 5] as const;
const NOW = '2026-11-24T01:00:00Z';

/** Looking for free time in a province: the product's own search against one statement of multirange arithmetic. */
export async function run(): Promise<BenchRow[]> {
  const stage = await openStage({ now: NOW, settings: { shared_buffers: '512MB', maintenance_work_mem: '256MB' } });
  const closing: (() => unknown)[] = [() => stage.stop()];
  try {
    const province = await writeProvince(stage, '2026-11-24');
    say(
      `  ${province.stations.length} stations, ${province.officials.length} officials, ${province.bookings} bookings`,
    );
    const questions = await prepare(stage, province, closing);
    const [common, calendar, http] = [
      await compete(questions.commonSlot, questions.commonSlotFloor),
      await compete(questions.calendar, questions.calendarFloor),
      await compete(questions.overHttp),
    ];
    const n = ROUNDS * QUESTIONS;
    return [
      benchRow({ name: 'search.commonSlot.p50', unit: 'ms', n, ours: common.ours.p50, floor: common.floor.p50 }),
      benchRow({ name: 'search.commonSlot.p95', unit: 'ms', n, ours: common.ours.p95, floor: common.floor.p95 }),
      benchRow({ name: 'search.calendar30d', unit: 'ms', n, ours: calendar.ours.p50, floor: calendar.floor.p50 }),
      benchRow({ name: 'search.http.p50', unit: 'ms', n, ours: http.ours.p50 }),
      benchRow({ name: 'search.http.p95', unit: 'ms', n, ours: http.ours.p95 }),
    ];
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

/** A question about the n-th station and topic. */
type Question = (n: number) => Promise<unknown>;

async function prepare(stage: Stage, province: WideCounty, closing: (() => unknown)[]) {
  Object.assign(process.env, stage.env, { ROLE: 'api', DATABASE_URL: stage.databaseUrl, REDIS_URL: stage.redisUrl });
  const app = await createServer(readConfig({ ...stage.env, ROLE: 'api', ...addresses(stage) }));
  await app.init();
  closing.push(() => app.close());
  const server = await stage.startServer({ role: 'api' });
  const [slots, availability, source] = [app.get(SlotsService), app.get(Availability), app.get(DataSource)];
  const database = new Client({ connectionString: stage.databaseUrl });
  await database.connect();
  closing.push(() => database.end());
  const clerk = actorOf(province);
  const http = new KeepAlive(server.url, 1);
  closing.push(() => http.close());
  const cookie = await openSession(stage.running(server), 'staff', clerk.id);
  const from = stage.now().getTime();
  const asked = (n: number) => {
    const station = province.stations[(n * 2741) % province.stations.length];
    const official = province.officials[(n * 31) % province.officials.length];
    if (!station || !official) throw new Error('a province has stations and officials');
    return { stationIds: [station.id], topic: official.topic, needs: [], limit: 1, roomId: station.roomId };
  };
  return {
    commonSlot: async (n) => {
      const offer = await slots.search(clerk, asked(n));
      if (!offer.slots[0]) throw new Error('nothing is free');
    },
    commonSlotFloor: async (n) => {
      const { stationIds, topic } = asked(n);
      const now = stage.now().getTime();
      const window = { start: now, end: now + DAY_MS };
      const values = [new Date(window.start), new Date(window.end), openHours(window), stationIds[0], topic];
      const { rows } = await database.query({ ...COMMON_SLOT, values });
      if (rows.length === 0) throw new Error('nothing is free');
    },
    calendar: (n) =>
      availability.read(source.manager, {
        resourceIds: [asked(n).roomId],
        window: { start: from, end: from + MONTH_MS },
        timeZone: BUREAU_TIME_ZONE,
      }),
    calendarFloor: (n) => {
      const window = { start: from, end: from + MONTH_MS };
      const values = [new Date(window.start), new Date(window.end), openHours(window), asked(n).roomId];
      return database.query({ ...CALENDAR, values });
    },
    overHttp: async (n) => {
      const { roomId: _room, ...body } = asked(n);
      const reply = await http.send('POST', '/api/slots/search', { body: JSON.stringify(body), headers: { cookie } });
      if (reply.status !== 200) throw new Error(`the search was answered ${reply.status}: ${reply.text}`);
      if ((JSON.parse(reply.text) as SlotOffer).slots.length === 0) throw new Error('nothing is free');
    },
  } satisfies Record<string, Question>;
}

const addresses = (stage: Stage) => ({
  DATABASE_URL: stage.databaseUrl,
  REDIS_URL: stage.redisUrl,
  DATA_DIR: stage.dataDir,
});

function actorOf(province: WideCounty): StaffActor {
  const station = province.stations[0];
  if (!station) throw new Error('a province has stations');
  return {
    kind: 'staff',
    id: station.clerkId,
    role: 'stationClerk',
    stationId: station.id,
    branch: null,
    topics: [],
    displayName: '',
  };
}

/** The weekly hours of everybody as PostgreSQL's multirange. */
function openHours(window: Interval): string {
  const rows: WeeklyHours[] = WEEK.flatMap((weekday) => [
    { weekday, opens: '08:30', closes: '12:00' },
    { weekday, opens: '14:00', closes: '17:30' },
  ]);
  const spans = openIntervals(rows, [], window, BUREAU_TIME_ZONE);
  const texts = spans.map(({ start, end }) => `[${new Date(start).toISOString()},${new Date(end).toISOString()})`);
  return `{${texts.join(',')}}`;
}

/** Both answer the same questions, one after the other, a round each in turn. */
async function compete(ours: Question, floor?: Question) {
  const times = { ours: [] as Percentiles[], floor: [] as Percentiles[] };
  for (const question of [ours, floor]) for (let n = 0; question && n < WARM_UP; n += 1) await question(n);
  for (let round = 0; round < ROUNDS; round += 1) {
    times.ours.push(await ask(ours, round));
    if (floor) times.floor.push(await ask(floor, round));
  }
  return { ours: middle(times.ours), floor: floor ? middle(times.floor) : middle(times.ours) };
}

interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

async function ask(question: Question, round: number): Promise<Percentiles> {
  const times: number[] = [];
  for (let n = 0; n < QUESTIONS; n += 1) {
    const since = performance.now();
    await question(WARM_UP + round * QUESTIONS + n);
    times.push(performance.now() - since);
  }
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}

const middle = (rounds: readonly Percentiles[]): Percentiles => ({
  p50: median(rounds.map(({ p50 }) => p50)),
  p95: median(rounds.map(({ p95 }) => p95)),
});
