import { branchesOf, branchLoad, expectedOn, loadOf } from './forecast';

const branch = (name: string, openMinutes: number, bookedMinutes: number, expectedMinutes: number) => ({
  branch: name,
  openMinutes,
  bookedMinutes,
  expectedMinutes,
});
const day = (on: string, working: boolean, branches: ReturnType<typeof branch>[]) => ({
  on,
  working,
  label: null,
  branches,
  roomsOpenMinutes: 0,
  roomsBookedMinutes: 0,
});

describe('forecast of the days ahead', () => {
  it('takes whichever is more, what is booked or what such a weekday brings', () => {
    expect(loadOf({ openMinutes: 420, bookedMinutes: 60, expectedMinutes: 450 }).state).toBe('over');
    expect(loadOf({ openMinutes: 420, bookedMinutes: 450, expectedMinutes: 0 }).state).toBe('over');
    expect(loadOf({ openMinutes: 420, bookedMinutes: 60, expectedMinutes: 380 }).state).toBe('nearly');
    expect(loadOf({ openMinutes: 420, bookedMinutes: 60, expectedMinutes: 90 })).toEqual({
      open: 14,
      booked: 2,
      expected: 3,
      state: 'calm',
    });
  });

  it('is closed where nothing is open and nothing is booked', () => {
    expect(loadOf({ openMinutes: 0, bookedMinutes: 0, expectedMinutes: 30 }).state).toBe('closed');
    expect(loadOf({ openMinutes: 0, bookedMinutes: 30, expectedMinutes: 0 }).state).toBe('over');
    expect(branchLoad(day('2026-11-24', true, []), 'legal').state).toBe('closed');
  });

  it('names each branch once, in the order of the house', () => {
    const days = [
      day('2026-11-24', true, [branch('legal', 1, 0, 0)]),
      day('2026-11-25', true, [branch('traffic', 1, 0, 0), branch('legal', 1, 0, 0)]),
    ];
    expect(branchesOf({ days })).toEqual(['traffic', 'legal']);
  });

  it('expects nothing of a day off or beyond its reach', () => {
    const forecast = {
      now: '2026-11-24T01:57:00.000Z',
      days: [
        day('2026-11-24', true, [branch('legal', 420, 0, 90), branch('traffic', 420, 0, 30)]),
        day('2026-11-28', false, [branch('legal', 0, 0, 60)]),
      ],
    };
    expect(expectedOn(forecast, '2026-11-24')).toBe(4);
    expect(expectedOn(forecast, '2026-11-28')).toBeNull();
    expect(expectedOn(forecast, '2026-12-24')).toBeNull();
    expect(expectedOn(undefined, '2026-11-24')).toBeNull();
  });
});
