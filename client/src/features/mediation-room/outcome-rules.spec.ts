import { OUTCOMES } from '@domain/outcome';
import { answeredByDefault, needsDueDate, nextStepsFor, outcomesFor, usualNextStep } from './outcome-rules';

describe('outcomes that suit a talk', () => {
  it('offer an agreement and a stop to a mediation only, and an explanation to a consultation only', () => {
    expect(outcomesFor('mediate')).toEqual(expect.arrayContaining(['AGREEMENT', 'NO_AGREEMENT', 'TERMINATED']));
    expect(outcomesFor('consult')).not.toEqual(expect.arrayContaining(['AGREEMENT']));
    expect(outcomesFor('consult')).toEqual(expect.arrayContaining(['CONSULTED', 'EXPLAINED']));
    expect(outcomesFor('mediate')).not.toContain('CONSULTED');
  });

  it('cover the whole taxonomy between them', () => {
    expect(new Set([...outcomesFor('consult'), ...outcomesFor('mediate')])).toEqual(new Set(OUTCOMES));
  });

  it('bring a usual next step that is always among those offered', () => {
    for (const outcome of OUTCOMES) expect(nextStepsFor(outcome)).toContain(usualNextStep(outcome));
    expect(nextStepsFor('CONSULTED')).not.toContain('performance');
  });

  it('ask for a date where something is promised', () => {
    expect(needsDueDate('answerLater')).toBe(true);
    expect(needsDueDate('performance')).toBe(true);
    expect(needsDueDate('none')).toBe(false);
  });

  it('leave the answer owed when nobody could be told', () => {
    expect(answeredByDefault('NO_SHOW')).toBe(false);
    expect(answeredByDefault('CONSULTED')).toBe(true);
  });
});
