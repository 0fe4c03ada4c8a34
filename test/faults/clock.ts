import type { RequestView } from '@contracts/http/requests';
import { asStaff } from '../support/client';
import { createCounty, type TestCounty } from '../support/county';
import { consultation, dispute, resident } from '../support/registering';
import { openStage, type ServerProcess, type Stage } from '../support/stage';
import type { Fault, FaultRow } from './fault-row';
import { forSeconds } from './recovery';

const MINUTE_MS = 60_000;
/** Long enough for each of the repeated jobs to have come by, the escalations' minute apart. */
const JOBS_SECONDS = 3;

interface Case {
  readonly name: string;
  /** Where the clock stands when the bookings are made. */
  readonly now: string;
  /** Starts that are booked, as instants; the last one is a mediation of two stations. */
  readonly starts: readonly string[];
  /** What happens then; the servers run with the given shift of their clock afterwards. */
  readonly happens: (stage: Stage, county: TestCounty) => Promise<number>;
}

const CASES: readonly Case[] = [
  {
    name: '12 clock 10 minutes ahead',
    now: '2026-11-24T01:00:00Z',
    starts: ['2026-11-24T02:00:00.000Z', '2026-11-24T06:30:00.000Z', '2026-11-25T01:00:00.000Z'],
    happens: () => Promise.resolve(10 * MINUTE_MS),
  },
  {
    name: '12 clock 10 minutes behind',
    now: '2026-11-24T01:00:00Z',
    starts: ['2026-11-24T02:00:00.000Z', '2026-11-24T06:30:00.000Z', '2026-11-25T01:00:00.000Z'],
    happens: () => Promise.resolve(-10 * MINUTE_MS),
  },
  {
    // 2028 is a leap year: the 29th of February is a Tuesday in the bureau's zone.
    name: '12 leap day',
    now: '2028-02-28T01:00:00Z',
    starts: ['2028-02-29T00:30:00.000Z', '2028-02-29T09:00:00.000Z', '2028-03-01T01:00:00.000Z'],
    happens: () => Promise.resolve(24 * 60 * MINUTE_MS),
  },
  {
    name: '12 holiday swap',
    now: '2026-11-24T01:00:00Z',
    starts: ['2026-11-25T02:00:00.000Z', '2026-11-26T06:30:00.000Z', '2026-11-26T01:00:00.000Z'],
    happens: async (stage, county) => {
      await stage.query(
        `INSERT INTO calendar_day (bureau_id, day, kind, name, works_as)
         VALUES ($1, '2026-11-25', 'holiday', '调休', NULL), ($1, '2026-11-26', 'holiday', '调休', NULL),
                ($1, '2026-11-28', 'workday', '调休', 3)`,
        [county.bureauId],
      );
      return 0;
    },
  },
];

/** Fault 12: the clock jumps, a leap day passes, a booked day becomes a holiday: what was promised stands. */
export const clock: Fault = async () => {
  const rows: FaultRow[] = [];
  for (const one of CASES) rows.push(await play(one));
  return rows;
};

async function play({ name, now, starts, happens }: Case): Promise<FaultRow> {
  const stage = await openStage({ now, env: { NOTICE_SWEEP_MS: '500' } });
  try {
    const server = await stage.startServer({ role: 'all' });
    const county = await createCounty(stage.running(server).database);
    const booked = await book(stage, server, county, starts);
    const before = await promises(stage);
    const shift = await happens(stage, county);
    await server.stop();
    const offset = stage.now().getTime() - Date.now() + shift;
    const shifted = await stage.startServer({ role: 'all', env: { CLOCK_OFFSET_MS: String(offset) } });
    await forSeconds(JOBS_SECONDS);
    const clerk = await asStaff(stage.running(shifted), county.stations[0].clerkId);
    let moved = 0;
    for (const [index, id] of booked.entries()) {
      const { body } = await clerk.get<RequestView>(`/api/requests/${id}`);
      if (body.appointment?.startsAt !== starts[index]) moved += 1;
    }
    const after = await promises(stage);
    const changed = before.filter((row, index) => row !== after[index]).length + Math.abs(after.length - before.length);
    return {
      name,
      acknowledged: booked.length,
      lost: Math.max(moved, changed),
      duplicated: 0,
      refused: 0,
      recoveredMs: null,
      pass: moved === 0 && changed === 0 && booked.length === starts.length,
      note: 'appointments and reservations unchanged, shown as before',
    };
  } finally {
    await stage.stop();
  }
}

async function book(stage: Stage, server: ServerProcess, county: TestCounty, starts: readonly string[]) {
  const clerk = await asStaff(stage.running(server), county.stations[0].clerkId);
  const ids: string[] = [];
  for (const [index, startsAt] of starts.entries()) {
    const last = index === starts.length - 1;
    const body = last
      ? dispute(county, { startsAt })
      : consultation(county, index, { startsAt, parties: [resident(index, county.stations[0].id)] });
    const answer = await clerk.postOnce<RequestView>('/api/requests', body);
    if (answer.status !== 201) throw new Error(`${startsAt} was answered ${answer.status} ${answer.error.code}`);
    ids.push(answer.body.id);
  }
  return ids;
}

/** Every appointment and reservation as text. */
async function promises(stage: Stage): Promise<string[]> {
  const rows = await stage.query<{ line: string }>(
    `SELECT concat_ws(' ', appointment.id, request_id, official_id, starts_at, ends_at, state, resource_id, during) AS line
       FROM appointment LEFT JOIN reservation ON reservation.appointment_id = appointment.id ORDER BY 1`,
  );
  return rows.map(({ line }) => line);
}
