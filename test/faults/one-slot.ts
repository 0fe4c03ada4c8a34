import { addDays, instantAt } from '@domain/local-time';
import type { RegisterRequest } from '@contracts/http/requests';
import { asStaff } from '../support/client';
import { createCounty } from '../support/county';
import { resident } from '../support/registering';
import { openStage } from '../support/stage';
import type { Fault } from './fault-row';
import { say } from '../support/say';

const CLIENTS = 32;
/** One slot each on four working days after Tuesday, in both halves of the day. */
const SLOTS = [1, 2, 6, 7].flatMap((ahead) => ['10:00', '15:00'].map((time) => ({ ahead, time })));
const HALF_HOUR_MS = 30 * 60_000;

/**
 * Fault 3: 32 clients at two servers want one official at overlapping times – talks of 30 minutes and
 * mediations of 90 minutes that hold two rooms – and all of them contain the same half hour.
 */
export const oneSlot: Fault = async () => {
  const stage = await openStage({ now: '2026-11-24T01:00:00Z' });
  try {
    const servers = [await stage.startServer({ name: 'one' }), await stage.startServer({ name: 'two' })];
    const [first] = servers;
    if (!first) throw new Error('two servers');
    const running = stage.running(first);
    const county = await createCounty(running.database);
    const clerk = await asStaff(running, county.stations[0].clerkId);
    const [here, there] = county.stations;
    let acknowledged = 0;
    let refused = 0;
    let wrong = 0;
    for (const { ahead, time } of SLOTS) {
      const contested = instantAt(addDays('2026-11-24', ahead), time);
      const before = await countAppointments();
      const answers = await Promise.all(
        Array.from({ length: CLIENTS }, (_, n) => {
          const server = servers[n % 2] ?? first;
          return clerk.at(server.url).postOnce('/api/requests', wishFor(n, contested, here.id, there.id));
        }),
      );
      const won = answers.filter(({ status }) => status === 201).length;
      const no = answers.filter(({ status, error }) => status === 409 && error.code === 'SLOT_TAKEN').length;
      const rows = (await countAppointments()) - before;
      acknowledged += won;
      refused += no;
      if (won !== 1 || rows !== 1 || no !== CLIENTS - 1) {
        wrong += 1;
        const said = answers.map(({ status, error }) => (status === 201 ? '201' : `${status} ${error.code}`));
        say(`  ${time} +${ahead}: ${won} told yes, ${rows} rows; ${[...new Set(said)].join(', ')}`);
      }
    }
    const rows = await countAppointments();
    const overlaps = await stage.query(
      `SELECT a.id FROM reservation AS a JOIN reservation AS b
           ON a.resource_id = b.resource_id AND a.id < b.id AND a.during && b.during`,
    );
    return [
      {
        name: '3 one slot, 32 clients',
        acknowledged,
        lost: Math.max(0, acknowledged - rows),
        duplicated: overlaps.length + Math.max(0, rows - acknowledged),
        refused,
        recoveredMs: null,
        pass: wrong === 0 && overlaps.length === 0 && acknowledged === SLOTS.length,
        note: `${SLOTS.length} slots, two servers; all others 409 SLOT_TAKEN`,
      },
    ];
  } finally {
    await stage.stop();
  }

  async function countAppointments(): Promise<number> {
    const [row] = await stage.query<{ n: string }>('SELECT count(*) AS n FROM appointment');
    return Number(row?.n);
  }
};

/** Every second one a talk of half an hour; the others mediations that begin at, or half an hour or an hour before it. */
function wishFor(n: number, contested: number, here: string, there: string): RegisterRequest {
  if (n % 2 === 0)
    return {
      channel: 'station',
      topic: 'PUBLIC_ORDER',
      parties: [resident(n, here)],
      startsAt: new Date(contested).toISOString(),
    };
  return {
    channel: 'station',
    topic: 'DISPUTE',
    parties: [resident(n, here, { role: 'party' }), resident(100 + n, there, { role: 'party' })],
    startsAt: new Date(contested - (n % 3) * HALF_HOUR_MS).toISOString(),
  };
}
