import { chooseOutcome, emptyDraft, outcomeFaults, recordOf } from './outcome-draft';

const today = '2026-11-24';
const agreement = { facts: '争吵', terms: '赔偿', amountYuan: 2200, dueOn: '2026-12-01', manner: '转账' };

describe('recording an outcome', () => {
  it('asks for the outcome and the answer, and for nothing else at first', () => {
    expect(outcomeFaults(emptyDraft, {}, today)).toEqual(['outcome', 'answer']);
    const answered = { ...chooseOutcome(emptyDraft, 'CONSULTED', {}), answer: '材料齐了就能办' };
    expect(outcomeFaults(answered, {}, today)).toEqual([]);
  });

  it('takes the next step that follows, and the date of performance from the agreement', () => {
    const agreed = chooseOutcome(emptyDraft, 'AGREEMENT', agreement);
    expect(agreed).toMatchObject({ nextStep: 'performance', dueOn: '2026-12-01', answered: true });
    expect(chooseOutcome(emptyDraft, 'NO_SHOW', {})).toMatchObject({ nextStep: 'nextSession', answered: false });
  });

  it('records no agreement that is not complete', () => {
    const draft = { ...chooseOutcome(emptyDraft, 'AGREEMENT', agreement), answer: '双方同意' };
    expect(outcomeFaults(draft, { ...agreement, manner: '' }, today)).toEqual(['agreement']);
    expect(outcomeFaults(draft, agreement, today)).toEqual([]);
    expect(recordOf(draft, agreement)?.agreement).toEqual(agreement);
  });

  it('wants a date for a promise, and none that lies in the past', () => {
    const draft = { ...chooseOutcome(emptyDraft, 'TIME_LIMITED', {}), answer: '三天内答复' };
    expect(outcomeFaults(draft, {}, today)).toEqual(['dueOn']);
    expect(outcomeFaults({ ...draft, dueOn: '2026-11-23' }, {}, today)).toEqual(['dueOnPast']);
    expect(outcomeFaults({ ...draft, dueOn: today }, {}, today)).toEqual([]);
  });

  it('lets nobody who was heard go without an answer and without a next step', () => {
    const draft = { ...chooseOutcome(emptyDraft, 'CONSULTED', {}), answer: '还要核实', answered: false };
    expect(outcomeFaults(draft, {}, today)).toEqual(['nextStep']);
    const away = { ...chooseOutcome(emptyDraft, 'WITHDRAWN', {}), answer: '本人电话说不办了', answered: false };
    expect(outcomeFaults(away, {}, today)).toEqual([]);
  });

  it('sends no date without a next step, and no agreement with another outcome', () => {
    const draft = { ...chooseOutcome(emptyDraft, 'CONSULTED', {}), answer: '办好了', dueOn: '2026-12-01' };
    expect(recordOf(draft, agreement)).toMatchObject({ dueOn: null, agreement: null });
  });
});
