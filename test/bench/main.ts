import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchRow } from './row';
import { say, sayFailure } from '../support/say';
import { asTable } from '../support/table';

interface Bench {
  run(): Promise<BenchRow[]>;
}

const RESULTS = join(__dirname, '../../bench-results');

async function main(name: string): Promise<void> {
  const bench = (await import(`./${name}.bench.ts`)) as Bench;
  say(`\nVideo Home: measuring ${name}`);
  const rows = await bench.run();
  say(`\n${tableOf(rows)}`);
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, `${name}.json`), `${JSON.stringify(rows, null, 2)}\n`);
  say(`\nWritten to bench-results/${name}.json`);
}

/** The rows as text in columns: names to the left, figures to the right. */
function tableOf(rows: readonly BenchRow[]): string {
  const head = ['', 'unit', 'ours', 'peer', 'floor', 'ratio', 'n'];
  const body = rows.map((row) => [
    row.name,
    row.unit,
    ...[row.ours, row.peer, row.floor, row.ratio].map(figure),
    String(row.n),
  ]);
  return asTable([head, ...body], (column) => column > 1);
}

/** Three figures that count, and an en dash where nothing was measured. */
const figure = (value: number | null): string =>
  value === null ? '–' : Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));

main(process.argv[2] ?? '').catch((error: unknown) => {
  sayFailure(error);
});
