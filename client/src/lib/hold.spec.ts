import { holdLeftMs, withHeld, type Hold } from './hold';

const hold: Hold = {
  id: '018f3c1e-0000-7000-8000-000000000001',
  startsAt: '2026-11-24T02:30:00Z',
  expiresAt: '2026-11-24T02:02:00Z',
};
const slot = (startsAt: string) => ({ startsAt });
const slotOf = ({ startsAt }: Hold) => slot(startsAt);

describe('a slot that is kept for me', () => {
  it('stays among the offers, at its place in time, though nobody else is offered it', () => {
    const offers = [slot('2026-11-24T02:00:00Z'), slot('2026-11-24T03:00:00Z')];
    expect(withHeld(offers, hold, slotOf).map(({ startsAt }) => startsAt)).toEqual([
      '2026-11-24T02:00:00Z',
      '2026-11-24T02:30:00Z',
      '2026-11-24T03:00:00Z',
    ]);
  });

  it('is not shown twice, and without a hold the offers are as they were', () => {
    const offers = [slot(hold.startsAt)];
    expect(withHeld(offers, hold, slotOf)).toBe(offers);
    expect(withHeld(offers, null, slotOf)).toBe(offers);
  });

  it('has its time left counted to the millisecond and never below nothing', () => {
    const end = Date.parse(hold.expiresAt);
    expect(holdLeftMs(hold, end - 1)).toBe(1);
    expect(holdLeftMs(hold, end)).toBe(0);
    expect(holdLeftMs(hold, end + 1)).toBe(0);
  });
});
