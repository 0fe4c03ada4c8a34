import { randomUUID } from 'node:crypto';
import { host, party, TestHouse, type Person } from '../test-support/house';

/** Enough that a leak of one in a hundred would show. */
const MANY = 300;

const checker = (): Person => ({
  seat: randomUUID(),
  role: 'clerk',
  side: null,
  grants: ['publish', 'subscribe', 'check'],
});

describe('who came to try a line', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await TestHouse.open();
  });
  afterAll(() => house.close());

  it('hears back what it sends itself', async () => {
    const callId = randomUUID();
    const person = checker();
    const peer = await house.arrive(callId, person);
    await peer.publish();
    await peer.hearing(person.seat);
    peer.say(MANY);
    await peer.until(() => peer.packetsFrom(person.seat) >= MANY);
    await house.call(callId).assertNobodyOverhears();
  });

  it('hears nobody else and is heard by nobody, even where its ticket sits in a talk', async () => {
    const callId = randomUUID();
    const people = { host: host(), a: party('A'), checker: checker() };
    const official = await house.arrive(callId, people.host);
    const a = await house.arrive(callId, people.a);
    const peer = await house.arrive(callId, people.checker);
    for (const one of [official, a, peer]) await one.publish();
    for (const { seat } of [people.a, people.checker]) await official.ask('peer.move', { seat, space: 'plenary' });
    await official.hearing(people.a.seat);
    await a.hearing(people.host.seat);
    await peer.hearing(people.checker.seat);
    for (const one of [official, a, peer]) one.say(MANY);
    await a.until(() => a.packetsFrom(people.host.seat) >= MANY);
    await house.call(callId).assertNobodyOverhears();
    expect(peer.hears).toEqual([people.checker.seat]);
    expect(official.hears).toEqual([people.a.seat]);
    expect(a.hears).toEqual([people.host.seat]);
  });

  it('leaves no call behind, and its ticket opens none again', async () => {
    const callId = randomUUID();
    const person = checker();
    const peer = await house.arrive(callId, person);
    await peer.publish();
    const call = house.call(callId);
    const closed = new Promise((resolve) => call.once('close', resolve));
    const ticket = house.ticket(callId, person);
    await peer.ask('call.leave');
    await closed;
    expect(house.node.calls.live.has(callId)).toBe(false);
    await expect(house.connect(ticket)).rejects.toMatchObject({ code: 'CALL_ENDED' });
  });
});
