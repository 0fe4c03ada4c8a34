import type { SessionView } from '@contracts/http/sessions';
import type { Cast } from './cast';
import { asStaff } from './client';
import type { TestCounty } from './county';
import { MediationPage } from './pages/mediation-page';
import { RoomPage } from './pages/room-page';
import { dispute } from './registering';
import type { TestSystem } from './system';
import { book } from './visits';

/** Tuesday 8:57 in the bureau's zone; the dispute is booked for nine. */
export const BEFORE_NINE = '2026-11-24T00:57:00.000Z';
const NINE = '2026-11-24T01:00:00.000Z';

export interface Together {
  readonly session: SessionView;
  readonly roomA: RoomPage;
  readonly roomB: RoomPage;
  readonly mediation: MediationPage;
}

/**
 * Plays a dispute of two stations up to its talk: booked, its session opened, both parties in their rooms, and
 * admitted by the mediator. The system's clock stands at `BEFORE_NINE`.
 */
export async function bringTogether(system: TestSystem, county: TestCounty, cast: Cast): Promise<Together> {
  const [first, second] = county.stations;
  const clerk = await asStaff(system, first.clerkId);
  const request = await book(clerk, dispute(county, { channel: 'phone' }), NINE);
  const [a, b] = request.parties;
  if (!a || !b) throw new Error('A dispute has two parties.');
  const official = await asStaff(system, county.mediator.staffId);
  const { body: session } = await official.post<SessionView>(`/api/appointments/${request.appointment?.id}/session`);
  const roomA = new RoomPage((await cast.at('A', 'device', first.deviceId)).page);
  const roomB = new RoomPage((await cast.at('B', 'device', second.deviceId)).page);
  const mediation = new MediationPage((await cast.at('bureau', 'staff', county.mediator.staffId)).page);
  await roomA.sitDown(a);
  await roomB.sitDown(b);
  await mediation.page.goto(`/desk/sessions/${session.id}`);
  await mediation.admitBoth();
  await Promise.all([roomA.isTogether(), roomB.isTogether()]);
  return { session, roomA, roomB, mediation };
}
