import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { canonicalJson, CHAIN_START, linkOf, verifyChain, type Link } from './evidence-chain';

const digest = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** A strand that tells these bodies in this order. */
function chainOf(bodies: readonly unknown[], strand = 'media-1'): Link[] {
  let previousHash = CHAIN_START;
  return bodies.map((body, index) => {
    const content = { strand, index, at: new Date(1_000 * index).toISOString(), body };
    const hash = linkOf(previousHash, content, digest);
    const link = { ...content, previousHash, hash };
    previousHash = hash;
    return link;
  });
}

const chain = fc.array(fc.jsonValue(), { minLength: 1, maxLength: 8 }).map((bodies) => chainOf(bodies));

describe('canonical JSON', () => {
  it('writes keys in one order and no spaces', () => {
    expect(canonicalJson({ b: [1, 'ü', null], a: { d: true, c: undefined } })).toBe(
      '{"a":{"d":true},"b":[1,"ü",null]}',
    );
  });

  it('says of a value what JSON says of it, whatever order its keys were written in', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        expect(canonicalJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(canonicalJson(value));
      }),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 3n, () => 1, Symbol('a')])('has no word for %p', (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });
});

describe('an evidence chain', () => {
  it('is the hash that the contract describes', () => {
    const [first] = chainOf([{ kind: 'opened' }]);
    const text = `${'0'.repeat(64)}\n{"at":"1970-01-01T00:00:00.000Z","body":{"kind":"opened"},"index":0,"strand":"media-1"}`;
    expect(first?.hash).toBe(digest(text));
  });

  it('verifies as it was written, also after a way through JSON', () => {
    fc.assert(
      fc.property(chain, (links) => {
        expect(verifyChain(links, digest)).toEqual({ ok: true });
        expect(verifyChain(JSON.parse(JSON.stringify(links)) as Link[], digest)).toEqual({ ok: true });
      }),
    );
  });

  it('shows every changed character of what it tells', () => {
    fc.assert(
      fc.property(chain, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), (links, which, where, by) => {
        const written = links.map((link) => canonicalJson(link));
        const at = which % written.length;
        const text = written[at] ?? '';
        const place = where % text.length;
        const other = String.fromCharCode((text.charCodeAt(place) + by) % 65_536);
        const changed = text.slice(0, place) + other + text.slice(place + 1);
        let link: Link;
        try {
          link = JSON.parse(changed) as Link;
        } catch {
          return; // No JSON any more: whoever reads it sees that.
        }
        // Another spelling of the same value, as an escape, changes nothing that is told.
        if (isDeepStrictEqual(link, JSON.parse(text))) return;
        const verdict = verifyChain(
          links.map((one, index) => (index === at ? link : one)),
          digest,
          links.at(-1)?.hash,
        );
        expect(verdict.ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('shows a link that was left out, and two that changed places', () => {
    fc.assert(
      fc.property(chain, fc.nat(), (links, which) => {
        const at = which % links.length;
        const without = links.filter((_, index) => index !== at);
        expect(verifyChain(without, digest, links.at(-1)?.hash).ok).toBe(false);
        if (links.length < 2) return;
        const other = (at + 1) % links.length;
        const swapped = links.map((link, index) => links[index === at ? other : index === other ? at : index] ?? link);
        expect(verifyChain(swapped, digest).ok).toBe(false);
      }),
    );
  });

  it('needs the last hash, noted elsewhere, to show that its end is missing', () => {
    const links = chainOf(['a', 'b', 'c']);
    expect(verifyChain(links.slice(0, 2), digest)).toEqual({ ok: true });
    expect(verifyChain(links.slice(0, 2), digest, links[2]?.hash)).toEqual({ ok: false, brokenAt: 2, why: 'lastHash' });
  });

  it('shows a link of another strand, and one that was written anew with all that follows left as it was', () => {
    const links = chainOf(['a', 'b', 'c']);
    const [first, second, third] = links as [Link, Link, Link];
    const foreign = { ...second, strand: 'media-2' };
    expect(verifyChain([first, foreign, third], digest)).toMatchObject({ brokenAt: 1, why: 'strand' });
    const anew = { ...second, body: 'B' };
    const forged = { ...anew, hash: linkOf(first.hash, anew, digest) };
    expect(verifyChain([first, forged, third], digest)).toMatchObject({ brokenAt: 2, why: 'previousHash' });
  });

  it('holds nothing wrong where there is nothing', () => {
    expect(verifyChain([], digest)).toEqual({ ok: true });
    expect(verifyChain([], digest, CHAIN_START)).toEqual({ ok: true });
  });
});
