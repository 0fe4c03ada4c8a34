import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { spawnSync } from 'node:child_process';
import type { ChainEntry } from '@contracts/media/recording';
import { COMBINED, MANIFEST, pathInExport, type ExportManifest } from '@contracts/recording-export';
import fc from 'fast-check';
import { ZipFile } from 'yazl';
import { StrandWriter, type WrittenTrack } from '../../../../test/support/strand';
import { manifestOf } from '../export/export-manifest';
import { allDoubts, openEnds, verifyExport } from './verify-export';

const CALL = '00000000-0000-4000-8000-0000000000c1';
const START = '2026-11-24T02:00:00.000Z';
const track = (last: string, scope: WrittenTrack['scope']): WrittenTrack => ({
  trackId: `00000000-0000-4000-8000-00000000000${last}`,
  seat: '00000000-0000-4000-8000-0000000000a1',
  scope,
  source: 'microphone',
});
const OWN = track('1', 'plenary');
const CAUCUS = track('2', 'caucus:A');

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'verify-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A recording of two plenary files with a caucus in between. */
function record(): StrandWriter {
  const strand = new StrandWriter(CALL, 'node-1', START);
  strand.open(OWN, START);
  strand.segment(OWN, 0, [START, 0, 10]);
  strand.open(CAUCUS, START);
  strand.segment(CAUCUS, 0, [START, 10, 20]);
  strand.segment(OWN, 1, [START, 20, 30]);
  strand.add({ kind: 'closed', reason: 'host' }, START);
  return strand;
}

/** The same of a node that was killed: nobody closed it. */
function killed(): StrandWriter {
  const strand = record();
  strand.entries.pop();
  return strand;
}

interface Parts {
  manifest: ExportManifest;
  files: Map<string, Buffer>;
}
function partsOf(strand: StrandWriter): Parts {
  const call = { sessionId: CALL, requestNo: 'R-1', scope: 'plenary', startedAt: null, endedAt: null } as const;
  const about = { ...call, entries: strand.entries, seated: [], bookmarks: [] };
  const files = new Map<string, Buffer>();
  strand.entries.forEach(({ body }) => {
    if (body.kind !== 'segment' || body.scope !== 'plenary') return;
    const file = strand.files.find(({ key }) => key === body.key);
    if (file) files.set(pathInExport(body.trackId, body.number, 'webm'), file.content);
  });
  return { manifest: manifestOf(about, { combined: null, missing: [], at: new Date(START) }), files };
}
async function zip({ manifest, files }: Parts, compress = false, forceZip64Format = false): Promise<string> {
  const path = join(folder, 'export.zip');
  const archive = new ZipFile();
  archive.addBuffer(Buffer.from(JSON.stringify(manifest)), MANIFEST, { compress, forceZip64Format });
  for (const [name, content] of files) archive.addBuffer(content, name, { compress, forceZip64Format });
  archive.end({ forceZip64Format, comment: '' });
  await pipeline(archive.outputStream, createWriteStream(path));
  return path;
}
const doubtsOf = async (parts: Parts, lastHashes: string[] = []) =>
  allDoubts(await verifyExport(await zip(parts), lastHashes)).map(({ where, what }) => `${what} ${where}`);
const links = ({ manifest }: Parts) => manifest.strands[0]?.links ?? [];
const segmentPath = (number: number) => pathInExport(OWN.trackId, number, 'webm');

