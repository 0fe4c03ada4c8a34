import 'reflect-metadata';
import { invariant } from '@domain/errors';
import { DAY_MS, HOUR_MS } from '@domain/local-time';
import { DataSource } from 'typeorm';
import { Clock } from '../common/clock';
import { Sealing } from '../common/sealing';
import { readConfig } from '../config';
import { dataSourceOptions } from '../database/data-source';
import { writeCounty, type DemoCounty } from './county';
import { isEmpty, numberRequestsAfter } from './demo.repository';
import { arrivals, arrivalsForToday } from './history/arrivals';
import { DayBook } from './history/day-book';
import { Ledger } from './history/ledger';
import { CLOSED_ROOM_REQUESTS, writeClosedRoom } from './history/closed-room';
import { writeMatter } from './history/matter';
import { Chance } from './random';

const SEED = 20_120_801;
/** Twelve weeks of past. */
const HISTORY_DAYS = 84;
const BOOK_AHEAD_DAYS = 16;
/** Two stations and two officials stay free for a while: whoever tries the demo with them finds a time at once. */
const KEPT_FREE = {
  stations: ['擂鼓派出所', '曲山派出所'],
  branches: ['publicOrder', 'householdRegistration'],
  forMs: 2 * HOUR_MS,
} as const;

/** Fills an empty database with the demo county and its past; leaves any other database alone. */
async function seed(): Promise<void> {
  const config = readConfig();
  const source = await new DataSource(dataSourceOptions(config)).initialize();
  try {
    if (!(await isEmpty(source.manager))) return;
    const now = new Clock(config).now().getTime();
    await source.transaction(async (manager) => {
      const chance = new Chance(SEED);
      const county = await writeCounty(manager, chance);
      const ledger = new Ledger();
      const book = new DayBook(now - (HISTORY_DAYS + 1) * DAY_MS, now + BOOK_AHEAD_DAYS * DAY_MS, now);
      keepFree(book, county, now);
      const tools = { chance, sealing: new Sealing(config), county, book, ledger, now };
      let sequence = 0;
      for (const arrival of [...arrivals(chance, now, HISTORY_DAYS), ...arrivalsForToday(chance, now)]) {
        sequence += 1;
        writeMatter(tools, arrival, sequence);
      }
      await ledger.write(manager);
      await writeClosedRoom(manager, tools, sequence + 1);
      await numberRequestsAfter(manager, sequence + CLOSED_ROOM_REQUESTS);
    });
  } finally {
    await source.destroy();
  }
}

function keepFree(book: DayBook, county: DemoCounty, now: number): void {
  const rooms = KEPT_FREE.stations.map((name) => county.stations.find((station) => station.name === name)?.roomId);
  const officials = KEPT_FREE.branches.map(
    (branch) => county.officials.find((official) => official.branch === branch)?.resourceId,
  );
  const [first, ...needed] = [...rooms, ...officials].filter((id) => id !== undefined);
  invariant(first && book.book(needed, [first], now, KEPT_FREE.forMs), 'the demo county has time for its players');
}

seed().catch((error: unknown) => {
  process.stderr.write(
    `The demo county could not be written: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
});
