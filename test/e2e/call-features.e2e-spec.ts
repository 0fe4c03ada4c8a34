import type { SessionView } from '@contracts/http/sessions';
import type { Visitor } from '../support/browser';
import { gather, type Cast } from '../support/cast';
import { asStaff } from '../support/client';
import { createCounty, type TestCounty } from '../support/county';
import { decodes, hears, readMedia, TONES } from '../support/media-watch';
import { GuestPage } from '../support/pages/guest-page';
import { MediationPage } from '../support/pages/mediation-page';
import { RoomPage } from '../support/pages/room-page';
import { dispute } from '../support/registering';
import { stepsOf } from '../support/steps';
import { startSystem, type TestSystem } from '../support/system';
import { until } from '../support/until';
import { book } from '../support/visits';

/** Tuesday 8:57 in the bureau's zone. */
const NOW = '2026-11-24T00:57:00.000Z';
const NINE = '2026-11-24T01:00:00.000Z';

let system: TestSystem;
let county: TestCounty;
let cast: Cast;
let roomA: RoomPage;
let roomB: RoomPage;
let guest: GuestPage;
let mediation: MediationPage;
let session: SessionView;
const visitors: Visitor[] = [];
const step = stepsOf('call-features', visitors);

const rows = <Row>(sql: string) => system.database.query<Row>(sql);

beforeAll(async () => {
  system = await startSystem({ now: NOW });
  county = await createCounty(system.database);
  cast = await gather(system, visitors);
  const [first, second] = county.stations;
  const clerk = await asStaff(system, first.clerkId);
  const request = await book(clerk, dispute(county, { channel: 'phone' }), NINE);
  const official = await asStaff(system, county.mediator.staffId);
  session = (await official.post<SessionView>(`/api/appointments/${request.appointment?.id}/session`)).body;
  roomA = new RoomPage((await cast.at('A', 'device', first.deviceId)).page);
  roomB = new RoomPage((await cast.at('B', 'device', second.deviceId)).page);
  mediation = new MediationPage((await cast.at('bureau', 'staff', county.mediator.staffId)).page);
  guest = new GuestPage((await cast.at('home', 'staff', county.hukou.staffId)).page);
  for (const [at, room] of [roomA, roomB].entries()) {
    const party = request.parties[at];
    await room.open();
    await room.checkIn(party?.bookingCode ?? '', party?.phoneMasked?.slice(-4) ?? '');
    await room.waits();
  }
  await mediation.page.goto(`/desk/sessions/${session.id}`);
  await mediation.admitBoth();
  await Promise.all([roomA.isTogether(), roomB.isTogether()]);
});
afterAll(async () => {
  await cast?.leave();
  await system?.stop();
});

describe('a call with all that a mediator does in it', () => {
  step('shows the mediator a raised hand', async () => {
    await roomB.raiseHand();
    await mediation.seesHandOf('乙方');
  });

  step('stays face to face when the side that is asked says no', async () => {
    await mediation.askPrivately('A');
    await roomA.answerCaucus(false);
    await Promise.all([roomA.isTogether(), roomB.isTogether()]);
    expect(await rows('SELECT FROM caucus_segment')).toEqual([]);
  });

  step('goes private when the side that is asked says yes, and can be locked', async () => {
    await mediation.askPrivately('A');
    await roomA.answerCaucus(true);
    await mediation.isPrivateWith('B');
    await Promise.all([roomA.isInCaucus(), roomB.isSetAside()]);
    await mediation.lock();
    await mediation.goBack();
    await Promise.all([roomA.isTogether(), roomB.isTogether()]);
  });

  step('carries nothing while it is paused, and goes on where it was', async () => {
    await Promise.all([roomA, roomB, mediation].map(({ page }) => decodes(page, 2)));
    await mediation.pause();
    await Promise.all([roomA.isPaused(), roomB.isPaused()]);
    const still = await readMedia(roomA.page);
    await mediation.resume();
    await Promise.all([roomA, roomB, mediation].map(({ page }) => decodes(page, 2)));
    expect(still.streams).toEqual([]);
    const kinds = async () => (await rows<{ kind: string }>(`SELECT kind FROM session_event`)).map(({ kind }) => kind);
    await until(async () => (await kinds()).filter((kind) => /^call(Suspended|Resumed)$/.test(kind)).length === 2);
  });

  step('takes in an expert of another branch, who is seen, heard and counted', async () => {
    await mediation.openPeople();
    await mediation.inviteGuest('hukou-1');
    await guest.join();
    await mediation.admitGuest('hukou-1');
    await guest.isTogether();
    await decodes(guest.page, 3);
    await hears(guest.page, [TONES.official, TONES.sideA, TONES.sideB]);
    await Promise.all([roomA, roomB, mediation].map(({ page }) => decodes(page, 3)));
    await until(async () => (await rows('SELECT FROM session_branch')).length === 2);
  });

  step('warns nobody of an echo where there is none, and nothing went wrong unseen', async () => {
    await expect(mediation.echoWarning().count()).resolves.toBe(0);
    for (const { complaints } of visitors) expect(complaints).toEqual([]);
  });
});
