import { createHash } from 'node:crypto';
import { CHAIN_START, linkOf } from '@domain/evidence-chain';
import {
  COMBINED,
  exportManifest,
  MANIFEST,
  pathInExport,
  type ExportedLink,
  type ExportManifest,
} from '@contracts/recording-export';
import type { ChainBody, ChainEntry } from '@contracts/media/recording';
import { digest } from '../chain/chain-verdict';
import { NotAZip, openZip, type ZipEntry } from './zip-reader';

/** One thing that is not as it should be: where, and what. */
export interface Doubt {
  readonly where: string;
  readonly what:
    | 'notAZip'
    | 'manifestMissing'
    | 'manifestUnreadable'
    | 'namedTwice'
    | 'firstLinkMissing'
    | 'linkMissing'
    | 'linkBroken'
    | 'linkAltered'
    | 'endMissing'
    | 'unexpectedEnd'
    | 'fileMissing'
    | 'fileSize'
    | 'fileAltered'
    | 'fileUnknown';
}
export interface StrandReport {
  readonly strand: string;
  readonly links: number;
  readonly withheld: number;
  readonly lastHash: string;
  /**
   * What shows that nothing is cut off at its end: its node closed it, or this hash was noted elsewhere. Null where
   * its node was killed, or the call went on when this was exported: all that is there is proven, its end is not.
   */
  readonly endProvenBy: 'closed' | 'noted' | null;
  /** How many links follow the last one whose hash was noted elsewhere: these nothing but the chain itself proves. */
  readonly sinceNoted: number;
  readonly doubts: readonly Doubt[];
}
export interface ExportReport {
  readonly manifest: ExportManifest | null;
  readonly strands: readonly StrandReport[];
  readonly files: number;
  /** About the files and the whole, beside the strands' own. */
  readonly doubts: readonly Doubt[];
}

/** Strands of which all that is there holds, and nothing shows that it is all: what a killed node leaves, or a cut. */
export const openEnds = ({ strands }: ExportReport): string[] =>
  strands.filter(({ endProvenBy }) => endProvenBy === null).map(({ strand }) => strand);

/** Those of the strands and of the whole: none means that the export proves itself. */
export const allDoubts = (report: ExportReport): Doubt[] => [
  ...report.strands.flatMap(({ doubts }) => doubts),
  ...report.doubts,
];

type ExportedStrand = ExportManifest['strands'][number];
type Body<Kind extends ChainBody['kind']> = Extract<ChainBody, { kind: Kind }>;
const isWhole = (link: ExportedLink): link is ChainEntry => 'body' in link;

/**
 * Checks an exported recording with nothing but the file: every link, every byte. `lastHashes`, as somebody
 * noted them elsewhere, also show a chain that was written anew from some link on.
 */
export async function verifyExport(path: string, lastHashes: readonly string[] = []): Promise<ExportReport> {
  try {
    const zip = await openZip(path);
    try {
      return await verifyEntries(zip.entries, lastHashes);
    } finally {
      await zip.close();
    }
  } catch (error) {
    if (error instanceof NotAZip) return nothing({ where: error.message, what: 'notAZip' });
    throw error;
  }
}

const nothing = (doubt: Doubt): ExportReport => ({ manifest: null, strands: [], files: 0, doubts: [doubt] });

async function verifyEntries(entries: readonly ZipEntry[], lastHashes: readonly string[]): Promise<ExportReport> {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const found = byName.get(MANIFEST);
  if (!found) return nothing({ where: MANIFEST, what: 'manifestMissing' });
  const manifest = await readManifest(found);
  if (!manifest) return nothing({ where: MANIFEST, what: 'manifestUnreadable' });
  if (!manifest.strands.some(({ links }) => links.length > 0))
    return nothing({ where: MANIFEST, what: 'firstLinkMissing' });
  const strands = manifest.strands.map((strand) => judgeStrand(strand, lastHashes));
  const hashes = new Set(manifest.strands.flatMap(({ links }) => links.map(({ hash }) => hash)));
  const expected = lastHashes.filter((hash) => !hashes.has(hash));
  const files = await judgeFiles(manifest, byName);
  return {
    manifest,
    strands,
    files: files.checked,
    doubts: [
      ...namedTwice(entries),
      ...expected.map((hash): Doubt => ({ where: hash, what: 'unexpectedEnd' })),
      ...files.doubts,
    ],
  };
}

