import { changingOf } from './stage';

const now = Date.parse('2026-11-24T01:57:00Z');
const ahead = {
  state: 'NOTIFIED',
  startsAt: '2026-11-25T02:00:00Z',
  checkedInAt: null,
  appointmentVersion: 1,
  changeableUntil: '2026-11-25T00:00:00Z',
} as const;

describe('changing one’s time alone', () => {
  it('is open until the freeze window begins, to the millisecond', () => {
    expect(changingOf(ahead, now)).toBe('open');
    expect(changingOf(ahead, Date.parse(ahead.changeableUntil) - 1)).toBe('open');
    expect(changingOf(ahead, Date.parse(ahead.changeableUntil))).toBe('late');
  });

  it('is the station’s where the server names no last instant', () => {
    expect(changingOf({ ...ahead, changeableUntil: null }, now)).toBe('station');
  });

  it('is nobody’s without a time, after check-in, or when the matter is over', () => {
    expect(changingOf({ ...ahead, startsAt: null }, now)).toBe('none');
    expect(changingOf({ ...ahead, checkedInAt: '2026-11-25T01:50:00Z' }, now)).toBe('none');
    expect(changingOf({ ...ahead, state: 'WITHDRAWN' }, now)).toBe('none');
  });
});
