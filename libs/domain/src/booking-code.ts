import { invariant } from './errors';

/** Digits and capitals without those that look alike on paper or sound alike: no 0 O, no 1 I L. */
export const BOOKING_CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
export const BOOKING_CODE_LENGTH = 8;
/** How many random bytes `bookingCode` needs: so many that the remainder favours no character. */
export const BOOKING_CODE_BYTES = 16;

/**
 * A booking code of 8 characters from random bytes (about 39 bits). Precondition: at least
 * `BOOKING_CODE_BYTES` bytes from a cryptographic source; equal bytes give equal codes.
 */
export function bookingCode(bytes: Uint8Array): string {
  invariant(bytes.length >= BOOKING_CODE_BYTES, 'a booking code is made of 16 random bytes');
  let number = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const base = BigInt(BOOKING_CODE_ALPHABET.length);
  let code = '';
  while (code.length < BOOKING_CODE_LENGTH) {
    code += BOOKING_CODE_ALPHABET[Number(number % base)];
    number /= base;
  }
  return code;
}

/** For paper and screens: `ABCD2345` → `ABCD-2345`. */
export const formatBookingCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** What a person typed, with spaces, hyphens or small letters, as a code; null when it cannot be one. */
export function parseBookingCode(typed: string): string | null {
  const code = typed.replace(/[\s-]/g, '').toUpperCase();
  const known = [...code].every((character) => BOOKING_CODE_ALPHABET.includes(character));
  return known && code.length === BOOKING_CODE_LENGTH ? code : null;
}
