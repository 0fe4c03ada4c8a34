import fc from 'fast-check';
import { DAY_MS, HOUR_MS, instantAt, MINUTE_MS } from './local-time';
import {
  answeredOnTime,
  attendance,
  followedUp,
  fulfilment,
  mediationSuccess,
  multiBranch,
  noShow,
  noticeWithin24h,
  oneVisit,
  percentile,
  rankStations,
  rated,
  ratio,
  receptions,
  satisfied,
  verySatisfied,
  waiting,
} from './statistics';

const T = instantAt('2026-11-23', '09:00');
const repeat = <Row>(count: number, row: Row): Row[] => Array.from({ length: count }, () => row);

describe('the complaints of the seed: 31, of which 28 answered and 3 open (fixture 16)', () => {
  const answered = repeat(28, { answerDueAt: T, answeredAt: T - 1 });

  it('with none of the three due: 28 of 28, and 3 in progress', () => {
    const open = repeat(3, { answerDueAt: T + DAY_MS, answeredAt: null });
    expect(answeredOnTime([...answered, ...open], T)).toEqual({
      numerator: 28,
      denominator: 28,
      ratio: 1,
      inProgress: 3,
      excluded: 0,
    });
  });

  it('with all three overdue: 28 of 31, which is 90.3 %', () => {
    const overdue = repeat(3, { answerDueAt: T - 1, answeredAt: null });
    const result = answeredOnTime([...answered, ...overdue], T);
    expect(result).toMatchObject({ numerator: 28, denominator: 31, inProgress: 0 });
    expect(((result.ratio ?? 0) * 100).toFixed(1)).toBe('90.3');
  });

  it('an answer after its due time counts against', () => {
    expect(answeredOnTime([{ answerDueAt: T, answeredAt: T + 1 }], T + 2)).toMatchObject({
      numerator: 0,
      denominator: 1,
    });
  });
});

describe('notices within 24 hours', () => {
  const row = { registeredAt: T, notifiedAt: null as number | null, withdrawnAt: null as number | null };
  const late = T + 24 * HOUR_MS;

  it('23:59:30 is in time and 24:00:01 is not (fixture 1)', () => {
    const rows = [
      { ...row, notifiedAt: late - 30_000 },
      { ...row, notifiedAt: late + 1000 },
    ];
    expect(noticeWithin24h(rows, late + DAY_MS)).toMatchObject({ numerator: 1, denominator: 2, ratio: 0.5 });
  });

  it('one still within its 24 hours is in progress, and counts against from then on', () => {
    expect(noticeWithin24h([row], late)).toMatchObject({ denominator: 0, ratio: null, inProgress: 1 });
    expect(noticeWithin24h([row], late + 1)).toMatchObject({ denominator: 1, ratio: 0, inProgress: 0 });
  });

  it('withdrawn within the 24 hours is left out, later it is not', () => {
    expect(noticeWithin24h([{ ...row, withdrawnAt: late - 1 }], late + 1)).toMatchObject({
      denominator: 0,
      excluded: 1,
    });
    expect(noticeWithin24h([{ ...row, withdrawnAt: late + 1 }], late + 2)).toMatchObject({
      denominator: 1,
      excluded: 0,
    });
  });
});

describe('attendance', () => {
  const row = { startsAt: T, confirmedAt: T - DAY_MS, checkedInAt: null as number | null, noShow: false };

  it('counts the confirmed only, and those still to come not yet', () => {
    const rows = [
      { ...row, checkedInAt: T },
      { ...row, noShow: true },
      { ...row, startsAt: T + DAY_MS },
      { ...row, confirmedAt: null, checkedInAt: T },
    ];
    expect(attendance(rows, T)).toEqual({ numerator: 1, denominator: 2, ratio: 0.5, inProgress: 1, excluded: 1 });
    expect(noShow(rows, T)).toEqual({ numerator: 1, denominator: 2, ratio: 0.5, inProgress: 1, excluded: 1 });
  });
});

describe('mediation and performance', () => {
  it('success is signed over signed, failed and terminated', () => {
    const outcomes = (['AGREEMENT', 'AGREEMENT', 'NO_AGREEMENT', 'TERMINATED', 'CONSULTED', 'NO_SHOW'] as const).map(
      (outcome) => ({ outcome }),
    );
    expect(mediationSuccess(outcomes)).toMatchObject({ numerator: 2, denominator: 4, ratio: 0.5, excluded: 2 });
  });

  it('an agreement is judged once its day is over, and a late payment counts against (fixture 3)', () => {
    const rows = [
      { dueOn: '2026-11-20', fulfilledOn: '2026-11-20' },
      { dueOn: '2026-11-20', fulfilledOn: '2026-11-21' },
      { dueOn: '2026-11-20', fulfilledOn: null },
      { dueOn: '2026-11-23', fulfilledOn: '2026-11-22' },
      { dueOn: null, fulfilledOn: null },
    ];
    expect(fulfilment(rows, '2026-11-23')).toMatchObject({ numerator: 1, denominator: 3, inProgress: 1, excluded: 1 });
  });
});