describe('an export', () => {
  it('as it was made holds, with what is not its own withheld', async () => {
    const strand = record();
    const report = await verifyExport(await zip(partsOf(strand)), [strand.entries.at(-1)?.hash ?? '']);
    expect(allDoubts(report)).toEqual([]);
    expect(report.strands).toMatchObject([{ strand: 'node-1', links: 7, withheld: 2, endProvenBy: 'closed' }]);
    expect(report.files).toBe(2);
  });

  it('says nothing of another scope but that something stood there', () => {
    const words = JSON.stringify(partsOf(record()).manifest);
    expect(words).toContain(OWN.trackId);
    expect(words).not.toContain(CAUCUS.trackId);
    expect(words).not.toContain('caucus:A');
  });

  it.each([
    ['packed anew', true, false],
    ['with 64-bit sizes', false, true],
  ])('holds %s', async (_how, compress, wide) => {
    expect(allDoubts(await verifyExport(await zip(partsOf(record()), compress, wide)))).toEqual([]);
  });

  it.each([0, 1])('with one flipped bit in file %s does not hold', async (number) => {
    const parts = partsOf(record());
    const content = Buffer.from(parts.files.get(segmentPath(number)) ?? '');
    content[7] = (content[7] ?? 0) ^ 1;
    parts.files.set(segmentPath(number), content);
    expect(await doubtsOf(parts)).toEqual([`fileAltered ${segmentPath(number)}`]);
  });

  it('with any bits of any file changed does not hold, wherever they are', async () => {
    const { manifest, files } = partsOf(record());
    const names = [...files.keys()];
    const change = fc.tuple(fc.constantFrom(...names), fc.nat(), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(change, async ([name, place, bits]) => {
        const content = Buffer.from(files.get(name) ?? '');
        const at = place % content.length;
        content[at] = (content[at] ?? 0) ^ bits;
        const changed = new Map(files).set(name, content);
        expect(await doubtsOf({ manifest, files: changed })).toEqual([`fileAltered ${name}`]);
      }),
      { numRuns: 50 },
    );
  });

  it('with a byte flipped anywhere in the zip itself does not hold', async () => {
    const path = await zip(partsOf(record()));
    const bytes = readFileSync(path);
    const at = bytes.indexOf(`${OWN.trackId} 1 `);
    bytes[at + 3] = (bytes[at + 3] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(allDoubts(await verifyExport(path)).map(({ what }) => what)).toEqual(['fileAltered']);
  });

  it('without one of its files does not hold', async () => {
    const parts = partsOf(record());
    parts.files.delete(segmentPath(0));
    expect(await doubtsOf(parts)).toEqual([`fileMissing ${segmentPath(0)}`]);
  });

  it('with a file too many does not hold', async () => {
    const parts = partsOf(record());
    parts.files.set('segments/more.webm', Buffer.from('more'));
    expect(await doubtsOf(parts)).toEqual(['fileUnknown segments/more.webm']);
  });

  it('with a link whose words were altered does not hold', async () => {
    const parts = partsOf(record());
    const link = links(parts)[1] as ChainEntry;
    links(parts)[1] = { ...link, at: '2026-11-24T02:00:01.000Z' };
    expect(await doubtsOf(parts)).toEqual(['linkAltered node-1 #1']);
  });

  it('with a link whose hash was made to fit does not hold: the next does not follow', async () => {
    const parts = partsOf(record());
    const rest = new StrandWriter(CALL, 'node-1', '2026-11-24T02:00:05.000Z');
    links(parts)[0] = rest.entries[0] as ChainEntry;
    expect(await doubtsOf(parts)).toEqual(['linkBroken node-1 #1']);
  });

  it('with a link taken out does not hold', async () => {
    const parts = partsOf(record());
    links(parts).splice(3, 1);
    expect(await doubtsOf(parts)).toEqual(['linkMissing node-1 #3']);
  });

  it('without its beginning does not hold', async () => {
    const parts = partsOf(record());
    links(parts).shift();
    expect(await doubtsOf(parts)).toContain('firstLinkMissing node-1 #0');
  });

  it('without any strand does not hold', async () => {
    const parts = partsOf(record());
    expect(await doubtsOf({ ...parts, manifest: { ...parts.manifest, strands: [] } })).toEqual([
      `firstLinkMissing ${MANIFEST}`,
    ]);
  });

  it('whose last links were cut off does not hold: it says itself which was the last', async () => {
    const parts = partsOf(record());
    links(parts).splice(5);
    parts.files.delete(segmentPath(1));
    expect(await doubtsOf(parts)).toEqual(['endMissing node-1']);
  });

  it('cut off with care is never taken for whole: only the hash that the bureau shows tells it from a killed node’s', async () => {
    const strand = record();
    const parts = partsOf(strand);
    const [cut] = parts.manifest.strands;
    links(parts).splice(5);
    if (cut) cut.lastHash = links(parts).at(-1)?.hash;
    parts.files.delete(segmentPath(1));
    const path = await zip(parts);
    expect(allDoubts(await verifyExport(path))).toEqual([]);
    expect(openEnds(await verifyExport(path))).toEqual(['node-1']);
    const last = strand.entries.at(-1)?.hash ?? '';
    expect(allDoubts(await verifyExport(path, [last]))).toEqual([{ where: last, what: 'unexpectedEnd' }]);
  });

  it('holds against a hash that was noted before the end, which proves nothing of what follows it', async () => {
    const strand = record();
    const report = await verifyExport(await zip(partsOf(strand)), [strand.entries[4]?.hash ?? '']);
    expect([allDoubts(report), openEnds(report)]).toEqual([[], ['node-1']]);
    expect(report.strands).toMatchObject([{ endProvenBy: null, sinceNoted: 2 }]);
  });

  it('of a node that was killed holds, and its end is proven by the hash that the bureau shows', async () => {
    const strand = killed();
    const path = await zip(partsOf(strand));
    expect([allDoubts(await verifyExport(path)), openEnds(await verifyExport(path))]).toEqual([[], ['node-1']]);
    const shown = await verifyExport(path, [strand.entries.at(-1)?.hash ?? '']);
    expect([allDoubts(shown), openEnds(shown)]).toEqual([[], []]);
    expect(shown.strands).toMatchObject([{ endProvenBy: 'noted' }]);
  });

  it('whose film is another does not hold', async () => {
    const parts = partsOf(record());
    parts.manifest.combined = { bytes: 4, sha256: 'a'.repeat(64) };
    parts.files.set(COMBINED, Buffer.from('film'));
    expect(await doubtsOf(parts)).toEqual([`fileAltered ${COMBINED}`]);
  });

  it.each([
    ['no zip', Buffer.from('this is no zip'), 'notAZip'],
    ['an empty file', Buffer.alloc(0), 'notAZip'],
  ])('that is %s does not hold', async (_what, content, what) => {
    const path = join(folder, 'other.zip');
    writeFileSync(path, content);
    expect(allDoubts(await verifyExport(path))).toMatchObject([{ what }]);
  });

  it('that is cut short does not hold', async () => {
    const path = await zip(partsOf(record()));
    writeFileSync(path, readFileSync(path).subarray(0, -40));
    expect(allDoubts(await verifyExport(path))).not.toEqual([]);
  });
});

describe('the command', () => {
  const run = (...args: string[]) =>
    spawnSync(
      process.execPath,
      ['--require', './scripts/measure/typescript.cjs', 'server/src/recordings/verify/main.ts', ...args],
      { encoding: 'utf8', timeout: 55_000 },
    );

  it('ends with 3 where all holds and a killed node closed nothing, with 0 once the last hash is given', async () => {
    const strand = killed();
    const path = await zip(partsOf(strand));
    const open = run(path);
    expect([open.status, open.stdout]).toEqual([3, expect.stringContaining('its end is not proven')]);
    const shown = run(path, strand.entries.at(-1)?.hash ?? '');
    expect([shown.status, shown.stdout]).toEqual([0, expect.stringContaining('everything is as it was recorded')]);
  });

  it('ends with 0 where everything holds and with 1 where anything does not, and says what', async () => {
    const good = run(await zip(partsOf(record())));
    expect(good.stderr).toBe('');
    expect([good.status, good.stdout]).toEqual([0, expect.stringContaining('Strand node-1: 7 links')]);
    const parts = partsOf(record());
    parts.files.delete(segmentPath(1));
    const bad = run(await zip(parts));
    expect([bad.status, bad.stdout]).toEqual([1, expect.stringContaining(`${segmentPath(1)} is missing`)]);
    expect(run(join(folder, 'nothing.zip')).status).toBe(2);
  });
});
