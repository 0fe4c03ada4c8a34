import { overWords } from './over-words';

describe('what a guest is told at the end', () => {
  it('is the end, the leaving or the other window, as it was', () => {
    expect((['ended', 'removed', 'replaced', 'left'] as const).map((reason) => overWords(reason, null))).toEqual([
      'ended',
      'removed',
      'replaced',
      'left',
    ]);
  });

  it('names why a link does not open: the call is over, nobody asks them any more, or nobody knows it', () => {
    const told = (['CALL_ENDED', 'TICKET_REVOKED', 'NOT_YOURS', 'NOT_FOUND'] as const).map((code) =>
      overWords('refused', code),
    );
    expect(told).toEqual(['ended', 'uninvited', 'uninvited', 'unknown']);
  });

  it('is left to the refusal’s own words otherwise', () => {
    expect(overWords('refused', 'SIGN_IN_REQUIRED')).toBeNull();
  });
});
