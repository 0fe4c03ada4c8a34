import {
  clockTime,
  dayPartTime,
  dayWord,
  dayWordPartTime,
  duration,
  elapsed,
  isoDate,
  longDate,
  money,
  percent,
  shortDatePartTime,
  spacedCode,
  startOfDate,
  twelveHourTime,
} from './format';
import { switchLanguage } from './i18n';

const at = '2026-11-24T01:57:00.000Z';

describe('times and sums in words', () => {
  afterEach(() => switchLanguage('zh'));

  it('are in the bureau’s zone, whatever the computer’s', () => {
    expect(clockTime(at)).toBe('9:57');
    expect(isoDate('2026-11-23T16:00:00.000Z')).toBe('2026-11-24');
    expect(startOfDate('2026-11-24')).toBe(Date.parse('2026-11-23T16:00:00.000Z'));
  });

  it('say the date in Chinese and in English', async () => {
    expect(longDate(at)).toBe('11月24日 星期二');
    await switchLanguage('en');
    expect(longDate(at)).toBe('Tuesday 24 November');
  });

  it('say the time of day as slips and messages do', async () => {
    const times = ['2026-11-24T00:05:00Z', '2026-11-24T04:00:00Z', '2026-11-24T07:30:00Z'];
    expect(times.map(dayPartTime)).toEqual(['上午 8:05', '下午 12:00', '下午 3:30']);
    await switchLanguage('en');
    expect(times.map(dayPartTime)).toEqual(['8:05 am', '12:00 pm', '3:30 pm']);
  });

  it('say the half of the day with it in every line that a resident reads, or the heading says it', async () => {
    const afternoon = '2026-11-25T07:30:00Z';
    expect(twelveHourTime(afternoon)).toBe('3:30');
    expect(dayWordPartTime(afternoon, at)).toBe('明天 下午 3:30');
    expect(dayWordPartTime(afternoon, '2026-11-20T01:00:00Z')).toBe('11月25日 下午 3:30');
    expect(shortDatePartTime(afternoon)).toBe('11月25日 下午 3:30');
    await switchLanguage('en');
    expect(shortDatePartTime(afternoon)).toBe('25 Nov 3:30 pm');
  });

  it('name today, tomorrow and the day after by the bureau’s calendar', () => {
    expect(dayWord('2026-11-23T16:30:00.000Z', at)).toBe('今天');
    expect(dayWord('2026-11-24T16:30:00.000Z', at)).toBe('明天');
    expect(dayWord('2026-11-27T01:00:00.000Z', at)).toBe('');
  });

  it('round durations down and never show a negative one', () => {
    expect(duration(3 * 3_600_000 + 40 * 60_000 + 59_000)).toBe('3 时 40 分');
    expect(duration(-1)).toBe('0 分');
    expect(elapsed(3_852_000)).toBe('1:04:12');
  });

  it('write money, shares and codes as the screens do', () => {
    expect(money(2200)).toBe('2,200 元');
    expect(percent(28 / 30)).toBe('93.3%');
    expect(percent(null)).toBe('–');
    expect(spacedCode('40731825')).toBe('4073 1825');
  });
});
