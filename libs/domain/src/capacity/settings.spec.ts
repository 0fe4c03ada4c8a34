import { refusalOf } from '../errors';
import { DAY_MS, MINUTE_MS } from '../local-time';
import { TOPICS } from '../topic';
import { checkSettings, DEFAULT_SCHEDULING, schedulingRules, topicDurations, type SchedulingValues } from './settings';

function contradiction(change: Partial<SchedulingValues>) {
  const refused = refusalOf(() => checkSettings({ ...DEFAULT_SCHEDULING, ...change }));
  return refused?.code === 'SETTINGS_CONTRADICT' ? refused.params : (refused?.code ?? null);
}

describe('scheduling settings', () => {
  it('by default a talk takes 30 minutes and a mediation 90, on tens, 15 minutes ahead, for 14 days', () => {
    const rules = schedulingRules(DEFAULT_SCHEDULING);
    expect(rules).toMatchObject({ gridMs: 10 * MINUTE_MS, minimumNoticeMs: 15 * MINUTE_MS, windowMs: 14 * DAY_MS });
    expect(rules.durationMs('HUKOU')).toBe(30 * MINUTE_MS);
    expect(rules.durationMs('DISPUTE')).toBe(90 * MINUTE_MS);
    expect(contradiction({})).toBeNull();
  });

  it('a topic with a length of its own has that; all topics are listed', () => {
    const values = { ...DEFAULT_SCHEDULING, topics: [{ topic: 'HUKOU', durationMinutes: 20 }] };
    expect(schedulingRules(values).durationMs('HUKOU')).toBe(20 * MINUTE_MS);
    expect(topicDurations(values).map(({ topic }) => topic)).toEqual([...TOPICS]);
  });

  it.each([
    [
      'gridDividesNot',
      { gridMinutes: 15, topics: [{ topic: 'HUKOU', durationMinutes: 40 }] },
      { topic: 'HUKOU', durationMinutes: 40, gridMinutes: 15 },
    ],
    [
      'gridLongerThanTalk',
      { gridMinutes: 30, topics: [{ topic: 'LEGAL', durationMinutes: 20 }] },
      { topic: 'LEGAL', durationMinutes: 20, gridMinutes: 30 },
    ],
    ['bufferLongerThanTalk', { bufferMinutes: 30 }, { bufferMinutes: 30, durationMinutes: 30 }],
    ['graceLongerThanTalk', { noShowGraceMinutes: 45 }, { noShowGraceMinutes: 45, durationMinutes: 30 }],
    [
      'noticeBeyondWindow',
      { minimumNoticeMinutes: 1440, bookingWindowDays: 1 },
      { minimumNoticeMinutes: 1440, bookingWindowDays: 1 },
    ],
    [
      'freezeBeyondWindow',
      { freezeMinutes: 2880, bookingWindowDays: 2 },
      { freezeMinutes: 2880, bookingWindowDays: 2 },
    ],
    ['holdBeyondNotice', { holdMinutes: 15, minimumNoticeMinutes: 10 }, { holdMinutes: 15, minimumNoticeMinutes: 10 }],
    ['topicTwice', { topics: [1, 2].map(() => ({ topic: 'HUKOU', durationMinutes: 30 })) }, { topic: 'HUKOU' }],
  ] as const)('refuses %s and says what contradicts what', (rule, change, params) => {
    expect(contradiction(change)).toMatchObject({ rule, ...params });
  });

  it('refuses a length of something that is no topic', () => {
    expect(contradiction({ topics: [{ topic: 'WEATHER', durationMinutes: 30 }] })).toBe('TOPIC_UNKNOWN');
  });
});
