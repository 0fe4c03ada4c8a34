import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { HandTimers } from '../test-support/hand-timers';
import { guest, host, party, TestHouse } from '../test-support/house';
import { Table } from '../test-support/table';

/** Enough that a leak of one in a hundred would show. */
const MANY = 300;

describe('caucus', () => {
  const timers = new HandTimers();
  let house: TestHouse;
  let table: Table;

  beforeAll(async () => {
    house = await TestHouse.open({ graceMs: 300, emptyMs: 600_000 }, { timers });
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    timers.forget();
    table = await Table.lay(house);
  });
  afterEach(() => table.call.assertNobodyOverhears());

  describe('by invitation', () => {
    it('is asked of one side only, and opens with its minutes when the party says yes', async () => {
      await table.admit();
      const { host: official, a, b } = table.peers;
      await official.ask('caucus.invite', { side: 'A', minutes: 10 });
      await a.until(() => a.state?.invited?.side === 'A');
      await official.until(() => official.state?.invited?.minutes === 10);
      expect(b.state?.invited).toBeNull();
      expect(table.call.record.caucusOf).toBeNull();
      await a.ask('caucus.answer', { accepted: true });
      await official.until(() => official.toldBy('caucus.answered').length === 1);
      expect(official.toldBy('caucus.answered')).toEqual([{ side: 'A', accepted: true }]);
      await a.until(() => a.state?.mySpace === 'caucus:A' && a.state.invited === null);
      const { openedAt, endsAt } = a.state?.caucus ?? {};
      expect(Date.parse(endsAt ?? '') - Date.parse(openedAt ?? '')).toBe(10 * 60_000);
      expect(b.state).toMatchObject({ mySpace: 'plenary', caucusOf: 'A', caucus: null });
      expect(b.toldBy('caucus.answered')).toEqual([]);
    });

    it('changes nothing when the party says no, and the host is told', async () => {
      await table.admit();
      const { host: official, a } = table.peers;
      await official.ask('caucus.invite', { side: 'A' });
      await a.ask('caucus.answer', { accepted: false });
      await official.until(() => official.state?.invited === null && official.toldBy('caucus.answered').length > 0);
      expect(official.toldBy('caucus.answered')).toEqual([{ side: 'A', accepted: false }]);
      expect(table.call.record.caucusOf).toBeNull();
      expect(await table.refusal(a, 'caucus.answer', { accepted: true })).toBe('OUT_OF_ORDER');
    });

    it('is answered only by a party of the side that is asked', async () => {
      const neutral = await house.arrive(table.callId, guest('expert'));
      await table.peers.host.ask('caucus.invite', { side: 'A' });
      expect(await table.refusal(table.peers.b, 'caucus.answer', { accepted: true })).toBe('OUT_OF_ORDER');
      expect(await table.refusal(table.peers.host, 'caucus.answer', { accepted: true })).toBe('NOT_ALLOWED');
      expect(await table.refusal(neutral, 'caucus.answer', { accepted: true })).toBe('NOT_ALLOWED');
    });

    it('is refused for a side that has nobody to answer, or is in caucus already', async () => {
      const { host: official, b } = table.peers;
      await official.ask('caucus.open', { side: 'A' });
      expect(await table.refusal(official, 'caucus.invite', { side: 'A' })).toBe('OUT_OF_ORDER');
      await b.ask('call.leave');
      await official.until(() => official.state?.occupants.length === 2);
      expect(await table.refusal(official, 'caucus.invite', { side: 'B' })).toBe('PEER_UNKNOWN');
    });

    it('is withdrawn when the party leaves, when the host leaves, and when the caucus is closed', async () => {
      const { host: official, a, b } = table.peers;
      await official.ask('caucus.invite', { side: 'B' });
      await b.ask('call.leave');
      await official.until(() => official.state?.invited === null && official.state.occupants.length === 2);
      await official.ask('caucus.invite', { side: 'A' });
      await official.ask('caucus.close');
      expect(await table.refusal(a, 'caucus.answer', { accepted: true })).toBe('OUT_OF_ORDER');
      await official.ask('caucus.invite', { side: 'A' });
      await a.until(() => a.state?.invited?.side === 'A');
      await official.ask('call.leave');
      await a.until(() => a.state?.invited === null);
      expect(await table.refusal(a, 'caucus.answer', { accepted: true })).toBe('OUT_OF_ORDER');
    });

    it('is not needed: the host opens for a party who does not find the button', async () => {
      await table.peers.host.ask('caucus.invite', { side: 'A' });
      await table.peers.host.ask('caucus.open', { side: 'A' });
      await table.peers.a.until(() => table.peers.a.state?.mySpace === 'caucus:A');
      expect(table.call.record.invited).toBeNull();
    });
  });

  describe('locked', () => {
    it('takes nobody, and lets those inside out', async () => {
      const expert = guest('expert');
      await house.arrive(table.callId, expert);
      await table.admit();
      await table.move(expert, 'plenary');
      const { host: official, a } = table.peers;
      await official.ask('caucus.open', { side: 'A' });
      await official.ask('caucus.lock', { locked: true });
      await a.until(() => a.state?.caucus?.locked === true);
      const into = { seat: expert.seat, space: 'caucus:A' };
      expect(await table.refusal(official, 'peer.move', into)).toBe('CAUCUS_LOCKED');
      await official.ask('caucus.lock', { locked: false });
      await official.ask('peer.move', into);
      await official.ask('caucus.lock', { locked: true });
      await table.move(table.people.a, 'plenary');
      expect(table.spaceOf(table.people.a)).toBe('plenary');
    });

    it('lets late guests of that side wait, and is unlocked when it is opened anew', async () => {
      await table.admit();
      await table.peers.host.ask('caucus.open', { side: 'A' });
      await table.peers.host.ask('caucus.lock', { locked: true });
      const late = party('A', { space: 'caucus:A' });
      const peer = await house.arrive(table.callId, late);
      expect(peer.joined?.state.mySpace).toBe(`waiting:${late.seat}`);
      await table.peers.host.ask('caucus.open', { side: 'A' });
      await peer.until(() => peer.state?.mySpace === 'caucus:A');
      expect(peer.state?.caucus?.locked).toBe(false);
    });

    it('gives who was inside their place back after a cut', async () => {
      await table.admit();
      await table.peers.host.ask('caucus.open', { side: 'A' });
      await table.peers.host.ask('caucus.lock', { locked: true });
      const again = await house.arrive(table.callId, table.people.a);
      expect(again.joined?.state.mySpace).toBe('caucus:A');
    });

    it('is nothing that can be done without a caucus', async () => {
      expect(await table.refusal(table.peers.host, 'caucus.lock', { locked: true })).toBe('SPACE_CLOSED');
    });
  });

  describe('time', () => {
    it('warns those inside a minute before and at the end, nobody else, and closes nothing', async () => {
      await table.admit();
      const { host: official, a, b } = table.peers;
      await official.ask('caucus.open', { side: 'A', minutes: 5 });
      expect(timers.seconds).toEqual([240, 300]);
      timers.next();
      timers.next();
      for (const peer of [official, a]) {
        await peer.until(() => peer.toldBy('caucus.ending').length === 2);
        expect(peer.toldBy('caucus.ending')).toEqual([{ secondsLeft: 60 }, { secondsLeft: 0 }]);
      }
      await official.ask('text.send', { text: '还可以谈' });
      expect(table.call.record.caucusOf).toBe('A');
      expect(b.toldBy('caucus.ending')).toEqual([]);
    });

    it('is counted anew when it is opened anew, and no more when it is closed', async () => {
      const { host: official } = table.peers;
      await official.ask('caucus.open', { side: 'A', minutes: 5 });
      await official.ask('caucus.open', { side: 'A', minutes: 20 });
      expect(timers.seconds).toEqual([1_140, 1_200]);
      await official.ask('caucus.open', { side: 'B' });
      expect(timers.seconds).toEqual([]);
      await official.ask('caucus.open', { side: 'B', minutes: 1 });
      expect(timers.seconds).toEqual([60]);
      await official.ask('caucus.close');
      expect(timers.seconds).toEqual([]);
    });
  });

  it('goes on with what is left of its time after a worker died', async () => {
    await table.admit();
    await table.peers.host.ask('caucus.open', { side: 'A', minutes: 5 });
    const replaced = once(house.node.pool, 'replaced');
    for (const worker of house.node.pool.workers) process.kill(worker.pid, 'SIGKILL');
    await table.peers.a.until(() => table.peers.a.over.includes('nodeClosing'));
    await replaced;
    expect(timers.seconds).toEqual([]);
    const again = await house.arrive(table.callId, table.people.a);
    const [warned = 0, over = 0] = timers.seconds;
    expect(over - warned).toBe(60);
    expect(over).toBeLessThanOrEqual(300);
    expect(again.joined?.state).toMatchObject({ mySpace: 'caucus:A', caucus: { locked: false } });
  });

  describe('of a shared set', () => {
    beforeEach(async () => {
      const b = party('B');
      table = await Table.lay(house, { a: { sharesSetWith: [b.seat] }, b });
      await table.admit();
    });
    const leadOut = (seat: string, ledOut: boolean): Promise<void> =>
      house.node.calls.setLedOut(table.callId, seat, ledOut);

    it('is refused, asked for or opened, until the other is led out', async () => {
      const { host: official } = table.peers;
      expect(await table.refusal(official, 'caucus.open', { side: 'A' })).toBe('SET_SHARED');
      expect(await table.refusal(official, 'caucus.open', { side: 'B' })).toBe('SET_SHARED');
      expect(await table.refusal(official, 'caucus.invite', { side: 'A' })).toBe('SET_SHARED');
      await leadOut(table.people.b.seat, true);
      await official.ask('caucus.open', { side: 'A' });
      expect(table.spaceOf(table.people.a)).toBe('caucus:A');
    });

    it('is refused also where the other never joined, for both sit before one browser', async () => {
      const other = randomUUID();
      const alone = await Table.lay(house, { a: { sharesSetWith: [other] } });
      expect(await alone.refusal(alone.peers.host, 'caucus.open', { side: 'A' })).toBe('SET_SHARED');
      await house.node.calls.setLedOut(alone.callId, other, true);
      await alone.peers.host.ask('caucus.open', { side: 'A' });
    });

    it('puts who is led out where they hear nothing, and brings them back when it is closed', async () => {
      const { host: official, a, b } = table.peers;
      await leadOut(table.people.b.seat, true);
      await b.until(() => b.state?.mySpace === `waiting:${table.people.b.seat}`);
      const before = [b.packetsFrom(table.people.a.seat), b.packetsFrom(table.people.host.seat)];
      await official.ask('caucus.open', { side: 'A' });
      await a.hearing(table.people.host.seat);
      official.say(MANY);
      a.say(MANY);
      await official.until(() => official.packetsFrom(table.people.a.seat) >= MANY);
      expect([b.packetsFrom(table.people.a.seat), b.packetsFrom(table.people.host.seat)]).toEqual(before);
      await official.ask('caucus.close');
      await b.until(() => b.state?.mySpace === 'plenary');
      expect(await table.refusal(official, 'caucus.open', { side: 'A' })).toBe('SET_SHARED');
    });

    it('lets nobody bring the other back before the set while it lasts, and sends a rejoining one to wait', async () => {
      const { b } = table.people;
      await leadOut(b.seat, true);
      await table.peers.host.ask('caucus.open', { side: 'A' });
      const into = { seat: b.seat, space: 'plenary' };
      expect(await table.refusal(table.peers.host, 'peer.move', into)).toBe('SET_SHARED');
      await expect(leadOut(b.seat, false)).rejects.toThrow('SET_SHARED');
      const again = await house.arrive(table.callId, b);
      expect(again.joined?.state.mySpace).toBe(`waiting:${b.seat}`);
    });

    it('hears of it by an order of the server', async () => {
      const body = JSON.stringify({ seat: table.people.b.seat, ledOut: true });
      expect(await house.order(`/control/calls/${table.callId}/led-out`, body)).toBe(200);
      await table.peers.b.until(() => table.peers.b.state?.mySpace === `waiting:${table.people.b.seat}`);
      expect(await house.order(`/control/calls/${table.callId}/led-out`, '{"seat":"x"}')).toBe(400);
    });

    it('goes over to the other side when the clerk has led one out and the other in', async () => {
      const { a, b } = table.people;
      await leadOut(b.seat, true);
      await table.peers.host.ask('caucus.open', { side: 'A' });
      expect(await table.refusal(table.peers.host, 'caucus.open', { side: 'B' })).toBe('SET_SHARED');
      await leadOut(a.seat, true);
      await leadOut(b.seat, false);
      await table.peers.host.ask('caucus.open', { side: 'B' });
      expect([table.spaceOf(a), table.spaceOf(b)]).toEqual([`waiting:${a.seat}`, 'caucus:B']);
      await table.peers.host.ask('caucus.close');
      expect(table.spaceOf(a)).toBe('plenary');
    });

    it('lets the host bring a led-out person back where there is no caucus', async () => {
      await leadOut(table.people.b.seat, true);
      await table.move(table.people.b, 'plenary');
      expect(table.call.record.ledOut.size).toBe(0);
      await expect(leadOut(table.people.host.seat, true)).rejects.toThrow('NOT_ALLOWED');
    });
  });

  describe('people who must not meet', () => {
    beforeEach(async () => {
      const b = party('B');
      table = await Table.lay(house, { a: { screenedFrom: [b.seat] }, b });
    });

    it('are never put into one space, whoever asks', async () => {
      await table.move(table.people.a, 'plenary');
      const into = { seat: table.people.b.seat, space: 'plenary' };
      expect(await table.refusal(table.peers.host, 'peer.move', into)).toBe('PARTIES_KEPT_APART');
    });

    it('of one side are not called into a caucus together, by invitation neither', async () => {
      const second = party('A', { screenedFrom: [table.people.a.seat] });
      await house.arrive(table.callId, second);
      expect(await table.refusal(table.peers.host, 'caucus.open', { side: 'A' })).toBe('PARTIES_KEPT_APART');
      expect(await table.refusal(table.peers.host, 'caucus.invite', { side: 'A' })).toBe('PARTIES_KEPT_APART');
    });

    it('do not meet when a caucus is closed: who comes second waits', async () => {
      const { a, b } = table.people;
      await table.move(a, 'plenary');
      await table.peers.host.ask('caucus.open', { side: 'A' });
      await table.move(b, 'plenary');
      await table.peers.host.ask('caucus.close');
      expect([table.spaceOf(a), table.spaceOf(b)]).toEqual([`waiting:${a.seat}`, 'plenary']);
    });

    it('do not meet by coming back: the absent one waits', async () => {
      const { a, b } = table.people;
      await table.move(a, 'plenary');
      await table.peers.a.ask('call.leave');
      await table.peers.host.until(() => table.peers.host.state?.occupants.length === 2);
      await table.move(b, 'plenary');
      const again = await house.arrive(table.callId, a);
      expect(again.joined?.state.mySpace).toBe(`waiting:${a.seat}`);
    });
  });

  describe('without its host', () => {
    it('traps nobody: the party stays alone, and the host comes back into it', async () => {
      await table.admit();
      const { host: official, a } = table.peers;
      await official.ask('caucus.open', { side: 'A' });
      official.hangUp();
      await a.until(() => a.state?.occupants.length === 1);
      expect(a.state?.mySpace).toBe('caucus:A');
      const again = await house.arrive(table.callId, table.people.host);
      expect(again.joined?.state.mySpace).toBe('caucus:A');
      await again.ask('caucus.close');
      await a.until(() => a.state?.mySpace === 'plenary');
    });

    it('is closed by a second host, who can admit and end too', async () => {
      await table.move(table.people.a, 'plenary');
      await table.peers.host.ask('caucus.open', { side: 'A' });
      table.peers.host.hangUp();
      const leader = await house.arrive(table.callId, host());
      await table.peers.a.until(() => table.peers.a.state?.occupants.length === 1);
      expect(leader.joined?.state).toMatchObject({ mySpace: 'plenary', caucusOf: 'A' });
      await leader.ask('caucus.close');
      await table.peers.a.until(() => table.peers.a.state?.mySpace === 'plenary');
      await leader.ask('peer.move', { seat: table.people.b.seat, space: 'plenary' });
      await table.peers.b.hearing(table.people.a.seat);
      await leader.ask('call.end');
      await table.peers.b.until(() => table.peers.b.over.includes('ended'));
      table = await Table.lay(house);
    });

    it('keeps the plenary talking', async () => {
      await table.admit();
      table.peers.host.hangUp();
      await table.peers.a.until(() => table.peers.a.state?.occupants.length === 2);
      table.peers.a.say(MANY);
      await table.peers.b.until(() => table.peers.b.packetsFrom(table.people.a.seat) === MANY);
    });
  });
});
