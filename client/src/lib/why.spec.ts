import { ASSIGNED_REASONS, OFFICIAL_CHOICES } from '@domain/planner/types';
import { i18n } from './i18n';
import { whyForResident, whySlot } from './why';

const { t } = i18n;
const reason = (code: string, params: Record<string, string | number> = {}) => ({ code, params });
const CODES = [
  ...ASSIGNED_REASONS,
  ...['chosen', 'placedByScheduler', 'gaveWay', 'replanned', 'walkIn', 'series', 'invited', 'changed'],
];

describe('why a slot is where it is', () => {
  it.each(CODES)('has a sentence of its own for %s', (code) => {
    const words = whySlot(t, reason(code));
    expect(words).toMatch(/^[^{}:]+。$/);
    expect(words).not.toBe(whySlot(t, reason('noSuchCode')));
  });

  it('falls back to a general sentence and never shows a code', () => {
    expect(whySlot(t, reason('noSuchCode'))).toBe('按房间和民警的空排的。');
    expect(whyForResident(t, reason('noSuchCode'))).toBe('这个时间，视频室和民警都有空。');
  });

  it.each(OFFICIAL_CHOICES)('says why it is this official: %s', (officialBy) => {
    const words = whySlot(t, reason('earliestCommon', { officialBy, officialsFree: 3 }), '户政 03');
    expect(words).toContain('户政 03');
  });

  it('says how much later it is only where waiting was paid for', () => {
    expect(whySlot(t, reason('sameOfficial', { waitMinutes: 40 }))).toContain('40 分钟');
    expect(whySlot(t, reason('sameOfficial', { waitMinutes: 0 }))).not.toContain('分钟');
  });

  it('tells a resident nothing about anybody else', () => {
    expect(whyForResident(t, reason('othersMoved', { moved: 2 }))).toBe('这是能给您腾出来的最早时间。');
  });
});