async function readManifest(entry: ZipEntry): Promise<ExportManifest | null> {
  const parts: Uint8Array[] = [];
  try {
    for await (const part of (await entry.read()) as AsyncIterable<Uint8Array>) parts.push(part);
    const parsed = exportManifest.safeParse(JSON.parse(Buffer.concat(parts).toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function namedTwice(entries: readonly ZipEntry[]): Doubt[] {
  const names = entries.map(({ name }) => name);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...twice].map((where) => ({ where, what: 'namedTwice' }));
}

/** As `verifyChain`, and past links whose words are withheld: the hash of such a link is vouched for by the next. */
function judgeStrand({ strand, links, lastHash }: ExportedStrand, lastHashes: readonly string[]): StrandReport {
  const doubts: Doubt[] = [];
  let previousHash = CHAIN_START;
  for (const [index, link] of links.entries()) {
    const where = `${strand} #${index}`;
    if (index === 0 && (!isWhole(link) || link.body.kind !== 'opened'))
      doubts.push({ where, what: 'firstLinkMissing' });
    if (link.index !== index) doubts.push({ where, what: 'linkMissing' });
    else if (link.previousHash !== previousHash) doubts.push({ where, what: 'linkBroken' });
    if (isWhole(link) && (link.strand !== strand || link.hash !== linkOf(link.previousHash, link, digest))) {
      doubts.push({ where, what: 'linkAltered' });
    }
    previousHash = link.hash;
    // One hole shifts all that follow; what follows it proves nothing more.
    if (link.index !== index) break;
  }
  const last = links.at(-1);
  if (!last) doubts.push({ where: `${strand} #0`, what: 'firstLinkMissing' });
  // What the server knew to be the last link when it exported.
  else if (lastHash !== undefined && lastHash !== last.hash) doubts.push({ where: strand, what: 'endMissing' });
  return {
    strand,
    links: links.length,
    withheld: links.filter((link) => !isWhole(link)).length,
    lastHash: last?.hash ?? CHAIN_START,
    ...endOf(links, lastHashes),
    doubts,
  };
}

/** A hash that was noted while the call went on proves what stands before it, and not what follows. */
function endOf(
  links: readonly ExportedLink[],
  lastHashes: readonly string[],
): Pick<StrandReport, 'endProvenBy' | 'sinceNoted'> {
  const last = links.at(-1);
  const noted = links.findLastIndex(({ hash }) => lastHashes.includes(hash));
  const sinceNoted = noted < 0 ? 0 : links.length - 1 - noted;
  if (sinceNoted > 0) return { endProvenBy: null, sinceNoted };
  const closed = last !== undefined && isWhole(last) && last.body.kind === 'closed';
  return { endProvenBy: closed ? 'closed' : noted >= 0 ? 'noted' : null, sinceNoted };
}

async function judgeFiles(
  manifest: ExportManifest,
  byName: ReadonlyMap<string, ZipEntry>,
): Promise<{ checked: number; doubts: Doubt[] }> {
  const bodies = manifest.strands.flatMap(({ links }) => links.flatMap((link) => (isWhole(link) ? [link.body] : [])));
  const expected = new Map<string, { bytes: number; sha256: string }>();
  for (const body of bodies) if (body.kind === 'segment') expected.set(pathOf(body, bodies), body);
  if (manifest.combined) expected.set(COMBINED, manifest.combined);
  const doubts: Doubt[] = [];
  for (const [where, { bytes, sha256 }] of expected) {
    const entry = byName.get(where);
    if (!entry) doubts.push({ where, what: 'fileMissing' });
    else if (entry.bytes !== bytes) doubts.push({ where, what: 'fileSize' });
    else if ((await hashOf(entry)) !== sha256) doubts.push({ where, what: 'fileAltered' });
  }
  for (const where of byName.keys()) {
    if (where !== MANIFEST && !expected.has(where)) doubts.push({ where, what: 'fileUnknown' });
  }
  return { checked: expected.size, doubts };
}

function pathOf({ trackId, number }: Body<'segment'>, bodies: readonly ChainBody[]): string {
  const opened = bodies.find(
    (body): body is Body<'trackOpened'> => body.kind === 'trackOpened' && body.trackId === trackId,
  );
  return pathInExport(trackId, number, opened?.container ?? 'webm');
}

/** Null where the file cannot be read to its end. */
async function hashOf(entry: ZipEntry): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const part of (await entry.read()) as AsyncIterable<Uint8Array>) hash.update(part);
    return hash.digest('hex');
  } catch (error) {
    if (error instanceof NotAZip || (error instanceof Error && 'code' in error)) return null;
    throw error;
  }
}
