/** SHA-256 of a text's UTF-8 bytes, as 64 lower-case hex digits. Given from outside, for the rules know no machine. */
export type Digest = (text: string) => string;

/** What a link is made of before it is linked. `body` is plain JSON. */
export interface LinkContent<Body = unknown> {
  /** Who wrote it: one start of one node. */
  readonly strand: string;
  /** From 0, without a hole. */
  readonly index: number;
  /** ISO instant, UTC. */
  readonly at: string;
  readonly body: Body;
}

/** One link of an evidence chain: its content, the hash of the link before, and its own. */
export interface Link<Body = unknown> extends LinkContent<Body> {
  readonly previousHash: string;
  readonly hash: string;
}

export type ChainVerdict = { ok: true } | { ok: false; brokenAt: number; why: ChainBreak };
/** `start`: the first link does not stand at index 0 with 64 zeros before it. */
export type ChainBreak = 'start' | 'strand' | 'index' | 'previousHash' | 'hash' | 'lastHash';

/** What stands before the first link of a strand. */
export const CHAIN_START = '0'.repeat(64);

/**
 * The one way to write a JSON value: keys sorted by UTF-16 code units, no spaces, members that are
 * undefined left out. Throws for what JSON cannot hold (NaN, functions, big integers).
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one: unknown) => canonicalJson(one)).join(',')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`JSON has no ${typeof value} of this value`);
}

/** The hash of a link: SHA-256 of the hash before, a newline, and the canonical JSON of its content. */
export function linkOf(previousHash: string, content: LinkContent, digest: Digest): string {
  const { strand, index, at, body } = content;
  return digest(`${previousHash}\n${canonicalJson({ strand, index, at, body })}`);
}

/**
 * Whether the links of one strand, in order, are all there and untouched. A chain that was cut short at
 * its end proves itself: only `lastHash`, as it was noted elsewhere, shows that something is missing there.
 * `brokenAt` is the place in the list, not the index that a link claims.
 */
export function verifyChain(links: readonly Link[], digest: Digest, lastHash?: string): ChainVerdict {
  let previousHash = CHAIN_START;
  for (const [at, link] of links.entries()) {
    const why = breakOf(link, at, previousHash, links[0]?.strand, digest);
    if (why) return { ok: false, brokenAt: at, why };
    previousHash = link.hash;
  }
  if (lastHash !== undefined && lastHash !== previousHash) {
    return { ok: false, brokenAt: links.length, why: 'lastHash' };
  }
  return { ok: true };
}

function breakOf(
  link: Link,
  at: number,
  previousHash: string,
  strand: string | undefined,
  digest: Digest,
): ChainBreak | null {
  if (at === 0 && (link.index !== 0 || link.previousHash !== CHAIN_START)) return 'start';
  if (link.strand !== strand) return 'strand';
  if (link.index !== at) return 'index';
  if (link.previousHash !== previousHash) return 'previousHash';
  return link.hash === hashOrNothing(previousHash, link, digest) ? null : 'hash';
}

/** What was changed may no longer be JSON at all (a number beyond all numbers, say): then no hash is right. */
function hashOrNothing(previousHash: string, link: Link, digest: Digest): string | null {
  try {
    return linkOf(previousHash, link, digest);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
