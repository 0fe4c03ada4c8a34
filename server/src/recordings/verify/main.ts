import { basename } from 'node:path';
import { allDoubts, verifyExport, type Doubt, type ExportReport } from './verify-export';

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
  unexpectedEnd: 'is the end of no strand',
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
  for (const { strand, links, withheld, lastHash, closed, doubts } of report.strands) {
    const others = withheld > 0 ? `, ${withheld} of them about other talks and withheld` : '';
    say(`Strand ${strand}: ${links} links${others}${doubts.length === 0 ? ', ok' : ''}`);
    sayDoubts(doubts);
    if (!closed) say('  ! it was not closed: its node died, or the call went on when this was exported');
    say(`  last hash ${lastHash}`);
  }
  if (manifest) say(`Files: ${report.files} checked${report.doubts.length === 0 ? ', ok' : ''}`);
  sayDoubts(report.doubts);
}

/** `verify FILE [LAST-HASH …]`: exit code 0 without a doubt, 1 with any, 2 where nothing could be checked. */
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
  const doubts = allDoubts(report).length;
  say(
    doubts === 0
      ? `${basename(file)}: everything is as it was recorded.`
      : `${basename(file)}: NOT as it was recorded.`,
  );
  return doubts === 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    say(error instanceof Error ? error.message : 'The file could not be read.');
    process.exitCode = 2;
  },
);
