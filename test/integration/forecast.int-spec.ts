import type { Forecast } from '@contracts/http/replan';
import { sharedBureau } from '../support/bureau';
import { asStaff } from '../support/client';
import { makeAway } from '../support/diary';
import { writePast } from '../support/past';
import { consultation, dispute } from '../support/registering';

const bureau = sharedBureau();

const forecast = async (query = ''): Promise<Forecast> =>
  (await bureau.scheduler.get<Forecast>(`/api/board/forecast${query}`)).body;

it('sets what comes against what can be held: each day, each branch', async () => {
  const clerk = await asStaff(bureau.app, bureau.county.stations[0].clerkId);
  await clerk.postOnce('/api/requests', consultation(bureau.county, 1, { startsAt: '2026-11-24T07:00:00.000Z' }));
  await clerk.postOnce('/api/requests', dispute(bureau.county, { startsAt: '2026-11-25T01:00:00.000Z' }));
  await makeAway(bureau.database, bureau.county.hukou.resourceId, '2026-11-25T00:00:00Z', '2026-11-25T05:00:00Z');
  // Four household matters came on Tuesdays of the last eight weeks, and one nine weeks ago.
  for (const day of ['2026-11-17', '2026-11-10', '2026-11-10', '2026-10-06', '2026-09-22'])
    await writePast(bureau.database, bureau.county, {
      registeredAt: `${day}T02:00:00Z`,
      notifiedAt: `${day}T03:00:00Z`,
    });
  const { days } = await forecast();
  expect(days).toHaveLength(7);
  const [tuesday, wednesday, , , saturday] = days;
  const of = (day: (typeof days)[number] | undefined, branch: string) =>
    day?.branches.find((one) => one.branch === branch);
  expect(tuesday).toMatchObject({
    on: '2026-11-24',
    working: true,
    label: null,
    roomsOpenMinutes: 3 * 420,
    roomsBookedMinutes: 30,
  });
  expect(of(tuesday, 'householdRegistration')).toMatchObject({
    openMinutes: 420,
    bookedMinutes: 30,
    expectedMinutes: 15,
  });
  expect(of(wednesday, 'householdRegistration')).toMatchObject({
    openMinutes: 210,
    bookedMinutes: 0,
    expectedMinutes: 0,
  });
  expect(of(wednesday, 'publicOrder')).toMatchObject({ openMinutes: 420, bookedMinutes: 90 });
  expect(wednesday?.roomsBookedMinutes).toBe(180);
  expect(saturday).toMatchObject({ working: false, roomsOpenMinutes: 0 });
  expect((await forecast('?days=14')).days).toHaveLength(14);
});

it('is refused to whoever does not see the county', async () => {
  const clerk = await asStaff(bureau.app, bureau.county.stations[0].clerkId);
  expect((await clerk.get('/api/board/forecast')).error.code).toBe('NOT_ALLOWED');
  expect((await bureau.scheduler.get('/api/board/forecast?days=60')).error.code).toBe('INPUT_INVALID');
});
