import { randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { host, party, TestHouse, TICKET_SECRET } from '../test-support/house';
import type { Refused } from '../test-support/test-peer';

describe('a call ticket', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await TestHouse.open();
  });
  afterAll(() => house.close());

  const refusalOf = async (ticket: unknown): Promise<string> => {
    const before = house.node.calls.counts();
    const code = await house.connect(ticket as string).then(
      () => 'let in',
      (error: Refused) => error.code,
    );
    expect(house.node.calls.counts()).toEqual(before);
    return code;
  };

  it('lets its bearer in', async () => {
    const peer = await house.connect(house.ticket(randomUUID(), party('A')));
    const joined = await peer.join();
    expect(joined.state.mySpace).toBe(`waiting:${joined.state.mySeat}`);
  });

  it('is refused once expired', async () => {
    const past = Math.floor(Date.now() / 1000) - 10;
    expect(await refusalOf(house.ticket(randomUUID(), host(), { exp: past }))).toBe('TICKET_EXPIRED');
  });

  it('is refused when made out to another node', async () => {
    expect(await refusalOf(house.ticket(randomUUID(), host(), { aud: 'another-node' }))).toBe('TICKET_INVALID');
  });

  it('is refused with a wrong secret', async () => {
    const claims = house.claims(randomUUID(), host());
    expect(await refusalOf(jwt.sign(claims, 'some-other-secret-entirely'))).toBe('TICKET_INVALID');
  });

  it('is refused with algorithm none, and with any other than HS256', async () => {
    const claims = house.claims(randomUUID(), host());
    expect(await refusalOf(jwt.sign(claims, null, { algorithm: 'none' }))).toBe('TICKET_INVALID');
    expect(await refusalOf(jwt.sign(claims, TICKET_SECRET, { algorithm: 'HS512' }))).toBe('TICKET_INVALID');
  });

  it('is refused when it is no ticket, or lacks a claim', async () => {
    expect(await refusalOf(undefined)).toBe('TICKET_INVALID');
    expect(await refusalOf({ ticket: 'deep' })).toBe('TICKET_INVALID');
    expect(await refusalOf('not.a.ticket')).toBe('TICKET_INVALID');
    const { seat: _seat, ...claims } = house.claims(randomUUID(), host());
    expect(await refusalOf(jwt.sign(claims, TICKET_SECRET))).toBe('TICKET_INVALID');
    expect(await refusalOf(house.ticket(randomUUID(), { ...host(), grants: ['everything' as 'end'] }))).toBe(
      'TICKET_INVALID',
    );
  });

  it('is refused once its call has ended', async () => {
    const callId = randomUUID();
    const person = host();
    const peer = await house.arrive(callId, person);
    await peer.ask('call.end');
    await peer.until(() => peer.over.length > 0);
    expect(await refusalOf(house.ticket(callId, person))).toBe('CALL_ENDED');
    expect(await refusalOf(house.ticket(callId, party('A')))).toBe('CALL_ENDED');
  });

  it('is refused once its seat was removed, also a fresh one', async () => {
    const callId = randomUUID();
    const [official, resident] = [host(), party('A')];
    const peer = await house.arrive(callId, official);
    const removed = await house.arrive(callId, resident);
    await peer.ask('peer.remove', { seat: resident.seat });
    await removed.until(() => removed.over.includes('removed'));
    const before = house.node.calls.counts();
    expect(await refusalOf(house.ticket(callId, resident))).toBe('TICKET_REVOKED');
    expect(house.node.calls.counts()).toEqual(before);
  });

  it('asks for another space than a person may enter and is given the waiting place', async () => {
    const callId = randomUUID();
    const peer = await house.connect(house.ticket(callId, party('A'), { space: 'caucus:B' }));
    const joined = await peer.join();
    expect(joined.state.mySpace).toBe(`waiting:${joined.state.mySeat}`);
  });
});
