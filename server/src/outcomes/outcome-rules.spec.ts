import { refusalOf } from '@domain/errors';
import { checkOutcome, type OutcomeToRecord } from './outcome-rules';

const TODAY = '2026-11-24';
const agreement = { facts: '事由', terms: '条款', amountYuan: null, dueOn: '2026-12-01', manner: '银行转账' };
const record = (change: Partial<OutcomeToRecord> = {}): OutcomeToRecord => ({
  outcome: 'CONSULTED',
  answer: '答复',
  answered: true,
  nextStep: 'none',
  dueOn: null,
  agreement: null,
  ...change,
});
function refusal(change: Partial<OutcomeToRecord>, parties = 2) {
  const refused = refusalOf(() => checkOutcome(record(change), { parties, today: TODAY }));
  return refused && { code: refused.code, ...refused.params };
}

describe('an outcome', () => {
  it('is taken with an answer', () => expect(refusal({})).toBeNull());

  it('is refused without an answer to who was heard', () =>
    expect(refusal({ answer: '' })).toEqual({ code: 'INPUT_INVALID', field: 'answer' }));

  it('may put the answer off, to a day', () => {
    expect(refusal({ answer: '', answered: false, nextStep: 'answerLater', dueOn: '2026-11-27' })).toBeNull();
    expect(refusal({ answer: '', answered: false, nextStep: 'answerLater' })).toMatchObject({ field: 'dueOn' });
    expect(refusal({ answer: '', answered: false })).toMatchObject({ field: 'nextStep' });
  });

  it.each(['NO_SHOW', 'WITHDRAWN', 'TECHNICAL_FAILURE'] as const)(
    'needs no answer when nobody was heard: %s',
    (outcome) => expect(refusal({ outcome, answer: '', answered: false })).toBeNull(),
  );

  it('names the agreement fields that are missing', () =>
    expect(refusal({ outcome: 'AGREEMENT', agreement: { ...agreement, facts: '', dueOn: null } })).toEqual({
      code: 'AGREEMENT_INCOMPLETE',
      missing: 'facts,dueOn',
    }));

  it('names every field when the agreement is absent', () =>
    expect(refusal({ outcome: 'AGREEMENT' })).toMatchObject({ missing: 'facts,terms,dueOn,manner' }));

  it('lets two agree that nothing is paid', () => expect(refusal({ outcome: 'AGREEMENT', agreement })).toBeNull());

  it('cannot be an agreement of one', () =>
    expect(refusal({ outcome: 'AGREEMENT', agreement }, 1)).toEqual({ code: 'PARTY_MISSING' }));

  it('promises nothing for a day that has passed', () => {
    expect(refusal({ nextStep: 'answerLater', dueOn: '2026-11-23' })).toMatchObject({ code: 'TIME_PAST' });
    expect(refusal({ nextStep: 'answerLater', dueOn: TODAY })).toBeNull();
  });
});
