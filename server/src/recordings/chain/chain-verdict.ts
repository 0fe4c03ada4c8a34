import { createHash } from 'node:crypto';
import { linkOf, verifyChain } from '@domain/evidence-chain';
import type { ChainVerdict } from '@contracts/http/recordings';
import type { ChainEntry } from '@contracts/media/recording';

/** SHA-256 in hex, as the chain's rules want it. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Whether a link's hash is that of its own content. */
export const isIntact = (entry: ChainEntry): boolean => entry.hash === linkOf(entry.previousHash, entry, digest);

/** The links of each strand, in the order of the list. */
export function byStrand(entries: readonly ChainEntry[]): Map<string, ChainEntry[]> {
  const strands = new Map<string, ChainEntry[]>();
  for (const entry of entries) {
    const known = strands.get(entry.strand);
    if (known) known.push(entry);
    else strands.set(entry.strand, [entry]);
  }
  return strands;
}

/** Judges every strand of a call; `entries` as `ChainRepository.list` gives them. */
export function judgeChain(entries: readonly ChainEntry[]): ChainVerdict {
  const strands = [...byStrand(entries)].map(([strand, links]) => {
    const verdict = verifyChain(links, digest);
    const last = links.at(-1);
    return {
      strand,
      entries: links.length,
      lastHash: last?.hash ?? '',
      // Before the first break every index is its place in the list.
      brokenAt: verdict.ok ? null : verdict.brokenAt,
      closed: last?.body.kind === 'closed',
    };
  });
  const broken = strands.find(({ brokenAt }) => brokenAt !== null);
  return {
    ok: broken === undefined,
    entries: entries.length,
    lastHash: strands.at(-1)?.lastHash ?? null,
    brokenAt: broken ? { strand: broken.strand, index: broken.brokenAt ?? 0 } : null,
    strands,
  };
}
