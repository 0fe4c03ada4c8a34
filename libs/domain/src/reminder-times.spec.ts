import fc from 'fast-check';
import { reminderTimes } from './reminder-times';
import { HOUR_MS, localDate, localTime, addDays } from './local-time';

/** Wall time of the bureau. */
const at = (wall: string): number => Date.parse(`${wall}:00+08:00`);
const told = (startsAt: string, toldAt: string): string[] =>
  reminderTimes(at(startsAt), at(toldAt)).map((one) => `${one.reminder} ${localDate(one.at)} ${localTime(one.at)}`);

describe('reminders of an appointment', () => {
  it('come the evening before and an hour before', () => {
    expect(told('2026-11-26T10:00', '2026-11-24T09:00')).toEqual([
      'dayBefore 2026-11-25 18:00',
      'hourBefore 2026-11-26 09:00',
    ]);
  });

  it('leave out the evening when the time was told that same day, and come in the morning instead', () => {
    expect(told('2026-11-25T15:00', '2026-11-24T10:00')).toEqual([
      'morning 2026-11-25 08:00',
      'hourBefore 2026-11-25 14:00',
    ]);
  });

  it('leave out the morning when the last one comes soon after', () => {
    expect(told('2026-11-25T09:00', '2026-11-24T10:00')).toEqual(['hourBefore 2026-11-25 08:00']);
  });

  it('are none for whoever is told less than two hours before the start', () => {
    expect(told('2026-11-24T10:59', '2026-11-24T09:00')).toEqual([]);
    expect(told('2026-11-24T11:00', '2026-11-24T09:00')).toEqual(['hourBefore 2026-11-24 10:00']);
  });

  it('lie between the telling and the start, in order, whatever the times', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('2026-01-01T00:00'), max: at('2027-12-31T00:00') }),
        fc.integer({ min: 0, max: 30 * 24 * HOUR_MS }),
        (toldAt, ahead) => {
          const times = reminderTimes(toldAt + ahead, toldAt);
          for (const [index, one] of times.entries()) {
            expect(one.at).toBeGreaterThan(toldAt);
            expect(one.at).toBeLessThan(toldAt + ahead);
            expect(one.at).toBeGreaterThan(times[index - 1]?.at ?? 0);
          }
          if (times[0]?.reminder === 'dayBefore')
            expect(localDate(times[0].at)).toBe(addDays(localDate(toldAt + ahead), -1));
        },
      ),
    );
  });
});
