import type { ExceptionView, HoursRow } from '@contracts/http/capacity';
import { HOUR_MS } from '@domain/local-time';
import { newRow } from './hours-draft';
import { shownHours, weekDays } from './week-days';

const row = (weekday: number, opens: string, closes: string, more: Partial<HoursRow> = {}): HoursRow => ({
  ...newRow('typed', weekday, opens, closes),
  ...more,
});
const exception = (kind: ExceptionView['kind'], startsAt: string, endsAt: string): ExceptionView => ({
  id: kind,
  resourceId: 'r',
  startsAt,
  endsAt,
  kind,
  reason: '',
  createdBy: null,
});
const told = (days: ReturnType<typeof weekDays>, index: number) =>
  days[index]?.bands.map(({ kind, from, to }) => `${kind} ${from / HOUR_MS}-${to / HOUR_MS}`);

describe('a week as it really is', () => {
  it('lays holidays, make-up days, reception, leave and openings together', () => {
    const days = weekDays(
      '2026-11-23',
      [row(1, '09:00', '12:00'), row(2, '14:00', '17:00'), row(3, '09:00', '12:00', { purpose: 'reception' })],
      [
        exception('leave', '2026-11-23T02:00:00Z', '2026-11-23T16:00:00Z'),
        exception('opening', '2026-11-24T10:00:00Z', '2026-11-24T13:00:00Z'),
      ],
      [
        { day: '2026-11-24', kind: 'holiday', name: '演练', worksAs: null, source: 'override', provisional: false },
        { day: '2026-11-28', kind: 'workday', name: '演练', worksAs: 2, source: 'override', provisional: false },
      ],
    );
    expect(told(days, 0)).toEqual(['open 9-10', 'absence 10-24']);
    expect(told(days, 1)).toEqual(['open 18-21']);
    expect(told(days, 2)).toEqual(['reception 9-12']);
    expect(told(days, 5)).toEqual(['open 14-17']);
    expect(days.map(({ special }) => special?.kind ?? '')).toEqual(['', 'holiday', '', '', '', 'workday', '']);
    expect(shownHours(days)).toEqual({ from: 8, to: 21 });
  });

  it('shows eight to six when nobody is open', () => {
    expect(shownHours(weekDays('2026-11-23', [], [], []))).toEqual({ from: 8, to: 18 });
  });
});
