import { calledAt, clockField } from './phone-time';

const now = Date.parse('2026-11-24T02:20:30Z');

describe('when a telephone talk began', () => {
  it('is as long ago as it lasted, unless a time was said', () => {
    expect(calledAt({ minutes: 12, clock: null }, now)).toBe(now - 12 * 60_000);
    expect(calledAt({ minutes: 12, clock: '' }, now)).toBe(now - 12 * 60_000);
  });

  it('is the time that was said, of the bureau’s day', () => {
    expect(calledAt({ minutes: 5, clock: '09:40' }, now)).toBe(Date.parse('2026-11-24T01:40:00Z'));
    expect(calledAt({ minutes: 5, clock: '10:30' }, now)).toBeGreaterThan(now);
  });

  it('stands in the field as two digits and two', () => {
    expect(clockField(Date.parse('2026-11-24T01:05:00Z'))).toBe('09:05');
  });
});
