import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FollowUpView } from '@contracts/http/follow-ups';
import type { Figures } from '@contracts/http/statistics';
import type { Visitor } from '../support/browser';
import { asStaff, type TestClient } from '../support/client';
import { createCounty, type TestCounty } from '../support/county';
import { gather, writeLastWeek, type Cast } from '../support/cast';
import { changesOf, ONE_SETTLED_DISPUTE } from '../support/figures-change';
import { askNode, type CallOnNode } from '../support/media-control';
import { decodes, hears, readMedia, TONES } from '../support/media-watch';
import { ClerkPage } from '../support/pages/clerk-page';
import { DeskPage } from '../support/pages/desk-page';
import { FollowUpsPage } from '../support/pages/follow-ups-page';
import { MediationPage } from '../support/pages/mediation-page';
import { ResidentPage } from '../support/pages/resident-page';
import { RoomPage } from '../support/pages/room-page';
import { resident } from '../support/registering';
import { SECRETS } from '../support/secrets';
import { stepsOf } from '../support/steps';
import { startSystem, type TestSystem } from '../support/system';
import { until } from '../support/until';
import { book } from '../support/visits';

/** Tuesday 8:57 in the bureau's zone: the earliest slot is at nine. */
const NOW = '2026-11-24T00:57:00.000Z';
const PERIOD = '/api/figures?from=2026-11-01&to=2026-11-30';
const A = { name: '居民甲-017', phone: '19900000017' };
const B = { name: '居民乙-018', phone: '19900000018' };
const C = '居民甲-019';

let system: TestSystem;
let county: TestCounty;
let leader: TestClient;
const visitors: Visitor[] = [];
const step = stepsOf('journey', visitors);

let cast: Cast;
let clerk: ClerkPage;
let roomA: RoomPage;
let roomB: RoomPage;
let desk: DeskPage;
let mediation: MediationPage;
let codes: string[] = [];
let sessionId = '';
let seats: { A: string; B: string };
let before: Figures;

const talkers = () => [roomA.page, roomB.page, mediation.page];
const rows = <Row>(sql: string, ...params: unknown[]) => system.database.query<Row>(sql, params);
const figures = async () => (await leader.get<Figures>(PERIOD)).body;
const onNode = async (): Promise<CallOnNode> => {
  const call = await askNode(system.media.url, SECRETS.CONTROL_SECRET, sessionId);
  if (!call) throw new Error('The node knows nothing of the call.');
  return call;
};
const seatOnNode = async (seat: string) => (await onNode()).peers.find((peer) => peer.seat === seat);

beforeAll(async () => {
  system = await startSystem({ now: NOW });
  county = await createCounty(system.database);
  leader = await asStaff(system, county.bureauLeaderId);
  await writeLastWeek(system.database, county);
  cast = await gather(system, visitors);
});
afterAll(async () => {
  await cast?.leave();
  await system?.stop();
});

