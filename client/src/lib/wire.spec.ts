import { errorBody } from '@contracts/errors';
import { serverNow } from '@contracts/http/identity';
import { REFUSALS } from '@domain/errors';
import fc from 'fast-check';
import { isErrorBody, isServerNow } from './wire';

const refusal = { code: 'SLOT_TAKEN', params: { next: 3, why: null, late: true, who: '甲' }, correlationId: 'c' };
const clock = {
  now: '2026-11-24T01:57:00.000Z',
  timeZone: 'Asia/Shanghai',
  demoClock: false,
  bureauName: '甲县公安局',
  bureauNameEn: 'County A',
  bureauPhone: '0000-0000000',
};

/** The same record with one of its values replaced by anything, or left out. */
const spoiled = (whole: object) =>
  fc
    .tuple(fc.constantFrom(...Object.keys(whole)), fc.option(fc.jsonValue(), { nil: undefined }))
    .map(([key, value]) => ({ ...whole, [key]: value }));

describe('answers that are checked without the schemas', () => {
  it('take every refusal that the contract takes, and no other', () => {
    const anything = fc.oneof(spoiled({ ...refusal, fields: [{ path: 'a', rule: 'b' }] }), fc.jsonValue());
    fc.assert(fc.property(anything, (json) => isErrorBody(json) === errorBody.safeParse(json).success));
    for (const code of Object.keys(REFUSALS)) expect(isErrorBody({ ...refusal, code })).toBe(true);
    expect(isErrorBody({ ...refusal, code: 'toString' })).toBe(false);
  });

  it('take every clock that the contract takes, and no other', () => {
    fc.assert(
      fc.property(fc.oneof(spoiled(clock), fc.jsonValue()), (json) => {
        return isServerNow(json) === serverNow.safeParse(json).success;
      }),
    );
    expect(isServerNow(clock)).toBe(true);
    expect(isServerNow({ ...clock, now: '2026-11-24T01:57' })).toBe(false);
    expect(isServerNow({ ...clock, now: '2026-13-24T01:57:00Z' })).toBe(false);
  });
});
