import { answerClock, answerDueAt } from './answer-clock';
import { DAY_MS, instantAt } from './local-time';

const askedAt = instantAt('2026-11-23', '10:00');

describe('answer clock', () => {
  it('an answer is due three days after the question', () => {
    expect(answerDueAt(askedAt)).toBe(instantAt('2026-11-26', '10:00'));
    expect(answerDueAt(askedAt, 15)).toBe(instantAt('2026-12-08', '10:00'));
  });

  it('is open up to the due instant and overdue after it', () => {
    expect(answerClock(askedAt, null, askedAt + 3 * DAY_MS).state).toBe('open');
    expect(answerClock(askedAt, null, askedAt + 3 * DAY_MS + 1)).toEqual({
      state: 'overdue',
      level: 'none',
      leftMs: -1,
    });
  });

  it('tells the station chief a day after the due time', () => {
    expect(answerClock(askedAt, null, askedAt + 4 * DAY_MS - 1).level).toBe('none');
    expect(answerClock(askedAt, null, askedAt + 4 * DAY_MS).level).toBe('stationChief');
  });

  it('an answer given late stays late, and given in time stays in time', () => {
    expect(answerClock(askedAt, askedAt + 3 * DAY_MS, askedAt + 9 * DAY_MS).state).toBe('answered');
    expect(answerClock(askedAt, askedAt + 3 * DAY_MS + 1, askedAt + 9 * DAY_MS).state).toBe('answeredLate');
  });
});
