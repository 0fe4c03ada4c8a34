import fc from 'fast-check';
import { HOUR_MS, instantAt, localDate, MINUTE_MS } from './local-time';
import { escalationsReached, noticeClock, noticeDueAt } from './notice-clock';

const registeredAt = instantAt('2026-11-23', '09:00');
const after = (hours: number, minutes = 0, seconds = 0): number =>
  registeredAt + hours * HOUR_MS + minutes * MINUTE_MS + seconds * 1000;

describe('notice clock', () => {
  it('a notice at 23:59:30 keeps the promise and one at 24:00:01 breaks it (fixture 1)', () => {
    expect(noticeClock(registeredAt, after(23, 59, 30), after(90))).toEqual({
      level: 'none',
      colour: 'calm',
      leftMs: 30_000,
    });
    expect(noticeClock(registeredAt, after(24, 0, 1), after(90))).toEqual({
      level: 'breach',
      colour: 'overdue',
      leftMs: -1000,
    });
    expect(noticeClock(registeredAt, after(24), after(90)).level).toBe('none');
  });

  it('runs through a seven-day holiday without stopping (fixture 2)', () => {
    const beforeHoliday = instantAt('2026-09-30', '17:00');
    expect(localDate(noticeDueAt(beforeHoliday))).toBe('2026-10-01');
    expect(noticeClock(beforeHoliday, null, instantAt('2026-10-01', '17:01')).level).toBe('breach');
  });

  it('tells the scheduler at 12 hours, the duty leader at 20, and is broken after 24', () => {
    const level = (now: number) => noticeClock(registeredAt, null, now).level;
    expect(level(after(12) - 1)).toBe('none');
    expect(level(after(12))).toBe('scheduler');
    expect(level(after(20) - 1)).toBe('scheduler');
    expect(level(after(20))).toBe('dutyLeader');
    expect(level(after(24))).toBe('dutyLeader');
    expect(level(after(24) + 1)).toBe('breach');
  });

  it('a sweep that slept raises every step that it missed, and a kept promise raises none', () => {
    expect(escalationsReached(registeredAt, null, after(25))).toEqual(['scheduler', 'dutyLeader', 'breach']);
    expect(escalationsReached(registeredAt, null, after(13))).toEqual(['scheduler']);
    expect(escalationsReached(registeredAt, after(1), after(25))).toEqual([]);
  });

  it('never becomes calmer while nobody is notified', () => {
    const order = ['calm', 'amber', 'red', 'overdue'];
    fc.assert(
      fc.property(fc.nat(30 * HOUR_MS), fc.nat(30 * HOUR_MS), (a, b) => {
        const colour = (elapsed: number) => order.indexOf(noticeClock(0, null, elapsed).colour);
        expect(colour(Math.min(a, b))).toBeLessThanOrEqual(colour(Math.max(a, b)));
      }),
    );
  });
});
