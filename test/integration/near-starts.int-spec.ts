import { randomUUID } from 'node:crypto';
import { HOUR_MS, MINUTE_MS } from '@domain/local-time';
import { offerSlots, plan } from '@domain/planner';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { NearStarts } from '../../server/src/scheduling/near-starts';
import type { Wanted } from '../../server/src/scheduling/plan-request';
import { PlanningGround } from '../../server/src/scheduling/planning-ground';
import { startApp, type TestApp } from '../support/app';
import { writeWideCounty } from '../support/wide-county';

const HALF_HOURS = 18;
const OFFICIALS = 30;
const OWN_HOLD = randomUUID();
const REPLACED = randomUUID();

type Owner = 'booked' | 'replaced' | 'held' | 'lapsed' | 'ownHold';

/** Which half hours of a diary are taken, and what the last of them is. */
interface Diary {
  readonly taken: readonly boolean[];
  readonly last: Owner;
  readonly shiftMinutes: number;
  readonly away: boolean;
}

const diary: fc.Arbitrary<Diary> = fc.record({
  taken: fc.array(
    fc.nat(9).map((n) => n > 0),
    { minLength: HALF_HOURS, maxLength: HALF_HOURS },
  ),
  last: fc.constantFrom('booked', 'replaced', 'held', 'lapsed', 'ownHold'),
  shiftMinutes: fc.constantFrom(0, 0, 10, 15),
  away: fc.nat(9).map((n) => n === 0),
});
const world = fc.record({
  officials: fc.array(diary, { minLength: OFFICIALS, maxLength: OFFICIALS }),
  room: diary.map((one) => ({ ...one, away: false, taken: one.taken.map((_, index) => index % 5 === 2) })),
  fromMinutes: fc.integer({ min: 1, max: 600 }),
  limit: fc.integer({ min: 1, max: 4 }),
  bufferMinutes: fc.constantFrom(0, 0, 10),
});

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
  // Whose the reservations are does not matter here.
  await app.database.query(
    'ALTER TABLE reservation DROP CONSTRAINT reservation_appointment_id_fkey, DROP CONSTRAINT reservation_hold_id_fkey',
  );
});
afterAll(() => app.stop());

it('the shortcut for topics that many officials hold answers what all of their diaries answer', async () => {
  const county = await writeWideCounty(app.database, { stations: 1, officials: OFFICIALS, topics: ['HUKOU'] });
  const [station] = county.stations;
  if (!station) throw new Error('the county has a station');
  const [near, ground, { manager }] = [app.app.get(NearStarts), app.app.get(PlanningGround), app.app.get(DataSource)];
  app.stopClock(app.now().getTime());
  const now = app.now().getTime();
  const wanted = wantedAt(station.id, now);
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(world, async ({ officials, room, fromMinutes, limit, bufferMinutes }) => {
      await app.database.query('TRUNCATE reservation, absence');
      await setBuffer(bufferMinutes);
      await write(station.roomId, now, room);
      for (const [index, { resourceId }] of county.officials.entries()) await write(resourceId, now, officials[index]);
      const options = { earliest: now + fromMinutes * MINUTE_MS, ownHoldId: OWN_HOLD, replacing: REPLACED };

      const { request, resources, options: how } = await ground.prepare(manager, wanted, options, 'promise');
      const [outcome] = plan({ ...how, requests: [request], resources }).results;
      const offers = offerSlots(request, resources, limit, { ...how, horizonMs: 0 });
      const first = await near.first(manager, wanted, options);
      const next = await near.offers(manager, wanted, options, limit);
      if (first) expect(first.outcome).toEqual(outcome);
      if (next) expect(next.slots).toEqual(offers);
      answered += Number(first !== null) + Number(next !== null);
    }),
    { numRuns: 40 },
  );
  expect(answered).toBeGreaterThan(0);
}, 120_000);

async function write(resourceId: string, now: number, of: Diary | undefined): Promise<void> {
  if (!of) return;
  const starts = of.taken.flatMap((taken, n) => (taken ? [now + (n * 30 + of.shiftMinutes) * MINUTE_MS] : []));
  const owners = starts.map((_, index): Owner => (index === starts.length - 1 ? of.last : 'booked'));
  const holds: Partial<Record<Owner, { readonly id: string; readonly until: Date }>> = {
    held: { id: randomUUID(), until: new Date(now + HOUR_MS) },
    lapsed: { id: randomUUID(), until: new Date(now - 1) },
    ownHold: { id: OWN_HOLD, until: new Date(now + HOUR_MS) },
  };
  await app.database.query(
    `INSERT INTO reservation (id, resource_id, during, appointment_id, hold_id, held_until)
     SELECT gen_random_uuid(), $1, tstzrange(starts, starts + interval '30 minutes'), appointment_id, hold_id, held_until
       FROM unnest($2::timestamptz[], $3::uuid[], $4::uuid[], $5::timestamptz[])
         AS one (starts, appointment_id, hold_id, held_until)`,
    [
      resourceId,
      starts.map((start) => new Date(start)),
      owners.map((owner) => (holds[owner] ? null : owner === 'replaced' ? REPLACED : randomUUID())),
      owners.map((owner) => holds[owner]?.id ?? null),
      owners.map((owner) => holds[owner]?.until ?? null),
    ],
  );
  if (!of.away) return;
  await app.database.query(
    `INSERT INTO absence (id, resource_id, during, reason) VALUES (gen_random_uuid(), $1, tstzrange($2, $3), '')`,
    [resourceId, new Date(now), new Date(now + 4 * HOUR_MS)],
  );
}

async function setBuffer(minutes: number): Promise<void> {
  await app.database.query('DELETE FROM scheduling_setting');
  await app.database.query(
    `INSERT INTO scheduling_setting (bureau_id, version, grid_minutes, minimum_notice_minutes, booking_window_days,
       buffer_minutes, tell_delay_minutes, freeze_minutes, hold_minutes, no_show_grace_minutes)
     SELECT id, 1, 10, 120, 14, $1, 0, 60, 5, 15 FROM bureau`,
    [minutes],
  );
}

const wantedAt = (stationId: string, now: number): Wanted => ({
  id: 'offer',
  topic: 'HUKOU',
  stationIds: [stationId],
  needs: [],
  urgency: 'normal',
  preferredTimes: [],
  complainedOfStationId: null,
  complainedOfStaffId: null,
  noticeDueAt: new Date(now + 24 * HOUR_MS),
});
