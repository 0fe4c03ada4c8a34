import { DomainError } from '../errors';
import { checkException, type ExceptionKind } from './exceptions';

const one = (kind: ExceptionKind, start: number, end: number) => ({ kind, start, end });
const check =
  (added: ReturnType<typeof one>, ...existing: ReturnType<typeof one>[]) =>
  () =>
    checkException(added, existing);

function refusalOf(work: () => void): unknown {
  try {
    work();
    return null;
  } catch (error) {
    return error;
  }
}

describe('exceptions', () => {
  it('leave may follow leave without a gap', () => {
    expect(check(one('leave', 10, 20), one('leave', 0, 10), one('training', 20, 30))).not.toThrow();
  });

  it('refuses being away twice, or closed and open at once, and names the other', () => {
    expect(check(one('leave', 10, 20), one('training', 15, 25))).toThrow(DomainError);
    const refused = new DomainError('EXCEPTION_OVERLAPS', {
      kind: 'closure',
      startsAt: '1970-01-01T00:00:00.019Z',
      endsAt: '1970-01-01T00:00:00.030Z',
    });
    expect(refusalOf(check(one('opening', 10, 20), one('closure', 19, 30)))).toEqual(refused);
  });

  it('a fault may be found in a closure, and not twice', () => {
    expect(check(one('fault', 10, 20), one('closure', 0, 30))).not.toThrow();
    expect(check(one('fault', 10, 20), one('fault', 0, 30))).toThrow(DomainError);
  });
});
