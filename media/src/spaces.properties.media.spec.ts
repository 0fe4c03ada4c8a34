import fc from 'fast-check';
import { guest, host, party, TestHouse, type Person } from '../test-support/house';
import { Table } from '../test-support/table';
import { Refused, type TestPeer } from '../test-support/test-peer';

/** Indexes into the cast. */
const HOST = 0;
const LEADER = 1;
const who = fc.nat({ max: 6 });
const side = fc.constantFrom('A' as const, 'B' as const);

/** One thing that people of a call may try; most are refused now and then, and none may ever break a promise. */
const deed = fc.oneof(
  fc.record({ kind: fc.constant('move' as const), who, to: fc.constantFrom('plenary', 'caucus:A', 'caucus:B', 'own') }),
  fc.record({ kind: fc.constant('open' as const), by: fc.constantFrom(HOST, LEADER), side }),
  fc.record({ kind: fc.constant('close' as const), by: fc.constantFrom(HOST, LEADER) }),
  fc.record({ kind: fc.constant('invite' as const), side }),
  fc.record({ kind: fc.constant('answer' as const), who, accepted: fc.boolean() }),
  fc.record({ kind: fc.constant('lock' as const), locked: fc.boolean() }),
  fc.record({ kind: fc.constant('leadOut' as const), who, ledOut: fc.boolean() }),
  fc.record({ kind: fc.constant('return' as const), who }),
  fc.record({ kind: fc.constant('leave' as const), who }),
  fc.record({ kind: fc.constant('pause' as const), on: fc.boolean() }),
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

describe('spaces, whatever people try', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await TestHouse.open({ graceMs: 300, emptyMs: 600_000 });
  });
  afterAll(() => house.close());

  it('nobody overhears, the screened never meet, the led-out are in no caucus, and the host gets out', async () => {
    await fc.assert(fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 25 }), tryAll), { numRuns: 25 });
  }, 120_000);

  async function tryAll(deeds: Deed[]): Promise<void> {
    const table = await Table.lay(house);
    const [b2, b3] = [party('B', { sharesSetWith: [table.people.a.seat] }), party('B')];
    const a2 = party('A', { screenedFrom: [table.people.b.seat, b3.seat] });
    const expert = guest('expert', { screenedFrom: [b3.seat] });
    const cast: Person[] = [table.people.host, host(), table.people.a, a2, b2, b3, expert];
    const peers = new Map<string, TestPeer>([[table.people.host.seat, table.peers.host]]);
    peers.set(table.people.a.seat, table.peers.a);
    for (const person of cast.slice(1)) {
      if (!peers.has(person.seat)) peers.set(person.seat, await house.arrive(table.callId, person));
    }
    for (const one of deeds) {
      await act(table, cast, peers, one).catch((error: unknown) => {
        // A refusal is an answer; a line that this test itself closed says so too.
        if (!(error instanceof Refused) && !isRefusal(error)) throw error;
      });
      await check(table, cast);
    }
    await getOut(table, cast, peers);
    await peers.get(cast[LEADER]?.seat ?? '')?.ask('call.end');
  }

  const isRefusal = (error: unknown): boolean => error instanceof Error && 'code' in error;

  async function act(table: Table, cast: Person[], peers: Map<string, TestPeer>, one: Deed): Promise<void> {
    const peerOf = (index: number): TestPeer => {
      const peer = peers.get(cast[index]?.seat ?? '');
      if (!peer || peer.socket.disconnected) throw new Refused('away');
      return peer;
    };
    const official = peers.get(table.people.host.seat)?.socket.connected ? peerOf(HOST) : peerOf(LEADER);
    switch (one.kind) {
      case 'move': {
        const seat = cast[one.who]?.seat ?? '';
        await official.ask('peer.move', { seat, space: one.to === 'own' ? `waiting:${seat}` : one.to });
        return;
      }
      case 'open':
        await peerOf(one.by).ask('caucus.open', { side: one.side });
        return;
      case 'close':
        await peerOf(one.by).ask('caucus.close');
        return;
      case 'invite':
        await official.ask('caucus.invite', { side: one.side });
        return;
      case 'answer':
        await peerOf(one.who).ask('caucus.answer', { accepted: one.accepted });
        return;
      case 'lock':
        await official.ask('caucus.lock', { locked: one.locked });
        return;
      case 'leadOut':
        return house.node.calls.setLedOut(table.callId, cast[one.who]?.seat ?? '', one.ledOut);
      case 'return': {
        const person = cast[one.who];
        if (person) peers.set(person.seat, await house.arrive(table.callId, person));
        return;
      }
      case 'leave': {
        // The second host stays, so that somebody can always be asked.
        if (one.who === LEADER) return;
        const peer = peerOf(one.who);
        await peer.ask('call.leave');
        await peer.until(() => peer.socket.disconnected);
        return;
      }
      case 'pause':
        await official.ask(one.on ? 'call.suspend' : 'call.resume');
    }
  }

  async function check(table: Table, cast: Person[]): Promise<void> {
    const { call } = table;
    expect(call.closed).toBe(false);
    await call.assertNobodyOverhears();
    const spaceOf = (seat: string) => call.peers.get(seat)?.place.space;
    for (const person of cast) {
      const space = spaceOf(person.seat);
      for (const other of person.screenedFrom ?? []) {
        if (space !== undefined) expect([other, spaceOf(other)]).not.toEqual([other, space]);
      }
      if (call.record.ledOut.has(person.seat) && space !== undefined) expect(space).toBe(`waiting:${person.seat}`);
      // Of two who share a set, one is in caucus only while the other is led out.
      if (space === `caucus:${person.side ?? ''}`) {
        for (const other of person.sharesSetWith ?? []) expect(call.record.ledOut.has(other)).toBe(true);
      }
    }
    if (call.record.suspendedAt) {
      const listening = [...call.peers.values()].flatMap(({ listenings }) => [...listenings.values()]);
      expect(listening).toEqual([]);
    }
  }

  async function getOut(table: Table, cast: Person[], peers: Map<string, TestPeer>): Promise<void> {
    const leader = peers.get(cast[LEADER]?.seat ?? '');
    if (!leader) throw new Error('the second host is there');
    await leader.ask('call.resume');
    await leader.ask('caucus.close');
    for (const { seat } of cast.slice(0, 2)) await leader.ask('peer.move', { seat, space: 'plenary' });
    for (const place of table.call.record.places.values()) {
      expect(['plenary', `waiting:${place.seat}`]).toContain(place.space);
    }
    await check(table, cast);
  }
});
