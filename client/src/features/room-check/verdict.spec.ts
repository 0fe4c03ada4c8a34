import { verdictOf } from './verdict';

describe('the word for a whole check', () => {
  it('is the grade, where it is good or weak', () => {
    expect(verdictOf({ grade: 'good', causes: [] })).toBe('good');
    expect(verdictOf({ grade: 'weak', causes: ['cameraDark', 'lineTcp'] })).toBe('weak');
  });

  it('does not call a set useless that only lacks a picture', () => {
    expect(verdictOf({ grade: 'bad', causes: ['cameraMissing', 'microphoneQuiet'] })).toBe('soundOnly');
    expect(verdictOf({ grade: 'bad', causes: ['cameraBlocked'] })).toBe('soundOnly');
  });

  it('is bad where nobody would be heard, or the line is', () => {
    expect(verdictOf({ grade: 'bad', causes: ['cameraMissing', 'microphoneMissing'] })).toBe('bad');
    expect(verdictOf({ grade: 'bad', causes: ['lineUnreached'] })).toBe('bad');
    expect(verdictOf({ grade: 'bad', causes: ['cameraDenied'] })).toBe('bad');
  });
});
