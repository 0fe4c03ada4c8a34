import { promptOf } from './prompt';

const now = Date.parse('2026-11-24T01:57:00.000Z');
const state = (part: object) => ({
  startsAt: '2026-11-24T02:00:00.000Z',
  expectedWaitMinutes: 3,
  phase: 'waiting' as const,
  sessionId: null,
  ...part,
});

describe('what a waiting person is told', () => {
  it('is about how many minutes', () => {
    expect(promptOf(state({}), now, null)).toEqual({ key: 'minutes', params: { minutes: 3 } });
  });

  it('is an apology once the booked time has passed', () => {
    expect(promptOf(state({ startsAt: '2026-11-24T01:50:00.000Z', expectedWaitMinutes: 10 }), now, null).key).toBe(
      'late',
    );
  });

  it('is the time of day for someone who came early', () => {
    const early = state({ startsAt: '2026-11-24T02:30:00.000Z', expectedWaitMinutes: 33 });
    expect(promptOf(early, now, null)).toEqual({ key: 'early', params: { time: '上午 10:30' } });
  });

  it('promises no number that nobody can know', () => {
    expect(promptOf(state({ expectedWaitMinutes: null }), now, null).key).toBe('someTime');
  });

  it('says that the mediator is with the other side', () => {
    expect(promptOf(state({}), now, 'B').key).toBe('other');
  });
});
