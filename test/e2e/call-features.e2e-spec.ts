import { BEFORE_NINE, bringTogether } from '../support/bring-together';
import type { Visitor } from '../support/browser';
import { gather, type Cast } from '../support/cast';
import { createCounty } from '../support/county';
import { decodes, hears, readMedia, TONES } from '../support/media-watch';
import { GuestPage } from '../support/pages/guest-page';
import type { MediationPage } from '../support/pages/mediation-page';
import type { RoomPage } from '../support/pages/room-page';
import { stepsOf } from '../support/steps';
import { startSystem, type TestSystem } from '../support/system';
import { until } from '../support/until';

let system: TestSystem;
let cast: Cast;
let roomA: RoomPage;
let roomB: RoomPage;
let guest: GuestPage;
let mediation: MediationPage;
const visitors: Visitor[] = [];
const step = stepsOf('call-features', visitors);

const rows = <Row>(sql: string) => system.database.query<Row>(sql);

beforeAll(async () => {
  system = await startSystem({ now: BEFORE_NINE });
  const county = await createCounty(system.database);
  cast = await gather(system, visitors);
  ({ roomA, roomB, mediation } = await bringTogether(system, county, cast));
  guest = new GuestPage((await cast.at('home', 'staff', county.hukou.staffId)).page);
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