describe('ratings', () => {
  it('3 and more satisfies; 4 and more is published beside it', () => {
    expect(satisfied([1, 2, 3, 4, 5])).toMatchObject({ numerator: 3, denominator: 5 });
    expect(verySatisfied([1, 2, 3, 4, 5])).toMatchObject({ numerator: 2, denominator: 5 });
  });

  it('a station without a single rating has no ratio and no rank (fixture 17)', () => {
    expect(satisfied([])).toMatchObject({ denominator: 0, ratio: null });
    const stations = [
      { n: 0, ratio: null },
      { n: 9, ratio: 1 },
      { n: 10, ratio: 0.9 },
      { n: 12, ratio: 0.95 },
      { n: 30, ratio: 0.95 },
      { n: 11, ratio: 0 },
    ];
    expect(rankStations(stations)).toEqual([null, null, 3, 1, 1, 4]);
  });

  it('rated is over what was concluded', () => {
    const rows = [
      { concluded: true, rated: true },
      { concluded: true, rated: false },
      { concluded: false, rated: false },
    ];
    expect(rated(rows)).toMatchObject({ numerator: 1, denominator: 2, excluded: 1 });
  });
});

describe('follow-ups, visits, waiting', () => {
  it('a follow-up counts once it is due', () => {
    const rows = [
      { dueAt: T - 10, doneAt: T - 10 },
      { dueAt: T - 10, doneAt: T - 9 },
      { dueAt: T - 10, doneAt: null },
      { dueAt: T + 10, doneAt: T - 9 },
    ];
    expect(followedUp(rows, T)).toMatchObject({ numerator: 1, denominator: 3, inProgress: 1 });
  });

  it('one visit is one session and no reopening for 30 days', () => {
    const rows = [
      { closedAt: T, reopenedAt: null, sessions: 1 },
      { closedAt: T, reopenedAt: null, sessions: 2 },
      { closedAt: T, reopenedAt: T + 30 * DAY_MS, sessions: 1 },
      { closedAt: T, reopenedAt: T + 30 * DAY_MS + 1, sessions: 1 },
      { closedAt: null, reopenedAt: null, sessions: 1 },
    ];
    expect(oneVisit(rows)).toMatchObject({ numerator: 2, denominator: 4, excluded: 1 });
  });

  it('sessions that never began are no receptions and have no branches', () => {
    const sessions = [
      { startedAt: T, branches: 2 },
      { startedAt: T, branches: 1 },
      { startedAt: null, branches: 3 },
    ];
    expect(receptions(sessions)).toBe(2);
    expect(multiBranch(sessions)).toMatchObject({ numerator: 1, denominator: 2, excluded: 1 });
  });

  it('waiting has median, 90th percentile and mean in minutes, and nothing from nothing', () => {
    const rows = [2, 4, 6, 8, 30].map((minutes) => ({ checkedInAt: T, startedAt: T + minutes * MINUTE_MS }));
    const result = waiting([...rows, { checkedInAt: T, startedAt: null }]);
    expect(result).toMatchObject({ n: 5, medianMinutes: 6, meanMinutes: 10 });
    expect(result.p90Minutes).toBeCloseTo(21.2);
    expect(waiting([])).toEqual({ n: 0, medianMinutes: null, p90Minutes: null, meanMinutes: null });
  });

  it('a percentile lies between the smallest and the largest value and grows with its share', () => {
    const values = fc.array(fc.nat(1000), { minLength: 1, maxLength: 30 }).map((all) => all.sort((a, b) => a - b));
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(values, share, share, (sorted, a, b) => {
        const low = percentile(sorted, Math.min(a, b))!;
        const high = percentile(sorted, Math.max(a, b))!;
        expect(low).toBeGreaterThanOrEqual(sorted[0]!);
        expect(high).toBeLessThanOrEqual(sorted.at(-1)!);
        expect(low).toBeLessThanOrEqual(high + 1e-9);
      }),
    );
  });

  it('a ratio over nothing is nothing, not 0', () => {
    expect(ratio(0, 0)).toBeNull();
    expect(ratio(0, 5)).toBe(0);
  });
});
