/** A Chinese text message holds 70 characters; of a longer one each part holds 67 (UCS-2 with a header). */
const ONE = 70;
const PART = 67;

/** How many messages a text is paid and sent as. Counted in UTF-16 units, as the network does. */
export function smsSegments(text: string): number {
  if (text.length === 0) return 0;
  return text.length <= ONE ? 1 : Math.ceil(text.length / PART);
}
