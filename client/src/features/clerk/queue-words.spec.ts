import { beforeNewcomer, callableNow } from './queue-words';

const now = Date.parse('2026-11-24T02:00:00Z');
const SOON = 10 * 60_000;
const entry = (place: number, estimatedAt: string | null, calledAt: string | null = null) => ({
  place,
  estimatedAt,
  calledAt,
});

describe('the queue of a station', () => {
  it('has somebody to call only when a room and an official are free within minutes', () => {
    expect(callableNow(entry(1, '2026-11-24T02:09:59Z'), now, SOON)).toBe(true);
    expect(callableNow(entry(1, '2026-11-24T02:10:00Z'), now, SOON)).toBe(false);
    expect(callableNow(entry(1, null), now, SOON)).toBe(false);
    expect(callableNow(entry(0, null, '2026-11-24T01:59:00Z'), now, SOON)).toBe(false);
  });

  it('promises a newcomer nothing earlier than the last one who waits', () => {
    const queue = [
      entry(0, null, '2026-11-24T01:59:00Z'),
      entry(1, '2026-11-24T02:20:00Z'),
      entry(2, '2026-11-24T02:50:00Z'),
    ];
    expect(beforeNewcomer(queue)).toEqual({ ahead: 2, after: '2026-11-24T02:50:00Z', today: true });
  });

  it('says that it will not be today when it is not for the last one who waits', () => {
    expect(beforeNewcomer([entry(1, '2026-11-24T09:00:00Z'), entry(2, null)])).toEqual({
      ahead: 2,
      after: null,
      today: false,
    });
    expect(beforeNewcomer([])).toEqual({ ahead: 0, after: null, today: true });
  });
});
