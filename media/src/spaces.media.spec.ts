import { randomUUID } from 'node:crypto';
import { host, party, TestHouse, type Person } from '../test-support/house';
import type { TestPeer } from '../test-support/test-peer';

/** Enough that a leak of one in a hundred would show. */
const MANY = 500;

describe('spaces of a call', () => {
  let house: TestHouse;
  let callId: string;
  let people: { host: Person; a: Person; b: Person };
  let peers: { host: TestPeer; a: TestPeer; b: TestPeer };

  beforeAll(async () => {
    house = await TestHouse.open();
  });
  afterAll(() => house.close());

  beforeEach(async () => {
    callId = randomUUID();
    people = { host: host(), a: party('A'), b: party('B') };
    peers = {
      host: await house.arrive(callId, people.host),
      a: await house.arrive(callId, people.a),
      b: await house.arrive(callId, people.b),
    };
    for (const peer of Object.values(peers)) await peer.publish();
  });
  afterEach(() => house.call(callId).assertNobodyOverhears());

  const admit = async (): Promise<void> => {
    await peers.host.ask('peer.move', { seat: people.a.seat, space: 'plenary' });
    await peers.host.ask('peer.move', { seat: people.b.seat, space: 'plenary' });
    await peers.host.hearing(people.a.seat, people.b.seat);
    await peers.a.hearing(people.host.seat, people.b.seat);
    await peers.b.hearing(people.host.seat, people.a.seat);
  };

  const worldOf = async (): Promise<number> => {
    const dump = await house.call(callId).router.dump();
    return dump.mapConsumerIdProducerId.length;
  };

  it('gives people who wait no consumer of anyone, and nobody one of them', async () => {
    expect(await worldOf()).toBe(0);
    peers.a.say(MANY);
    peers.b.say(MANY);
    peers.host.say(MANY);
    await house.call(callId).assertNobodyOverhears();
    for (const peer of Object.values(peers)) expect([...peer.heard.values()]).toEqual([]);
  });

  it('shows a waiting person nothing of the others, and who admits both', async () => {
    const { a, host: official } = peers;
    expect(a.state?.occupants.map(({ seat }) => seat)).toEqual([people.a.seat]);
    await official.until(() => official.state?.occupants.length === 3);
  });

  it('lets everyone of the plenary hear one another once admitted', async () => {
    await admit();
    peers.a.say(MANY);
    await peers.b.until(() => peers.b.packetsFrom(people.a.seat) === MANY);
    await peers.host.until(() => peers.host.packetsFrom(people.a.seat) === MANY);
    expect(await worldOf()).toBe(6);
  });

  it('lets not one packet of a caucus reach anyone outside, nor of the outside anyone within', async () => {
    await admit();
    await peers.host.ask('caucus.open', { side: 'A' });
    const before = [peers.b.packetsFrom(people.a.seat), peers.b.packetsFrom(people.host.seat)];
    const inside = [peers.a.packetsFrom(people.b.seat), peers.host.packetsFrom(people.b.seat)];
    await peers.a.hearing(people.host.seat);
    await peers.host.hearing(people.a.seat);
    const heard = peers.a.packetsFrom(people.host.seat);
    peers.host.say(MANY);
    peers.a.say(MANY);
    peers.b.say(MANY);
    await peers.a.until(() => peers.a.packetsFrom(people.host.seat) === heard + MANY);
    await peers.host.until(() => peers.host.packetsFrom(people.a.seat) >= MANY);
    expect(await worldOf()).toBe(2);
    expect([peers.b.packetsFrom(people.a.seat), peers.b.packetsFrom(people.host.seat)]).toEqual(before);
    expect([peers.a.packetsFrom(people.b.seat), peers.host.packetsFrom(people.b.seat)]).toEqual(inside);
    await peers.b.until(() => peers.b.hears.length === 0);
  });

  it('cuts in the middle of speech: what is said after the answer to caucus.open stays inside', async () => {
    await admit();
    const { host: official, a, b } = peers;
    const talking = setInterval(() => {
      official.say();
      a.say();
    }, 1);
    try {
      await b.until(() => b.packetsFrom(people.a.seat) > 20);
      await official.ask('caucus.open', { side: 'A' });
      const cut = [b.packetsFrom(people.a.seat), b.packetsFrom(people.host.seat)];
      const sinceCut = a.packetsFrom(people.host.seat);
      await a.until(() => a.packetsFrom(people.host.seat) > sinceCut + 50);
      expect([b.packetsFrom(people.a.seat), b.packetsFrom(people.host.seat)]).toEqual(cut);
    } finally {
      clearInterval(talking);
    }
  });

  it('brings everyone back when the caucus is closed, on the same transports and producers', async () => {
    await admit();
    const media = () =>
      [...house.call(callId).peers.values()].flatMap((peer) => [
        peer.transport('send')?.id,
        peer.transport('receive')?.id,
        ...[...peer.producings.values()].map(({ producer }) => producer.id),
      ]);
    const before = media();
    await peers.host.ask('caucus.open', { side: 'B' });
    await peers.b.hearing(people.host.seat);
    await peers.host.ask('caucus.close');
    await peers.a.hearing(people.host.seat, people.b.seat);
    await peers.b.hearing(people.host.seat, people.a.seat);
    expect(media()).toEqual(before);
    expect(await worldOf()).toBe(6);
  });

  it('changes from one side to the other in one step, without the sides meeting', async () => {
    await admit();
    await peers.host.ask('caucus.open', { side: 'A' });
    const before = [peers.a.packetsFrom(people.b.seat), peers.b.packetsFrom(people.a.seat)];
    peers.a.say(MANY);
    await peers.host.ask('caucus.open', { side: 'B' });
    await peers.b.hearing(people.host.seat);
    await peers.host.hearing(people.b.seat);
    peers.b.say(MANY);
    await peers.host.until(() => peers.host.packetsFrom(people.b.seat) >= MANY);
    expect([peers.a.packetsFrom(people.b.seat), peers.b.packetsFrom(people.a.seat)]).toEqual(before);
    await peers.a.until(() => peers.a.state?.mySpace === 'plenary');
  });

  it('returns a party who was still waiting to the waiting place after a caucus', async () => {
    await peers.host.ask('peer.move', { seat: people.a.seat, space: 'plenary' });
    await peers.host.ask('caucus.open', { side: 'B' });
    await peers.b.hearing(people.host.seat);
    await peers.host.ask('caucus.close');
    await peers.b.until(() => peers.b.state?.mySpace === `waiting:${people.b.seat}`);
    expect(peers.b.packetsFrom(people.a.seat)).toBe(0);
    expect(peers.a.packetsFrom(people.b.seat)).toBe(0);
  });

  it('keeps text within the space it was written in', async () => {
    await admit();
    const read: string[] = [];
    peers.b.socket.on('text.received', ({ text }: { text: string }) => read.push(text));
    const arrived = new Promise<string>((resolve) => {
      peers.a.socket.once('text.received', ({ text }: { text: string }) => resolve(text));
    });
    await peers.host.ask('caucus.open', { side: 'A' });
    await peers.host.ask('text.send', { text: '只给甲方' });
    expect(await arrived).toBe('只给甲方');
    await peers.host.ask('caucus.close');
    const plenary = new Promise<void>((resolve) => peers.b.socket.once('text.received', () => resolve()));
    await peers.host.ask('text.send', { text: '给大家' });
    await plenary;
    expect(read).toEqual(['给大家']);
  });

  it('holds while people are moved faster than consumers can be made', async () => {
    const { host: official } = peers;
    for (let round = 0; round < 20; round += 1) {
      const side = round % 2 === 0 ? 'A' : 'B';
      await Promise.all([
        official.ask('peer.move', { seat: people.a.seat, space: 'plenary' }),
        official.ask('peer.move', { seat: people.b.seat, space: 'plenary' }),
        official.ask('caucus.open', { side }),
        official.ask('peer.move', { seat: people.b.seat, space: `waiting:${people.b.seat}` }),
        official.ask('caucus.close'),
      ]);
    }
    await admit();
    expect(await worldOf()).toBe(6);
    expect(house.call(callId).closed).toBe(false);
  });

  it('leaves nobody in a caucus without a way out when the host drops', async () => {
    await admit();
    await peers.host.ask('caucus.open', { side: 'A' });
    peers.host.hangUp();
    await peers.a.until(() => peers.a.state?.occupants.some(({ connected }) => !connected) ?? false);
    const again = await house.arrive(callId, people.host);
    expect(again.joined?.state).toMatchObject({ mySpace: 'caucus:A', caucusOf: 'A' });
    await again.ask('caucus.close');
    await peers.a.until(() => peers.a.state?.mySpace === 'plenary');
    await peers.a.ask('call.leave');
  });
});
