/** What was last sent, and the key it was sent with. */
export interface SentKey {
  key: string;
  content: string;
}

/** A random UUID (version 4); also on a page without HTTPS, where `crypto.randomUUID` is missing. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const [sixth = 0, eighth = 0] = [bytes[6], bytes[8]];
  bytes[6] = (sixth & 0x0f) | 0x40;
  bytes[8] = (eighth & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The key to send `body` with: the one it was sent with before if it is the same, else a new one. */
export function keyFor(body: unknown, last: SentKey | null): SentKey {
  const content = JSON.stringify(body);
  return last?.content === content ? last : { key: newKey(), content };
}
