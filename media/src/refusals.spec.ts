import { randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { CallHappening } from './events';
import { claimsOf, Refusals, type Refused } from './refusals';

const refused = (): Refused => ({ callId: randomUUID(), seat: null, code: 'TICKET_INVALID', message: 'ticket' });

describe('telling the server of refusals', () => {
  it('tells each of a few by itself', () => {
    const told: CallHappening[] = [];
    const refusals = new Refusals({ send: (event) => told.push(event) });
    const first = refused();
    refusals.note(first);
    refusals.note(refused());
    refusals.close();
    expect(told).toHaveLength(2);
    expect(told[0]).toEqual({ kind: 'refused', ...first });
  });

  it('tells a few of a flood and how many were left out: no refusal is lost from the sum', () => {
    const told: { leftOut?: number }[] = [];
    const refusals = new Refusals({ send: (event) => told.push(event as { leftOut?: number }) });
    for (let count = 0; count < 5_000; count += 1) refusals.note(refused());
    refusals.close();
    expect(told.length).toBeLessThan(100);
    expect(told.reduce((sum, { leftOut = 0 }) => sum + 1 + leftOut, 0)).toBe(5_000);
    expect(refusals.total).toBe(5_000);
  });

  it('tells the rest of a flood by itself once it is over', async () => {
    let heard: () => void = () => undefined;
    const rest = new Promise<void>((resolve) => (heard = resolve));
    const refusals = new Refusals({ send: (event) => 'leftOut' in event && heard() }, 1);
    for (let count = 0; count < 50; count += 1) refusals.note(refused());
    const keepAwake = setInterval(() => undefined, 1_000);
    await rest;
    clearInterval(keepAwake);
  });

  it('reads what a ticket claims, though it is not signed, and nothing where it claims nothing', () => {
    const claims = { callId: randomUUID(), seat: randomUUID() };
    expect(claimsOf(jwt.sign(claims, 'whoever'))).toEqual(claims);
    expect(claimsOf(jwt.sign({ callId: claims.callId, seat: 'me' }, 'whoever'))).toEqual({ ...claims, seat: null });
    expect(claimsOf('not.a.ticket')).toBeNull();
    expect(claimsOf(jwt.sign({ callId: 'none' }, 'whoever'))).toBeNull();
    expect(claimsOf({})).toBeNull();
  });
});
