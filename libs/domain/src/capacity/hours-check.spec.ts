import fc from 'fast-check';
import { OFFICE_HOURS, openIntervals, type WeeklyHours } from '../calendar';
import { refusalOf } from '../errors';
import { overlaps } from '../interval';
import { addDays, instantAt } from '../local-time';
import { checkHours, firstOverlap } from './hours-check';

const row = (more: Partial<WeeklyHours> = {}): WeeklyHours => ({
  weekday: 1,
  opens: '09:00',
  closes: '12:00',
  ...more,
});

function refusal(rows: readonly WeeklyHours[]) {
  const refused = refusalOf(() => checkHours(rows));
  return refused && { code: refused.code, params: refused.params };
}

describe('hours that contradict themselves', () => {
  it('accepts office hours: lunch is a gap, touching rows do not overlap', () => {
    expect(refusal(OFFICE_HOURS)).toBeNull();
    expect(refusal([row(), row({ opens: '12:00', closes: '24:00' })])).toBeNull();
  });

  it('refuses an end before or at the beginning', () => {
    expect(refusal([row(), row({ weekday: 2, opens: '14:00', closes: '14:00' })])).toEqual({
      code: 'HOURS_BACKWARDS',
      params: { row: 2, weekday: 2, opens: '14:00', closes: '14:00' },
    });
  });

  it('refuses a season that ends before it begins, and accepts one of a day', () => {
    expect(refusal([row({ validFrom: '2026-12-02', validTo: '2026-12-01' })])?.code).toBe('SEASON_BACKWARDS');
    expect(refusal([row({ validFrom: '2026-12-01', validTo: '2026-12-01' })])).toBeNull();
  });

  it('refuses every second week without a week to count from', () => {
    expect(refusal([row({ everyWeeks: 2 })])).toEqual({
      code: 'ANCHOR_MISSING',
      params: { row: 1, weekday: 1, everyWeeks: 2 },
    });
  });

  it('refuses two rows open at once and names both and a day', () => {
    expect(refusal([row({ validFrom: '2026-11-23' }), row({ opens: '11:30', closes: '13:00' })])).toEqual({
      code: 'HOURS_OVERLAP',
      params: { row: 2, other: 1, weekday: 1, first: '09:00–12:00', second: '11:30–13:00', day: '2026-11-23' },
    });
  });

  it('reception overlaps work as anything else does', () => {
    expect(refusal([row(), row({ purpose: 'reception' })])?.code).toBe('HOURS_OVERLAP');
  });

  it('accepts rows that never hold on the same day', () => {
    expect(refusal([row({ validTo: '2026-11-30' }), row({ validFrom: '2026-12-01' })])).toBeNull();
    const odd = row({ everyWeeks: 2, anchor: '2026-11-23' });
    expect(refusal([odd, row({ everyWeeks: 2, anchor: '2026-11-30' })])).toBeNull();
    expect(refusal([odd, row({ everyWeeks: 4, anchor: '2026-12-14' })])).toBeNull();
    expect(refusal([row({ nthOfMonth: [1, 3] }), row({ nthOfMonth: [2, 4] })])).toBeNull();
  });

  it('refuses rows that meet only now and then', () => {
    const third = row({ everyWeeks: 3, anchor: '2026-11-23' });
    expect(refusal([third, row({ everyWeeks: 2, anchor: '2026-11-30' })])?.code).toBe('HOURS_OVERLAP');
    expect(refusal([row({ nthOfMonth: [4] }), row({ nthOfMonth: [-1] })])?.code).toBe('HOURS_OVERLAP');
  });

  it('says that rows overlap exactly when some day is open twice', () => {
    const date = fc.integer({ min: 0, max: 60 }).map((offset) => addDays('2026-11-02', offset));
    const some: fc.Arbitrary<WeeklyHours> = fc.record({
      weekday: fc.constantFrom(1, 2),
      opens: fc.constantFrom('09:00', '10:00', '11:00'),
      closes: fc.constantFrom('11:00', '12:00', '13:00').filter((closes) => closes > '11:00'),
      validFrom: date,
      validTo: date,
      everyWeeks: fc.integer({ min: 1, max: 4 }),
      anchor: date,
      nthOfMonth: fc.uniqueArray(fc.constantFrom(-1, 1, 2, 3, 4, 5), { maxLength: 3 }),
    });
    const window = { start: instantAt('2026-11-01', '00:00'), end: instantAt('2027-02-01', '00:00') };
    fc.assert(
      fc.property(some, some, (a, b) => {
        const [ofA, ofB] = [openIntervals([a], [], window), openIntervals([b], [], window)];
        expect(firstOverlap(a, b) !== null).toBe(ofA.some((one) => ofB.some((other) => overlaps(one, other))));
      }),
    );
  });
});
