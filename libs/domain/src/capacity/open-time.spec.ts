import fc from 'fast-check';
import { OFFICE_HOURS, type WeeklyHours } from '../calendar';
import { CALENDAR_2026 } from '../calendar-fixtures';
import { contains, intersect } from '../interval';
import { instantAt, MINUTE_MS } from '../local-time';
import { openTime } from './open-time';

const at = (on: string, time: string) => instantAt(on, time);
const span = (on: string, from: string, to: string) => ({ start: at(on, from), end: at(on, to) });
const day = (on: string) => span(on, '00:00', '24:00');
const HOLIDAY = '2026-10-01';
const TUESDAY = '2026-11-24';

describe('open time', () => {
  it('a one-day opening is open even on a public holiday', () => {
    const openings = [span(HOLIDAY, '09:00', '11:00')];
    expect(openTime({ hours: OFFICE_HOURS, openings }, CALENDAR_2026, day(HOLIDAY)).open).toEqual(openings);
    expect(openTime({ hours: OFFICE_HOURS }, CALENDAR_2026, day(HOLIDAY)).open).toEqual([]);
  });

  it('an opening over lunch joins morning and afternoon', () => {
    const openings = [span(TUESDAY, '12:00', '14:00')];
    expect(openTime({ hours: OFFICE_HOURS, openings }, [], day(TUESDAY)).open).toEqual([
      span(TUESDAY, '08:30', '17:30'),
    ]);
  });

  it('leave takes away open time and leaves the hours of the house', () => {
    const absences = [span(TUESDAY, '14:00', '17:30')];
    const time = openTime({ hours: OFFICE_HOURS, absences }, [], day(TUESDAY));
    expect(time.open).toEqual([span(TUESDAY, '08:30', '12:00')]);
    expect(time.hours).toHaveLength(2);
  });

  it('an absence wins over an opening', () => {
    const openings = [span(HOLIDAY, '09:00', '11:00')];
    const absences = [span(HOLIDAY, '10:00', '12:00')];
    expect(openTime({ hours: [], openings, absences }, [], day(HOLIDAY)).open).toEqual([
      span(HOLIDAY, '09:00', '10:00'),
    ]);
  });

  it('the reception of the leader is apart from what is open to all, and leave takes it away too', () => {
    const wednesday = '2026-11-25';
    const hours: WeeklyHours[] = [
      { weekday: 3, opens: '08:30', closes: '09:00' },
      { weekday: 3, opens: '09:00', closes: '12:00', purpose: 'reception' },
    ];
    const time = openTime({ hours }, [], day(wednesday));
    expect(time.open).toEqual([span(wednesday, '08:30', '09:00')]);
    expect(time.reception).toEqual([span(wednesday, '09:00', '12:00')]);
    const away = openTime({ hours, absences: [span(wednesday, '10:00', '24:00')] }, [], day(wednesday));
    expect(away.reception).toEqual([span(wednesday, '09:00', '10:00')]);
  });

  it('is never open while away, nor outside the window, whatever the exceptions', () => {
    const minute = fc.integer({ min: 0, max: 14 * 24 * 60 }).map((m) => at('2026-09-28', '00:00') + m * MINUTE_MS);
    const spans = fc.array(
      fc.tuple(minute, minute).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) })),
      {
        maxLength: 5,
      },
    );
    fc.assert(
      fc.property(spans, spans, minute, minute, (openings, absences, a, b) => {
        const window = { start: Math.min(a, b), end: Math.max(a, b) };
        const { open, hours } = openTime({ hours: OFFICE_HOURS, openings, absences }, CALENDAR_2026, window);
        for (const one of absences) expect(intersect(open, one.start < one.end ? [one] : [])).toEqual([]);
        for (const one of open) {
          expect(contains(hours, one)).toBe(true);
          expect(window.start <= one.start && one.end <= window.end).toBe(true);
        }
      }),
    );
  });
});
