import { answerWord } from './answer-words';

describe('what came back of a delivery', () => {
  it('names the status that the other side answered', () => {
    expect(answerWord({ lastError: 'answered 503' })).toEqual({ key: 'answered', status: '503' });
  });

  it('tells a paused system from one that could not be reached', () => {
    expect(answerWord({ lastError: 'switched off' })).toEqual({ key: 'switchedOff' });
    expect(answerWord({ lastError: 'fetch failed' })).toEqual({ key: 'unreachable' });
  });

  it('says nothing where nothing went wrong', () => {
    expect(answerWord({ lastError: null })).toBeNull();
  });
});
