import fc from 'fast-check';
import { BOOKING_CODE_ALPHABET, bookingCode, formatBookingCode, parseBookingCode } from './booking-code';

const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });

describe('booking code', () => {
  it('has eight characters, none of which is mistaken for another', () => {
    fc.assert(fc.property(bytes, (random) => expect(bookingCode(random)).toMatch(/^[2-9A-HJKMNP-Z]{8}$/)));
    expect(BOOKING_CODE_ALPHABET).not.toMatch(/[0O1IL]/);
  });

  it('is the same for the same bytes and needs sixteen of them', () => {
    fc.assert(fc.property(bytes, (random) => expect(bookingCode(random)).toBe(bookingCode(Uint8Array.from(random)))));
    expect(() => bookingCode(new Uint8Array(15))).toThrow();
  });

  it('every character can stand first', () => {
    const seen = new Set(Array.from({ length: 256 }, (_, last) => bookingCode(new Uint8Array(16).fill(last, 15))[0]));
    expect(seen.size).toBe(BOOKING_CODE_ALPHABET.length);
  });

  it('is printed in two halves and read back however it was typed', () => {
    expect(formatBookingCode('ABCD2345')).toBe('ABCD-2345');
    expect(parseBookingCode(' abcd-2345 ')).toBe('ABCD2345');
    fc.assert(
      fc.property(bytes, (random) => {
        const code = bookingCode(random);
        expect(parseBookingCode(formatBookingCode(code).toLowerCase())).toBe(code);
      }),
    );
  });

  it('is refused with a wrong length or a character outside the alphabet', () => {
    for (const typed of ['ABCD234', 'ABCD23456', 'ABCD2340', 'ABCD234I', '', '视频之家视频之家']) {
      expect(parseBookingCode(typed)).toBeNull();
    }
  });
});
