import { morningCheckDue } from './morning-check';

const at = (time: string, day = '2026-11-24') => Date.parse(`${day}T${time}:00+08:00`);

describe('a room owes a check of itself', () => {
  it('when it was never checked, or not yet today', () => {
    expect(morningCheckDue(at('07:10'), null, 0)).toBe(true);
    expect(morningCheckDue(at('07:10'), at('17:00', '2026-11-23'), 0)).toBe(true);
    expect(morningCheckDue(at('00:01'), at('23:59', '2026-11-23'), 0)).toBe(true);
  });

  it('at eight again, when it was switched on before', () => {
    expect(morningCheckDue(at('07:59'), at('07:10'), 0)).toBe(false);
    expect(morningCheckDue(at('08:00'), at('07:10'), 0)).toBe(true);
  });

  it('once in its own moment of the spread', () => {
    expect(morningCheckDue(at('08:02'), at('07:10'), 0.5)).toBe(false);
    expect(morningCheckDue(at('08:03'), at('07:10'), 0.5)).toBe(true);
  });

  it('no more that day', () => {
    expect(morningCheckDue(at('08:30'), at('08:01'), 0)).toBe(false);
    expect(morningCheckDue(at('17:00'), at('08:01'), 1)).toBe(true);
    expect(morningCheckDue(at('17:00'), at('08:06'), 1)).toBe(false);
  });
});
