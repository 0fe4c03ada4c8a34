/** For staff screens: `13800001234` → `138****1234`. Of a short number at most half is shown. */
export const maskPhone = (phone: string): string => maskBetween(phone, phone.length >= 11 ? 3 : 0, 4);

/** For staff screens: the province and the last four of an identity number, `510***********1234`. */
export const maskIdNumber = (idNumber: string): string => maskBetween(idNumber, idNumber.length >= 15 ? 3 : 0, 4);

/**
 * The last four characters, capitals, by which a resident proves a booking code. Never print it beside
 * the code.
 */
export const lastFour = (value: string): string => value.replace(/[\s-]/g, '').slice(-4).toUpperCase();

/** Stars for all but the first and last few; at least half of the value is always hidden. */
function maskBetween(value: string, first: number, last: number): string {
  const shownLast = Math.min(last, Math.floor(value.length / 2));
  const shownFirst = Math.min(first, Math.max(0, value.length - shownLast - 1));
  const stars = value.length - shownFirst - shownLast;
  return value.slice(0, shownFirst) + '*'.repeat(stars) + value.slice(value.length - shownLast);
}
