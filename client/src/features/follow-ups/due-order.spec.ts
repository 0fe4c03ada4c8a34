import type { FollowUpView } from '@contracts/http/follow-ups';
import { byDue, dueWord } from './due-order';

const item = (requestNo: string, dueAt: string, over: Partial<FollowUpView> = {}): FollowUpView => ({
  id: requestNo,
  requestId: 'request',
  requestNo,
  topic: 'HUKOU',
  partyId: 'party',
  partyName: '居民甲-017',
  phoneMasked: null,
  stationName: '擂鼓派出所',
  kind: 'nextDay',
  dueAt,
  overdue: false,
  doneAt: null,
  method: null,
  result: null,
  note: '',
  mayRate: true,
  ...over,
});

describe('open follow-ups', () => {
  it('stand in the order of their due moments, the low rating first of two due together', () => {
    const list = [
      item('3', '2026-11-26T01:00:00.000Z'),
      item('1', '2026-11-24T01:00:00.000Z'),
      item('2', '2026-11-24T01:00:00.000Z', { kind: 'lowRating' }),
    ];
    expect(byDue(list).map(({ requestNo }) => requestNo)).toEqual(['2', '1', '3']);
  });

  it('leave out what is done', () => {
    expect(byDue([item('1', '2026-11-24T01:00:00.000Z', { doneAt: '2026-11-24T02:00:00.000Z' })])).toEqual([]);
  });

  it('say how late they are in days, in hours on the first day, and today on the day', () => {
    const due = '2026-11-24T01:00:00.000Z';
    const after = (hours: number): number => Date.parse(due) + hours * 3_600_000;
    expect(dueWord(due, after(50), false)).toEqual({ word: 'overdue', days: 2 });
    expect(dueWord(due, after(0.5), true)).toEqual({ word: 'overdueHours', hours: 1 });
    expect(dueWord(due, after(-2), true)).toEqual({ word: 'today' });
    expect(dueWord(due, after(-50), false)).toEqual({ word: 'due' });
  });
});
