import { CallBook } from './call-record';

const DAY_MS = 24 * 60 * 60_000;

describe('the book of calls', () => {
  let now = 0;
  const book = new CallBook({ now: () => new Date(now) });
  const forget = (live: readonly string[] = []): void => book.forget(DAY_MS, (callId) => live.includes(callId));

  it('forgets after a day a call that never began, and one that ended', () => {
    book.open('never-begun');
    book.open('ended').endedAt = new Date(now);
    now += DAY_MS;
    forget();
    expect(book.size).toBe(2);
    now += 1;
    forget();
    expect(book.size).toBe(0);
  });

  it('forgets none that is live, however long it lasts, and none that was looked up of late', () => {
    book.open('long').startedAt = new Date(now);
    book.open('quiet');
    now += DAY_MS + 1;
    const again = book.open('quiet');
    forget(['long']);
    expect(book.find('long')?.startedAt).not.toBeNull();
    expect(book.find('quiet')).toBe(again);
  });
});
