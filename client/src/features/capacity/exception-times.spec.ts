import { instantAt } from '@domain/local-time';
import { instantsOf, quickSpan, typedSpan } from './exception-times';

const TUESDAY = '2026-11-24';
const now = instantAt(TUESDAY, '09:57');

describe('the time of an exception', () => {
  it('this afternoon is from noon to midnight, and from now once it has begun', () => {
    expect(quickSpan('thisAfternoon', now)).toEqual({
      fromDay: TUESDAY,
      fromTime: '12:00',
      toDay: TUESDAY,
      toTime: '24:00',
    });
    expect(quickSpan('thisAfternoon', instantAt(TUESDAY, '15:20')).fromTime).toBe('15:20');
  });

  it('tomorrow is the whole day, also over the end of a month', () => {
    const eve = instantAt('2026-11-30', '23:30');
    expect(quickSpan('tomorrow', eve)).toEqual({
      fromDay: '2026-12-01',
      fromTime: '00:00',
      toDay: '2026-12-01',
      toTime: '24:00',
    });
  });

  it('this week ends on Sunday', () => {
    expect(quickSpan('thisWeek', now)).toMatchObject({ fromDay: TUESDAY, toDay: '2026-11-29', toTime: '24:00' });
    expect(quickSpan('thisWeek', instantAt('2026-11-29', '10:00')).toDay).toBe('2026-11-29');
  });

  it('is in the bureau zone, and what was typed comes back as it was', () => {
    const span = quickSpan('tomorrow', now);
    const instants = instantsOf(span, now);
    expect(instants).toEqual({ startsAt: '2026-11-24T16:00:00.000Z', endsAt: '2026-11-25T16:00:00.000Z' });
    if (typeof instants === 'string') throw new Error(instants);
    expect(typedSpan(instants.startsAt, instants.endsAt)).toEqual(span);
  });

  it('says what is wrong with it', () => {
    const span = { fromDay: TUESDAY, fromTime: '14:00', toDay: TUESDAY, toTime: '15:00' };
    expect(instantsOf({ ...span, fromTime: '2pm' }, now)).toBe('timeWrong');
    expect(instantsOf({ ...span, toTime: '14:00' }, now)).toBe('backwards');
    expect(instantsOf({ ...span, fromTime: '08:00', toTime: '09:00' }, now)).toBe('past');
  });
});
