import { TestHouse, guest, host, party } from '../test-support/house';
import { Table } from '../test-support/table';

/** Enough that a leak of one in a hundred would show. */
const MANY = 300;

describe('conduct of a call', () => {
  let house: TestHouse;
  let table: Table;

  beforeAll(async () => {
    house = await TestHouse.open({ graceMs: 300, emptyMs: 600_000 });
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    table = await Table.lay(house);
  });
  afterEach(() => table.call.assertNobodyOverhears());

  const consumers = async (): Promise<number> => {
    const dump = await table.call.router.dump();
    return dump.mapConsumerIdProducerId.length;
  };

  describe('suspended', () => {
    it('lets not one packet reach anybody, who comes late neither, until it goes on', async () => {
      await table.admit();
      const { host: official, a, b } = table.peers;
      await official.ask('call.suspend');
      await b.until(() => b.state?.suspendedAt !== null);
      const late = party('B', { space: 'plenary' });
      const latecomer = await house.arrive(table.callId, late);
      await latecomer.publish();
      const heard = () =>
        [official, a, b, latecomer].flatMap((peer) =>
          [official, a, b, latecomer].map((other) => peer.packetsFrom(other.seat)),
        );
      const before = heard();
      for (const peer of [official, a, b, latecomer]) peer.say(MANY);
      expect(await consumers()).toBe(0);
      await table.call.assertNobodyOverhears();
      expect(heard()).toEqual(before);
      await official.ask('call.resume');
      await latecomer.hearing(official.seat, a.seat, b.seat);
      const counted = latecomer.packetsFrom(a.seat);
      a.say(MANY);
      await latecomer.until(() => latecomer.packetsFrom(a.seat) === counted + MANY);
      expect(latecomer.state?.suspendedAt).toBeNull();
    });

    it('cuts in the middle of speech: what is said after the answer reaches nobody', async () => {
      await table.admit();
      const { host: official, a, b } = table.peers;
      const talking = setInterval(() => a.say(), 1);
      try {
        await b.until(() => b.packetsFrom(a.seat) > 20);
        await official.ask('call.suspend');
        const cut = b.packetsFrom(a.seat);
        for (let round = 0; round < 20; round += 1) await consumers();
        expect(b.packetsFrom(a.seat)).toBe(cut);
      } finally {
        clearInterval(talking);
      }
    });

    it('moves nobody, opens no caucus and carries no text, but lets people leave, be removed, and end', async () => {
      await table.admit();
      const { host: official, a, b } = table.peers;
      await official.ask('caucus.invite', { side: 'A' });
      await official.ask('call.suspend');
      const { seat } = table.people.a;
      expect(await table.refusal(official, 'peer.move', { seat, space: `waiting:${seat}` })).toBe('CALL_SUSPENDED');
      for (const [message, payload] of [
        ['caucus.open', { side: 'A' }],
        ['caucus.invite', { side: 'A' }],
        ['caucus.lock', { locked: true }],
        ['caucus.close', {}],
      ] as const) {
        expect(await table.refusal(official, message, payload)).toBe('CALL_SUSPENDED');
      }
      expect(await table.refusal(a, 'caucus.answer', { accepted: true })).toBe('CALL_SUSPENDED');
      expect(await table.refusal(a, 'text.send', { text: '还有一句' })).toBe('CALL_SUSPENDED');
      await official.ask('text.send', { text: '休息五分钟' });
      await official.ask('peer.remove', { seat: table.people.b.seat });
      await b.until(() => b.over.includes('removed'));
      await a.ask('call.leave');
      await a.until(() => a.socket.disconnected);
      await official.ask('call.end');
      await official.until(() => official.over.includes('ended'));
      table = await Table.lay(house);
    });

    it('keeps everyone where they are, also through a caucus', async () => {
      await table.admit();
      const { host: official, a } = table.peers;
      await official.ask('caucus.open', { side: 'A' });
      await official.ask('call.suspend');
      await official.ask('call.suspend');
      expect(await consumers()).toBe(0);
      await official.ask('call.resume');
      await a.hearing(official.seat);
      expect(await consumers()).toBe(2);
      expect(a.state?.mySpace).toBe('caucus:A');
    });
  });

  describe('hands', () => {
    it('are seen by those of the space in the order they were raised, and lowered by oneself', async () => {
      await table.admit();
      const { host: official, a, b } = table.peers;
      const handOf = (peer: typeof a, seat: string) =>
        peer.state?.occupants.find((one) => one.seat === seat)?.handRaisedAt ?? null;
      await a.ask('hand.raise', { raised: true });
      await b.until(() => handOf(b, a.seat) !== null);
      const first = handOf(b, a.seat);
      await a.ask('hand.raise', { raised: true });
      await b.ask('hand.raise', { raised: true });
      await official.until(() => handOf(official, b.seat) !== null);
      expect(handOf(official, a.seat)).toBe(first);
      await a.ask('hand.raise', { raised: false });
      await official.until(() => handOf(official, a.seat) === null);
    });

    it('of others are lowered by who may mute, and raised by nobody', async () => {
      await table.admit();
      const { host: official, a, b } = table.peers;
      await a.ask('hand.raise', { raised: true });
      const lowered = { raised: false, seat: a.seat };
      expect(await table.refusal(b, 'hand.raise', lowered)).toBe('NOT_ALLOWED');
      expect(await table.refusal(official, 'hand.raise', { raised: true, seat: b.seat })).toBe('NOT_ALLOWED');
      await official.ask('hand.raise', lowered);
      expect(table.call.record.places.get(a.seat)?.handRaisedAt).toBeNull();
    });
  });

  describe('echo', () => {
    it('of two open microphones is told to both and the host, once a minute', async () => {
      await table.admit();
      const { host: official, a, b } = table.peers;
      await a.ask('echo.report', { seat: b.seat });
      await b.ask('echo.report', { seat: a.seat });
      for (const peer of [official, a, b]) {
        await peer.until(() => peer.toldBy('peer.echo').length > 0);
        await peer.ask('text.send', { text: '在' });
        expect(peer.toldBy('peer.echo')).toEqual([{ seats: [a.seat, b.seat].sort() }]);
      }
    });

    it('is not believed of who is elsewhere, or silent, or oneself', async () => {
      await table.move(table.people.a, 'plenary');
      const { host: official, a, b } = table.peers;
      expect(await table.refusal(a, 'echo.report', { seat: b.seat })).toBe('PEER_UNKNOWN');
      expect(await table.refusal(a, 'echo.report', { seat: a.seat })).toBe('PEER_UNKNOWN');
      await official.ask('peer.mute', { seat: a.seat });
      expect(await table.refusal(official, 'echo.report', { seat: a.seat })).toBe('MEDIA_UNKNOWN');
      expect(official.toldBy('peer.echo')).toEqual([]);
    });
  });

  describe('latecomers', () => {
    it('of every role without a side wait until the call has begun, and then go in by themselves', async () => {
      const roles = (['expert', 'interpreter', 'guardian', 'clerk'] as const).map((role) =>
        guest(role, { space: 'plenary' }),
      );
      const early = await Promise.all(roles.map((person) => house.arrive(table.callId, person)));
      for (const peer of early) expect(peer.joined?.state.mySpace).toBe(`waiting:${peer.seat}`);
      await table.move(table.people.a, 'plenary');
      for (const peer of early) await peer.until(() => peer.state?.mySpace === 'plenary');
      const late = await house.arrive(table.callId, guest('interpreter', { space: 'plenary' }));
      expect(late.joined?.state.mySpace).toBe('plenary');
    });

    it('that the host sent out before the call began stay out', async () => {
      const expert = guest('expert', { space: 'plenary' });
      const peer = await house.arrive(table.callId, expert);
      await table.move(expert, 'plenary');
      await table.move(expert, `waiting:${expert.seat}`);
      await table.admit();
      expect(table.spaceOf(expert)).toBe(`waiting:${expert.seat}`);
      expect(peer.hears).toEqual([]);
    });

    it('who are parties wait if never admitted, and return to their place if they were', async () => {
      await table.move(table.people.a, 'plenary');
      const late = party('A');
      expect((await house.arrive(table.callId, late)).joined?.state.mySpace).toBe(`waiting:${late.seat}`);
      expect((await house.arrive(table.callId, table.people.a)).joined?.state.mySpace).toBe('plenary');
    });

    it('who host go in at once, a second one too', async () => {
      const leader = await house.arrive(table.callId, host());
      expect(leader.joined?.state.mySpace).toBe('plenary');
    });
  });
});
