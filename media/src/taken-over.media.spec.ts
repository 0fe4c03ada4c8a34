import { randomUUID } from 'node:crypto';
import { NOTHING_HELD, type HeldCall } from '@contracts/media/ticket';
import { Queue } from 'bullmq';
import { CALL_EVENTS_QUEUE, callEvent, type CallEvent } from '@contracts/media/control';
import { HandTimers } from '../test-support/hand-timers';
import { host, party, TestHouse, type Person } from '../test-support/house';
import { Table } from '../test-support/table';

describe('a call that a dead node had', () => {
  const timers = new HandTimers();
  let house: TestHouse;
  let queue: Queue;
  let callId: string;

  beforeAll(async () => {
    house = await TestHouse.open({ graceMs: 300, emptyMs: 600_000 }, { timers });
    queue = new Queue(CALL_EVENTS_QUEUE, { connection: { url: house.redis.url } });
  });
  afterAll(async () => {
    await queue.close();
    await house.close();
  });
  beforeEach(() => {
    timers.forget();
    callId = randomUUID();
  });

  const inCaucus = (person: Person): Person => ({ ...person, space: 'caucus:A' });
  const arrive = (person: Person, held: HeldCall) => house.arrive(callId, { ...person, held });
  const caucus = (change: Partial<NonNullable<HeldCall['caucus']>> = {}): HeldCall => ({
    ...NOTHING_HELD,
    caucus: { side: 'A', locked: true, openedAt: new Date().toISOString(), endsAt: null, ...change },
  });
  /** What the node has told of what is held, in order. */
  const told = async (): Promise<HeldCall[]> => {
    const jobs = await queue.getJobs(['waiting', 'completed', 'delayed', 'active']);
    const events: CallEvent[] = jobs.map(({ data }) => callEvent.parse(data)).filter((one) => one.callId === callId);
    return events
      .toSorted((one, other) => one.sequence - other.sequence)
      .flatMap((event) => (event.kind === 'callHeld' ? [event.held] : []));
  };
  const toldSoFar = async (count: number): Promise<HeldCall[]> => {
    for (;;) {
      const held = await told();
      if (held.length >= count) return held;
    }
  };

  it('stays suspended: nobody hears anybody until the host lets it go on', async () => {
    const held = { ...NOTHING_HELD, suspendedAt: '2026-11-22T01:02:03.000Z' };
    const [official, resident] = [host(), party('A', { space: 'plenary' })];
    const desk = await arrive(official, held);
    const room = await arrive(resident, held);
    await room.publish();
    expect(room.state).toMatchObject({ mySpace: 'plenary', suspendedAt: held.suspendedAt });
    room.say(20);
    const dump = await house.call(callId).router.dump();
    expect(dump.mapConsumerIdProducerId).toEqual([]);
    expect(desk.packetsFrom(resident.seat)).toBe(0);
    await desk.ask('call.resume');
    await desk.hearing(resident.seat);
    room.say(20);
    await desk.until(() => desk.packetsFrom(resident.seat) === 20);
  });

  it('is set by the first ticket alone: what has changed since is not taken back by an older one', async () => {
    const held = { ...NOTHING_HELD, suspendedAt: '2026-11-22T01:02:03.000Z' };
    const desk = await arrive(host(), held);
    await desk.ask('call.resume');
    const room = await arrive(party('A', { space: 'plenary' }), held);
    expect(room.state?.suspendedAt).toBeNull();
    expect(desk.state?.suspendedAt).toBeNull();
  });

  it('cannot be suspended by a ticket while this node has it', async () => {
    const desk = await arrive(host(), NOTHING_HELD);
    await arrive(party('A'), { ...caucus(), suspendedAt: '2026-11-22T01:02:03.000Z' });
    expect(desk.state).toMatchObject({ suspendedAt: null, caucusOf: null });
  });

  it('keeps its private talk locked, lets those back in who were inside, and nobody else', async () => {
    const held = caucus();
    const [official, inside, other] = [inCaucus(host()), inCaucus(party('A')), party('B', { space: 'plenary' })];
    const there = await arrive(other, held);
    const desk = await arrive(official, held);
    const room = await arrive(inside, held);
    expect([there, desk, room].map(({ state }) => state?.mySpace)).toEqual(['plenary', 'caucus:A', 'caucus:A']);
    expect(room.state?.caucus).toMatchObject({ locked: true, openedAt: held.caucus?.openedAt });
    const late = await arrive(party('A'), held);
    await expect(desk.ask('peer.move', { seat: late.seat, space: 'caucus:A' })).rejects.toThrow('CAUCUS_LOCKED');

    // Locked anew, it is closed to an old ticket as well.
    await desk.ask('caucus.lock', { locked: true });
    expect((await arrive(inCaucus(party('A')), held)).state?.mySpace).toMatch(/^waiting:/);
  });

  it('warns of the end of its private talk when that was to end', async () => {
    const endsAt = new Date(Date.now() + 10 * 60_000).toISOString();
    const held = caucus({ locked: false, endsAt });
    const desk = await arrive(inCaucus(host()), held);
    expect(desk.state?.caucus?.endsAt).toBe(endsAt);
    timers.next();
    await desk.until(() => desk.toldBy('caucus.ending').length === 1);
  });

  it('keeps who was led out away, and brings them back when the private talk closes', async () => {
    const [official, inside, away] = [inCaucus(host()), inCaucus(party('A')), party('B', { space: 'plenary' })];
    inside.sharesSetWith = [away.seat];
    const held = { ...caucus({ locked: false }), ledOut: [{ seat: away.seat, returnsTo: 'plenary' }] };
    const desk = await arrive(official, held);
    const room = await arrive(inside, held);
    const outside = await arrive(away, held);
    expect(outside.state?.mySpace).toBe(`waiting:${away.seat}`);
    await desk.until(() => desk.state?.occupants.find(({ seat }) => seat === away.seat)?.ledOut === true);
    expect(room.state?.occupants.every((one) => one.ledOut === undefined)).toBe(true);
    await desk.ask('caucus.close');
    await outside.until(() => outside.state?.mySpace === 'plenary');
  });

  it('is told at each change, so that the next node would know it too', async () => {
    const table = await Table.lay(house);
    callId = table.callId;
    await table.admit();
    const { host: official, a } = table.peers;
    await official.ask('caucus.open', { side: 'A', minutes: 20 });
    await official.ask('caucus.lock', { locked: true });
    await a.until(() => a.state?.caucus?.locked === true);
    await house.order(`/control/calls/${callId}/led-out`, JSON.stringify({ seat: table.people.b.seat, ledOut: true }));
    await official.ask('call.suspend');
    await official.ask('call.resume');
    const held = (await toldSoFar(5)).at(-2);
    expect(held).toMatchObject({
      caucus: { side: 'A', locked: true },
      ledOut: [{ seat: table.people.b.seat, returnsTo: 'plenary' }],
    });
    expect(held?.suspendedAt).not.toBeNull();
    expect((await told()).at(-1)?.suspendedAt).toBeNull();
  });

  it('is known again as it is now when another node has had it meanwhile', async () => {
    const desk = await arrive(host(), { ...NOTHING_HELD, suspendedAt: '2026-11-22T01:02:03.000Z' });
    await house.order(`/control/calls/${callId}/let-go`, '{}');
    await desk.until(() => desk.over.length > 0);
    expect((await arrive(host(), caucus())).state).toMatchObject({ suspendedAt: null, caucusOf: 'A' });
  });
});