describe('a dispute of two neighbours, from the clerk to the figures', () => {
  step('pairs a room for real: the clerk types the six digits on its screen', async () => {
    const [first, second, third] = county.stations;
    clerk = new ClerkPage((await cast.at('A', 'staff', first.clerkId)).page);
    roomA = new RoomPage((await cast.at('A')).page);
    roomB = new RoomPage((await cast.at('B', 'device', second.deviceId)).page);
    const official = await cast.at('bureau', 'staff', county.mediator.staffId);
    desk = new DeskPage(await official.context.newPage());
    mediation = new MediationPage(official.page);
    await Promise.all([clerk.open(), roomA.open(), roomB.open(), desk.open()]);

    await clerk.pairRoom(await roomA.pairingCode());
    await Promise.all([roomA.isIdle(), roomB.isIdle()]);

    // Somebody of the third station waits for the same official, early; the restart must not cost them their place.
    const clerkOfThird = await asStaff(system, third.clerkId);
    const body = { channel: 'station' as const, topic: 'PUBLIC_ORDER', parties: [resident(19, third.id)] };
    const request = await book(clerkOfThird, body, '2026-11-24T03:00:00.000Z');
    await clerkOfThird.postOnce(`/api/parties/${request.parties[0]?.id}/check-in`, { companions: 0 });
    await desk.waiting(C).waitFor();
  });

  step('is registered at the counter and gets both rooms and the official, all or none', async () => {
    await until(async () => (await rows('SELECT FROM request WHERE notified_at IS NULL')).length === 0);
    before = await figures();
    await clerk.fillDispute(A, B, '乙派出所', '地界争执，打了一架');
    codes = await clerk.register();
    expect(codes).toHaveLength(2);

    const reserved = await rows<{ resource_id: string; starts: Date }>(
      `SELECT v.resource_id, lower(v.during) AS starts FROM reservation v
         JOIN appointment a ON a.id = v.appointment_id JOIN request r ON r.id = a.request_id WHERE r.topic = 'DISPUTE'`,
    );
    const [first, second] = county.stations;
    expect(reserved.map(({ resource_id }) => resource_id).sort()).toEqual(
      [first.roomId, second.roomId, county.mediator.resourceId].sort(),
    );
    expect(new Set(reserved.map(({ starts }) => starts.toISOString()))).toEqual(new Set(['2026-11-24T01:00:00.000Z']));
    const parties = await rows<{ id: string; side: 'A' | 'B' }>(
      `SELECT p.id, p.side FROM party p JOIN request r ON r.id = p.request_id WHERE r.topic = 'DISPUTE'`,
    );
    const seat = (side: 'A' | 'B') => parties.find((party) => party.side === side)?.id ?? '';
    seats = { A: seat('A'), B: seat('B') };
  });

  step('tells both parties, by slip and by text message', async () => {
    const told = async () =>
      (
        await rows<{ words: string }>(
          `SELECT p.side || ' ' || n.channel || ' ' || n.state AS words FROM notice n JOIN party p ON p.id = n.party_id
             JOIN request r ON r.id = n.request_id WHERE r.topic = 'DISPUTE' ORDER BY 1`,
        )
      ).map(({ words }) => words);
    const clerkOfB = await asStaff(system, county.stations[1].clerkId);
    const [request] = await rows<{ id: string }>(`SELECT id FROM request WHERE topic = 'DISPUTE'`);
    const slip = await clerkOfB.bytes(`/api/requests/${request?.id}/slip.pdf?party=${seats.B}`);
    expect(slip.body.subarray(0, 5).toString()).toBe('%PDF-');
    // The page's own notice is delivered once it is looked at, in the next step.
    const all = [
      'A inApp sent',
      'A slip delivered',
      'A sms delivered',
      'B inApp sent',
      'B slip delivered',
      'B sms delivered',
    ];
    await until(async () => (await told()).join() === all.join(), 20_000, all.join());
    const texts = readFileSync(join(system.dataDir, 'sms.log'), 'utf8').split('\n');
    for (const [at, { name, phone }] of [A, B].entries()) {
      const own = texts.filter((text) => text.includes(`****${phone.slice(-4)}`));
      expect(own).toHaveLength(1);
      expect(own[0]).toContain(name);
      expect(own[0]).toContain(`${codes[at]?.slice(0, 4)}-${codes[at]?.slice(4)}`);
    }
  });

  step('is confirmed by both with code and last four digits', async () => {
    for (const [at, { phone }] of [A, B].entries()) {
      const phoneScreen = await cast.at('home');
      const page = new ResidentPage(phoneScreen.page);
      await page.lookUp(codes[at] ?? '', phone.slice(-4));
      await page.confirm();
      await phoneScreen.context.close();
    }
    const unread = await rows(`SELECT FROM notice n JOIN request r ON r.id = n.request_id
      WHERE r.topic = 'DISPUTE' AND n.state <> 'delivered'`);
    expect(unread).toHaveLength(0);
  });

  step('lets both wait apart: neither room receives anything, and the official hears of both', async () => {
    await clerk.checkIn(A.name);
    await roomB.checkIn(codes[1] ?? '', B.phone.slice(-4));
    await Promise.all([roomA.waits(), roomB.waits()]);
    await Promise.all([desk.waiting(A.name).waitFor(), desk.waiting(B.name).waitFor()]);
    await mediation.page.goto('/desk');
    sessionId = await new DeskPage(mediation.page).enter();
    await mediation.seesWaiting([A.name, B.name]);

    const { peers } = await onNode();
    for (const side of ['A', 'B'] as const) {
      const peer = peers.find(({ seat }) => seat === seats[side]);
      expect(peer).toMatchObject({ space: `waiting:${seats[side]}`, connected: true, listenings: 0 });
      expect(peer?.sources.sort()).toEqual(['camera', 'microphone']);
    }
    expect(peers.find(({ role }) => role === 'host')?.listenings).toBe(0);
    for (const page of talkers()) expect((await readMedia(page)).streams).toEqual([]);
  });

  step('brings all three together: moving pictures and sound everywhere', async () => {
    await mediation.admitBoth();
    await Promise.all([roomA.isTogether(), roomB.isTogether()]);
    await Promise.all(talkers().map((page) => decodes(page, 2)));
    await Promise.all([
      hears(roomA.page, [TONES.sideB, TONES.official]),
      hears(roomB.page, [TONES.sideA, TONES.official]),
      hears(mediation.page, [TONES.sideA, TONES.sideB]),
    ]);
    await mediation.consents(A.name);
    await mediation.consents(B.name);
  });

  step('keeps a caucus private: not one packet of it reaches the other side', async () => {
    await mediation.goPrivate('A');
    await Promise.all([roomA.isInCaucus(), roomB.isSetAside()]);
    expect(await seatOnNode(seats.B)).toMatchObject({ space: 'plenary', listenings: 0 });
    const silent = await readMedia(roomB.page);
    await Promise.all([decodes(roomA.page, 1, 60), decodes(mediation.page, 1, 60)]);
    await Promise.all([hears(roomA.page, [TONES.official]), hears(mediation.page, [TONES.sideA])]);
    const after = await readMedia(roomB.page);
    expect(after).toEqual({ packets: silent.packets, streams: [] });
    await roomB.isSetAside();

    await mediation.goBack();
    await Promise.all([roomA.isTogether(), roomB.isTogether()]);
    await Promise.all(talkers().map((page) => decodes(page, 2)));
  });

  step('loses no picture when the server is killed and started again in the middle of the call', async () => {
    await desk.line('online');
    const streams = async () =>
      Promise.all(talkers().map(async (page) => (await readMedia(page)).streams.map(({ ssrc }) => ssrc).sort()));
    const same = await streams();
    const restarted = system.restartServer();
    await desk.line('offline');
    await Promise.all(talkers().map((page) => decodes(page, 2, 20)));
    await restarted;
    await Promise.all(talkers().map((page) => decodes(page, 2, 20)));
    expect(await streams()).toEqual(same);

    // The desk is back by itself, and hears of what happens now.
    await desk.line('online');
    const third = county.stations[2];
    const clerkOfThird = new ClerkPage((await cast.at('A', 'staff', third.clerkId)).page);
    await clerkOfThird.open();
    await clerkOfThird.checkIdentity(C);
    await desk.sees(C, 'identity');
  });

  step('ends with an agreement on record, and the rooms ask how it was', async () => {
    await mediation.writeAgreement({
      facts: '双方因地界争执，互有推打。',
      terms: '乙方赔甲方医药费，地界按老石桩。',
      amountYuan: 2600,
      manner: '现金',
    });
    await mediation.end();
    await Promise.all([roomA.isAsked(), roomB.isAsked()]);
    await mediation.recordOutcome('AGREEMENT', '当面说清：今天付清医药费，地界按老石桩。');
    await Promise.all([roomA.finish(), roomB.finish()]);
    expect(await askNode(system.media.url, SECRETS.CONTROL_SECRET, sessionId)).toBeNull();
  });

  step('is followed up by the clerk, with a rating that the host cannot see', async () => {
    const followUps = new FollowUpsPage(clerk.page);
    await followUps.open();
    await followUps.complete('nextDay', A.name, 5);
    expect(await rows('SELECT FROM rating WHERE via = $1 AND score = 5', 'followUp')).toHaveLength(1);

    const host = await asStaff(system, county.mediator.staffId);
    const seen = (await host.get<FollowUpView[]>('/api/follow-ups')).body;
    expect(seen).toHaveLength(6);
    expect(seen.every(({ mayRate }) => !mayRate)).toBe(true);
    expect(JSON.stringify(seen)).not.toContain('score');
  });

  step('changed the figures by exactly that, and nothing else', async () => {
    const changes = changesOf(before, await figures());
    expect(changes).toEqual(ONE_SETTLED_DISPUTE);
    for (const { complaints } of visitors) expect(complaints).toEqual([]);
  });
});
