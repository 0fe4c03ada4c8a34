/** What is wrong with a typed phone number, and by how many digits. Null for none, or an empty field. */
export type PhoneProblem = { kind: 'short' | 'long'; digits: number } | { kind: 'letters' } | null;

const MOBILE_DIGITS = 11;
const LANDLINE_WITH_AREA_MIN = 10;
const SHORTEST = 7;
const LONGEST = 12;

/**
 * Counts the digits that a person forgot or typed twice. Mobile numbers (1…) have 11 digits, landlines with an
 * area code (0…) at least 10, local numbers at least 7; the contract accepts 7 to 12.
 */
export function phoneProblem(typed: string): PhoneProblem {
  const compact = typed.replace(/[\s-]/g, '');
  if (compact === '') return null;
  if (!/^\d+$/.test(compact)) return { kind: 'letters' };
  const shortest = compact.startsWith('1')
    ? MOBILE_DIGITS
    : compact.startsWith('0')
      ? LANDLINE_WITH_AREA_MIN
      : SHORTEST;
  const longest = compact.startsWith('1') ? MOBILE_DIGITS : LONGEST;
  // A number begun like a mobile is told the missing digits of a mobile; so is an area code that has no number yet.
  const aim = compact.startsWith('0') ? MOBILE_DIGITS : shortest;
  if (compact.length < shortest) return { kind: 'short', digits: aim - compact.length };
  if (compact.length > longest) return { kind: 'long', digits: compact.length - longest };
  return null;
}
