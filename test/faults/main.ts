import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions, type Fault, type FaultRow } from './fault-row';
import { say, sayFailure } from '../support/say';
import { asTable } from '../support/table';

/** A file of faults: their names and how to do each. */
interface FaultFile {
  readonly faults: Readonly<Record<string, Fault>>;
}

const RESULTS = join(__dirname, '../../bench-results');

async function main([which = '', ...args]: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const files = readdirSync(__dirname)
    .filter((file) => file.endsWith('.faults.ts'))
    .filter((file) => which === 'all' || file === `${which}.faults.ts`);
  const rows: FaultRow[] = [];
  for (const file of files) {
    const { faults } = (await import(`./${file}`)) as FaultFile;
    for (const [name, fault] of Object.entries(faults)) {
      if (options.only.length > 0 && !options.only.some((word) => isMeant(name, word))) continue;
      say(`\n── ${name}`);
      rows.push(...(await fault(options)));
      keep(rows);
    }
  }
  say(`\n${tableOf(rows)}\n\nWritten to bench-results/faults.json`);
  if (rows.length === 0 || rows.some(({ pass }) => !pass)) process.exitCode = 1;
}

/** A number means the fault of that number, a word every fault that has it in its name. */
const isMeant = (name: string, word: string): boolean =>
  /^\d+$/.test(word) ? name.startsWith(`${word} `) : name.includes(word);

/** What an earlier run found out about other faults stays. */
function keep(rows: readonly FaultRow[]): void {
  mkdirSync(RESULTS, { recursive: true });
  const file = join(RESULTS, 'faults.json');
  const earlier = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as FaultRow[]) : [];
  const others = earlier.filter(({ name }) => !rows.some((row) => row.name === name));
  writeFileSync(file, `${JSON.stringify([...others, ...rows], null, 2)}\n`);
}

function tableOf(rows: readonly FaultRow[]): string {
  const head = ['', 'acknowledged', 'lost', 'duplicated', 'refused', 'recovered', '', ''];
  const body = rows.map((row) => [
    row.name,
    ...[row.acknowledged, row.lost, row.duplicated, row.refused].map(String),
    row.recoveredMs === null ? '–' : `${Math.round(row.recoveredMs)} ms`,
    row.pass ? 'pass' : 'FAIL',
    row.note ?? '',
  ]);
  return asTable([head, ...body], (column) => column > 0 && column < 6);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  sayFailure(error);
});
