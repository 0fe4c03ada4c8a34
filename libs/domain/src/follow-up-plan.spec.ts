import { CALENDAR_2026 } from './calendar-fixtures';
import { FOLLOW_UPS_OF, planFollowUps, planLowRatingContact } from './follow-up-plan';
import { instantAt } from './local-time';
import { OUTCOMES, type Outcome } from './outcome';

const concludedAt = instantAt('2026-11-23', '15:20');
const planned = (outcome: Outcome, performanceOn: string | null = null) =>
  planFollowUps({ outcome, concludedAt, partyIds: ['a', 'b'], performanceOn });

describe('follow-up plan', () => {
  it('a settlement is followed up the next day, at its performance date and after 30 days, with each party', () => {
    expect(planned('AGREEMENT', '2026-12-01')).toEqual(
      ['a', 'b'].flatMap((partyId) => [
        { partyId, kind: 'nextDay', dueAt: instantAt('2026-11-24', '17:30') },
        { partyId, kind: 'performance', dueAt: instantAt('2026-12-01', '17:30') },
        { partyId, kind: 'month', dueAt: instantAt('2026-12-23', '17:30') },
      ]),
    );
  });

  it('a settlement without a date owes no follow-up at performance', () => {
    expect(planned('AGREEMENT').map((one) => one.kind)).toEqual(['nextDay', 'month', 'nextDay', 'month']);
  });

  it('a performance date already over falls due the next day', () => {
    const late = planFollowUps({
      outcome: 'AGREEMENT',
      concludedAt: instantAt('2026-11-23', '18:00'),
      partyIds: ['a'],
      performanceOn: '2026-11-23',
    });
    expect(late.find((one) => one.kind === 'performance')?.dueAt).toBe(instantAt('2026-11-24', '17:30'));
  });

  it('a date beside an outcome that promises nothing owes nothing', () => {
    expect(planned('CONSULTED', '2026-12-01').map((one) => one.kind)).toEqual(['week', 'week']);
    expect(planned('TIME_LIMITED', '2026-12-01').map((one) => one.kind)).toContain('performance');
  });

  it('nobody is called after a withdrawal or a technical failure', () => {
    expect(planned('WITHDRAWN')).toEqual([]);
    expect(planned('TECHNICAL_FAILURE')).toEqual([]);
  });

  it('no outcome gives a party the same follow-up twice, and none is born overdue', () => {
    for (const outcome of OUTCOMES) {
      const due = planned(outcome, '2026-11-20');
      expect(new Set(due.map((one) => `${one.partyId} ${one.kind}`)).size).toBe(due.length);
      expect(due.every((one) => one.dueAt > concludedAt)).toBe(true);
      expect(FOLLOW_UPS_OF[outcome]).toBeDefined();
    }
  });

  it('a day late in the evening counts from the bureau date, not from the UTC date', () => {
    const due = planFollowUps({
      outcome: 'RESOLVED_ON_SITE',
      concludedAt: instantAt('2026-11-23', '00:10'),
      partyIds: ['a'],
    });
    expect(due[0]?.dueAt).toBe(instantAt('2026-11-24', '17:30'));
  });

  it('a rating below 3 is answered on the next working day', () => {
    const rating = { partyId: 'a', score: 2, ratedAt: instantAt('2026-09-30', '16:00') };
    expect(planLowRatingContact(rating, CALENDAR_2026)).toEqual({
      partyId: 'a',
      kind: 'lowRating',
      dueAt: instantAt('2026-10-08', '17:30'),
    });
    expect(planLowRatingContact({ ...rating, score: 3 }, CALENDAR_2026)).toBeNull();
  });
});
