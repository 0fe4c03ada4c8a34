import { basename } from 'node:path';
import type { ExportManifest } from '@contracts/recording-export';
import { allDoubts, openEnds, verifyExport, type Doubt, type ExportReport } from './verify-export';

/** What each doubt says to whoever holds the file. */
const WORDS: Record<Doubt['what'], string> = {
  notAZip: 'is missing or damaged: this is no whole zip file',
  manifestMissing: 'is missing: this is no exported recording',
  manifestUnreadable: 'cannot be read',
  namedTwice: 'is there twice',
  firstLinkMissing: 'is not the beginning of the chain',
  linkMissing: 'is not there: a link was taken out',
  linkBroken: 'does not follow the link before it',
  linkAltered: 'is not what was written: its words or its hash were changed',
  endMissing: 'ends too early: its last links were cut off',
  unexpectedEnd: 'stands in no strand: the chain was written anew, or its end was cut off',
  fileMissing: 'is missing',
  fileSize: 'has another size than was recorded',
  fileAltered: 'has other bytes than were recorded',
  fileUnknown: 'is not part of the recording',
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const sayDoubts = (doubts: readonly Doubt[]): void => {
  for (const { where, what } of doubts) say(`  ✗ ${where} ${WORDS[what]}`);
};

function sayReport(report: ExportReport): void {
  const { manifest } = report;
  if (manifest) {
    say(
      `Session ${manifest.sessionId}, request ${manifest.requestNo}, ${manifest.scope}, exported ${manifest.exportedAt}`,
    );
  }
  for (const { strand, links, withheld, lastHash, endProvenBy, sinceNoted, doubts } of report.strands) {
    const others = withheld > 0 ? `, ${withheld} of them about other talks and withheld` : '';
    say(`Strand ${strand}: ${links} links${others}${doubts.length === 0 ? ', ok' : ''}`);
    sayDoubts(doubts);
    if (endProvenBy === 'noted') say('  its node did not close it; it ends with a last hash that was noted elsewhere');
    if (endProvenBy === null) say(`  ! its end is not proven: ${whyOpen(manifest, sinceNoted)}`);
    say(`  last hash ${lastHash}`);
  }
  if (manifest) say(`Files: ${report.files} checked${report.doubts.length === 0 ? ', ok' : ''}`);
  sayDoubts(report.doubts);
}

function whyOpen(manifest: ExportManifest | null, sinceNoted: number): string {
  if (sinceNoted > 0) return `${sinceNoted} links follow the one that was noted elsewhere`;
  if (manifest?.endedAt === null) return 'the call went on when this was exported';
  return 'its node was killed before it could close it, or its last links were cut off';
}

/** One sentence for the whole, and what a script reads. */
function verdict(report: ExportReport): { code: number; words: string } {
  if (allDoubts(report).length > 0) return { code: 1, words: 'NOT as it was recorded.' };
  if (openEnds(report).length === 0) return { code: 0, words: 'everything is as it was recorded.' };
  const words = 'everything that is there is as it was recorded; that nothing is cut off at an end is not proven.';
  return { code: 3, words: `${words} Give the last hashes that the bureau shows.` };
}

/**
 * `verify FILE [LAST-HASH …]`: exit code 0 where everything holds, 1 with any doubt, 2 where nothing could be checked,
 * 3 where everything that is there holds and the end of a strand is proven by nothing (a killed node leaves it so).
 */
async function main([file, ...lastHashes]: readonly string[]): Promise<number> {
  if (file === undefined) {
    say('npm run verify -- FILE [LAST-HASH …]');
    say(
      'Checks an exported recording. Last hashes, as the bureau shows them, prove that its chain was not written anew.',
    );
    return 2;
  }
  const report = await verifyExport(file, lastHashes);
  sayReport(report);
  const { code, words } = verdict(report);
  say(`${basename(file)}: ${words}`);
  return code;
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    say(error instanceof Error ? error.message : 'The file could not be read.');
    process.exitCode = 2;
  },
);
