import fc from 'fast-check';
import { lastFour, maskIdNumber, maskPhone } from './masking';

describe('masking', () => {
  it('shows the head and the last four of a mobile number', () => {
    expect(maskPhone('13800001234')).toBe('138****1234');
    expect(maskPhone('4821234')).toBe('****234');
  });

  it('shows the province and the last four of an identity number', () => {
    expect(maskIdNumber('51072619700101123X')).toBe('510***********123X');
  });

  it('keeps the length, and always hides something', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{1,20}$/), (value) => {
        for (const masked of [maskPhone(value), maskIdNumber(value)]) {
          expect(masked).toHaveLength(value.length);
          expect(masked).toContain('*');
        }
      }),
    );
  });

  it('the last four ignore spaces and the case of the check character', () => {
    expect(lastFour('138 0000 1234')).toBe('1234');
    expect(lastFour('51072619700101123x')).toBe('123X');
  });
});
