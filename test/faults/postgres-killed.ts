import { openStage } from '../support/stage';
import { until } from '../support/until';
import { gatherBookers } from './bookers';
import type { Fault } from './fault-row';
import { compare, Journal } from './journal';
import { forSeconds, healthyAgain } from './recovery';
import { say } from '../support/say';

const DOWN_SECONDS = 3;
/** How soon the server must be healthy once the database is back. */
const HEALTHY_WITHIN_MS = 5000;

/** Fault 2: kill -9 of PostgreSQL while 32 clients book; the server stays up and must find back by itself. */
export const postgresKilled: Fault = async ({ bookings, kills }) => {
  const stage = await openStage({ now: '2026-11-24T01:00:00Z' });
  const times = Math.min(kills, 5);
  try {
    const server = await stage.startServer({ role: 'all' });
    const journal = new Journal(stage, 'postgres-killed');
    const bookers = await gatherBookers(stage, server, journal);
    const most = Math.ceil(bookings / 2);
    const booking = bookers.book(most);
    const outages: { from: number; to: number }[] = [];
    let recoveredMs = 0;
    for (let kill = 1; kill <= times; kill += 1) {
      const due = Math.floor((most * kill) / (times + 1));
      await until(() => journal.read().length >= due, 300_000, `${due} bookings`);
      await stage.postgres.kill9();
      // An answer that was on its way to the client counts as sent before; it is there within moments.
      const from = Date.now() + 100;
      await forSeconds(DOWN_SECONDS);
      outages.push({ from, to: Date.now() });
      await stage.restartPostgres();
      recoveredMs = Math.max(recoveredMs, await healthyAgain(server.url));
      say(`  kill ${kill}: ${journal.read().length} acknowledged, healthy ${Math.round(recoveredMs)} ms after`);
    }
    await booking;
    bookers.stop();
    const verdict = await compare(stage, journal);
    const whileDown = journal.read().filter(({ at }) => outages.some(({ from, to }) => at > from && at < to)).length;
    const said = [...bookers.refusals].map(([words, count]) => `${count} × ${words}`).join(', ');
    const only503 = [...bookers.refusals.keys()].every((words) => words === '503 UNAVAILABLE');
    return [
      {
        name: '2 PostgreSQL killed',
        ...verdict,
        refused: bookers.refused,
        recoveredMs,
        pass:
          verdict.lost === 0 &&
          verdict.duplicated === 0 &&
          whileDown === 0 &&
          only503 &&
          recoveredMs <= HEALTHY_WITHIN_MS,
        note: `${times} kills; ${whileDown} acknowledged while it was down${said && `; ${said}`}`,
      },
    ];
  } finally {
    await stage.stop();
  }
};
