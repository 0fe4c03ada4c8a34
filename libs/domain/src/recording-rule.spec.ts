import { keptUntil, recordingWish } from './recording-rule';

const at = (instant: string) => Date.parse(instant);

describe('whether a call is recorded', () => {
  it.each([
    ['mediate', false, 'required'],
    ['mediate', true, 'required'],
    ['consult', true, 'on'],
    ['consult', false, 'off'],
  ] as const)('%s, consultations recorded by the bureau: %s → %s', (mode, recordConsultations, wish) => {
    expect(recordingWish(mode, { recordConsultations })).toBe(wish);
  });
});

describe('until when a recording is kept', () => {
  const SIX = { consult: 6, mediate: null };

  it('a mediation’s stays with its case file, unless the bureau has set months', () => {
    expect(keptUntil('mediate', at('2026-11-24T02:00:00Z'), SIX)).toBeNull();
    expect(keptUntil('mediate', at('2026-11-24T02:00:00Z'), { consult: 6, mediate: 36 })).toBe(
      at('2029-11-24T02:00:00Z'),
    );
  });

  it('a consultation’s six calendar months from its end', () => {
    expect(keptUntil('consult', at('2026-11-24T02:00:00Z'), SIX)).toBe(at('2027-05-24T02:00:00Z'));
  });

  it('where the month is too short, until its last day', () => {
    expect(keptUntil('consult', at('2026-08-31T02:00:00Z'), SIX)).toBe(at('2027-02-28T02:00:00Z'));
  });

  it('by the bureau’s calendar, whose day may have begun already', () => {
    // 1 December in Shanghai, still 30 November in UTC.
    expect(keptUntil('consult', at('2026-11-30T17:00:00Z'), { ...SIX, consult: 3 })).toBe(at('2027-02-28T17:00:00Z'));
  });
});
