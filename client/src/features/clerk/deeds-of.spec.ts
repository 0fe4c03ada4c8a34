import type { Expected } from './day';
import { deedsOf } from './deeds-of';

const startsAt = '2026-11-24T02:00:00Z';
const START = Date.parse(startsAt);
const MINUTE = 60_000;
const one = (stage: Expected['stage'], identityCheckedAt: string | null = null): Expected =>
  ({ stage, startsAt, hasTime: stage !== 'unplaced', party: { identityCheckedAt } }) as Expected;
const at = (nowMs: number, isToday = true) => ({ isToday, nowMs, graceMinutes: 15 });

describe('what the desk can do about somebody', () => {
  it('offers a no-show by the menu once the talk should have begun, and openly after the grace time', () => {
    expect(deedsOf(one('confirmed'), at(START - 1))).toEqual({
      shown: ['checkIn'],
      more: ['call', 'object', 'cancel'],
    });
    expect(deedsOf(one('confirmed'), at(START))).toEqual({
      shown: ['checkIn'],
      more: ['call', 'noShow', 'object', 'cancel'],
    });
    expect(deedsOf(one('confirmed'), at(START + 15 * MINUTE))).toEqual({
      shown: ['noShow', 'checkIn'],
      more: ['call', 'object', 'cancel'],
    });
  });

  it('puts the telephone first for whoever has not answered', () => {
    expect(deedsOf(one('noEcho'), at(START - 1)).shown).toEqual(['call', 'checkIn']);
  });

  it('lets a no-show be taken back on the same day only', () => {
    expect(deedsOf(one('missed'), at(START)).shown).toEqual(['undoNoShow']);
    expect(deedsOf(one('missed'), at(START, false)).shown).toEqual([]);
  });

  it('checks nobody in, and queues nobody, for another day', () => {
    expect(deedsOf(one('confirmed'), at(START - 1, false))).toEqual({ shown: [], more: ['call', 'object', 'cancel'] });
    expect(deedsOf(one('unplaced'), at(START, false)).shown).toEqual([]);
    expect(deedsOf(one('unplaced'), at(START)).shown).toEqual(['join']);
  });

  it('lets a party object to the official until the talk begins, and not to one who is not known yet', () => {
    expect(deedsOf(one('arrived'), at(START)).more).toContain('object');
    for (const stage of ['inSession', 'ended', 'missed', 'unplaced'] as const)
      expect(deedsOf(one(stage), at(START)).more).not.toContain('object');
  });

  it('asks for the identity card until it was seen', () => {
    expect(deedsOf(one('arrived'), at(START)).shown).toEqual(['identity']);
    expect(deedsOf(one('arrived', startsAt), at(START)).shown).toEqual([]);
  });
});
