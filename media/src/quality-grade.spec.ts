import { gradeOf, worstOf, type LineSample } from './quality-grade';

const clean: LineSample = { sendScore: 10, receiveScore: 10, lossFrom: 0, lossTo: 0, pathUp: true };

describe('line quality', () => {
  it('calls a clean line good, and one with nothing to measure too', () => {
    expect(gradeOf(clean)).toBe('good');
    expect(gradeOf({ ...clean, sendScore: null, receiveScore: null })).toBe('good');
  });

  it('calls 3 % loss poor and 10 % bad, whichever way it is lost', () => {
    expect(gradeOf({ ...clean, lossTo: 0.03 })).toBe('poor');
    expect(gradeOf({ ...clean, lossFrom: 0.1 })).toBe('bad');
  });

  it('goes by the worse of what is sent and what is received', () => {
    expect(gradeOf({ ...clean, receiveScore: 7 })).toBe('poor');
    expect(gradeOf({ ...clean, sendScore: 4 })).toBe('bad');
  });

  it('calls a broken path bad whatever the scores', () => {
    expect(gradeOf({ ...clean, pathUp: false })).toBe('bad');
  });

  it('shows the worst of the recent samples', () => {
    expect(worstOf(['good', 'bad', 'poor'])).toBe('bad');
    expect(worstOf([])).toBe('good');
  });
});
