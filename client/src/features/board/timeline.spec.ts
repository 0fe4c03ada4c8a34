import fc from 'fast-check';
import { CELL_MS, closedSpans, gridOf, hoursOf, nowColumn, OFFICE_HOURS, spanOf, startAt } from './timeline';

const MIDNIGHT = Date.parse('2026-11-24T00:00:00+08:00');
const ms = (time: string): number => Date.parse(`2026-11-24T${time}:00+08:00`);
const stretch = (from: string, to: string) => ({
  startsAt: new Date(ms(from)).toISOString(),
  endsAt: new Date(ms(to)).toISOString(),
});

describe('timeline of the day', () => {
  it('puts 08:30 at the left edge and counts half hours', () => {
    expect(spanOf(ms('10:00'), ms('11:30'), MIDNIGHT, OFFICE_HOURS)).toEqual({ column: 3, span: 3 });
  });

  it('clips what reaches over the edges and leaves out what is outside', () => {
    expect(spanOf(ms('08:00'), ms('09:00'), MIDNIGHT, OFFICE_HOURS)).toEqual({ column: 0, span: 1 });
    expect(spanOf(ms('18:00'), ms('19:00'), MIDNIGHT, OFFICE_HOURS)).toBeNull();
  });

  it('shows the now line only within the hours', () => {
    expect(nowColumn(ms('09:45'), MIDNIGHT, OFFICE_HOURS)).toBe(2.5);
    expect(nowColumn(ms('07:00'), MIDNIGHT, OFFICE_HOURS)).toBeNull();
  });

  it('grows by an evening opening and an early appointment, and not by those who work in shifts', () => {
    expect(gridOf([stretch('07:10', '07:40'), stretch('17:30', '19:00')], [MIDNIGHT])).toEqual({
      opensMinute: 7 * 60,
      cells: 24,
    });
    expect(gridOf([stretch('00:00', '23:59')], [MIDNIGHT])).toEqual(OFFICE_HOURS);
    expect(gridOf([stretch('19:00', '20:00')], [MIDNIGHT + 7 * 86_400_000])).toEqual(OFFICE_HOURS);
  });

  it('names the full hours between the edges', () => {
    expect(hoursOf(OFFICE_HOURS).map(({ hour }) => hour)).toEqual([9, 10, 11, 12, 13, 14, 15, 16, 17]);
    expect(hoursOf(OFFICE_HOURS)[0]).toEqual({ column: 1, hour: 9 });
  });

  it('greys lunch and what is before and after the open hours', () => {
    const open = [stretch('14:00', '17:00'), stretch('09:00', '12:00')];
    expect(closedSpans(open, MIDNIGHT, OFFICE_HOURS)).toEqual([
      { column: 0, span: 1 },
      { column: 7, span: 4 },
      { column: 17, span: 1 },
    ]);
    expect(closedSpans([], MIDNIGHT, OFFICE_HOURS)).toEqual([{ column: 0, span: 18 }]);
  });

  it('reads a time back from where the pointer is: what is drawn there begins there', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: OFFICE_HOURS.cells * 3 - 1 }), (tens) => {
        const startMs = ms('08:30') + tens * 600_000;
        const { column } = spanOf(startMs, startMs + CELL_MS, MIDNIGHT, OFFICE_HOURS) ?? { column: Number.NaN };
        const share = (column + 0.001) / OFFICE_HOURS.cells;
        expect(Date.parse(startAt(share, MIDNIGHT, OFFICE_HOURS, 600_000))).toBe(startMs);
      }),
    );
  });

  it('never leaves the day, however far the pointer goes', () => {
    expect(Date.parse(startAt(-3, MIDNIGHT, OFFICE_HOURS, CELL_MS))).toBe(ms('08:30'));
    expect(Date.parse(startAt(9, MIDNIGHT, OFFICE_HOURS, CELL_MS))).toBe(ms('17:00'));
  });
});
