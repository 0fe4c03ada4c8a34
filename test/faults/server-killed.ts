import { openStage } from '../support/stage';
import { until } from '../support/until';
import { gatherBookers } from './bookers';
import type { Fault } from './fault-row';
import { compare, Journal } from './journal';
import { healthyAgain } from './recovery';
import { say } from '../support/say';

/** Fault 1: kill -9 of the server again and again while 32 clients book; each comes back until it is told. */
export const serverKilled: Fault = async ({ bookings, kills }) => {
  const stage = await openStage({ now: '2026-11-24T01:00:00Z' });
  try {
    const first = await stage.startServer({ role: 'all' });
    const journal = new Journal(stage, 'server-killed');
    const bookers = await gatherBookers(stage, first, journal);
    const booking = bookers.book(bookings);
    let server = first;
    let recoveredMs = 0;
    for (let kill = 1; kill <= kills; kill += 1) {
      const due = Math.floor((bookings * kill) / (kills + 1));
      await until(() => journal.read().length >= due, 300_000, `${due} bookings`);
      await server.kill9();
      const since = performance.now();
      server = await stage.startServer({ role: 'all', port: first.port });
      await healthyAgain(server.url);
      recoveredMs = Math.max(recoveredMs, performance.now() - since);
      say(`  kill ${kill}: ${journal.read().length} acknowledged, back in ${Math.round(recoveredMs)} ms at most`);
    }
    await booking;
    bookers.stop();
    const verdict = await compare(stage, journal);
    const said = [...bookers.refusals].map(([words, times]) => `${times} × ${words}`).join(', ');
    return [
      {
        name: '1 server killed',
        ...verdict,
        refused: bookers.refused,
        recoveredMs,
        pass: verdict.acknowledged === bookings && verdict.lost === 0 && verdict.duplicated === 0,
        note: `${kills} kills${said && `; ${said}`}`,
      },
    ];
  } finally {
    await stage.stop();
  }
};
