import fc from 'fast-check';
import { addDays, DAY_MS, instantAt, localDate, localTime, millisOfDay, weekdayOf } from './local-time';

const iso = (text: string): number => Date.parse(text);

describe('local time', () => {
  it('the bureau is eight hours ahead of UTC', () => {
    expect(instantAt('2026-11-22', '08:30')).toBe(iso('2026-11-22T00:30:00Z'));
    expect(localDate(iso('2026-11-21T16:00:00Z'))).toBe('2026-11-22');
    expect(localDate(iso('2026-11-21T15:59:59.999Z'))).toBe('2026-11-21');
    expect(localTime(iso('2026-11-21T16:05:00Z'))).toBe('00:05');
  });

  it('24:00 is the start of the next day', () => {
    expect(instantAt('2026-11-22', '24:00')).toBe(instantAt('2026-11-23', '00:00'));
    expect(instantAt('2026-10-25', '24:00', 'Europe/Berlin')).toBe(instantAt('2026-10-26', '00:00', 'Europe/Berlin'));
  });

  it('follows a zone that changes its clocks', () => {
    expect(instantAt('2026-03-29', '01:30', 'Europe/Berlin')).toBe(iso('2026-03-29T00:30:00Z'));
    expect(instantAt('2026-03-29', '03:30', 'Europe/Berlin')).toBe(iso('2026-03-29T01:30:00Z'));
    expect(instantAt('2026-03-29', '02:30', 'Europe/Berlin')).toBe(iso('2026-03-29T01:30:00Z'));
    expect(localTime(iso('2026-10-25T01:30:00Z'), 'Europe/Berlin')).toBe('02:30');
    expect(localDate(iso('2026-03-28T23:30:00Z'), 'Europe/Berlin')).toBe('2026-03-29');
  });

  it('a wall time read back from its instant is the same, in any zone', () => {
    const zone = fc.constantFrom('Asia/Shanghai', 'UTC', 'Asia/Kolkata', 'America/New_York');
    const time = fc.integer({ min: 240, max: 1439 }).map((minutes) => {
      const pad = (n: number): string => String(n).padStart(2, '0');
      return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
    });
    fc.assert(
      fc.property(zone, fc.integer({ min: 0, max: 900 }), time, (timeZone, offset, wall) => {
        const day = addDays('2026-01-01', offset);
        const instant = instantAt(day, wall, timeZone);
        expect([localDate(instant, timeZone), localTime(instant, timeZone)]).toEqual([day, wall]);
      }),
    );
  });

  it('knows the weekday', () => {
    expect(weekdayOf('2026-11-22')).toBe(7);
    expect(weekdayOf('2026-11-23')).toBe(1);
    expect(weekdayOf('1969-12-31')).toBe(3);
  });

  it('counts days over the end of a year and of February', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
  });

  it('reads times as the database writes them and refuses what is none', () => {
    expect(millisOfDay('08:30:00')).toBe(8.5 * 3_600_000);
    expect(millisOfDay('24:00')).toBe(DAY_MS);
    for (const wrong of ['8:30', '24:01', '12:60', 'noon', '']) expect(() => millisOfDay(wrong)).toThrow(RangeError);
  });
});
