import { hoursRow, type CsvImported, type HoursRow } from '@contracts/http/capacity';
import { checkRow, firstOverlap } from '@domain/capacity/hours-check';
import { refusalOf } from '@domain/errors';
import { parse } from 'papaparse';
import { cellReaders, type Column } from './csv-cells';

export type CsvError = CsvImported['errors'][number];
export interface CsvRow {
  readonly line: number;
  readonly resourceId: string;
  readonly hours: HoursRow;
}
export interface CsvTable {
  readonly rows: readonly CsvRow[];
  readonly errors: readonly CsvError[];
}
/** Whom the word in the first column means: one resource, none, or several. */
export type FindResource = (word: string) => readonly string[];

/** How a column may be headed. */
const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  resource: ['resource', '资源', '名称', '视频室或人员'],
  weekday: ['weekday', '星期'],
  opens: ['opens', '开始'],
  closes: ['closes', '结束'],
  validFrom: ['valid_from', '起始日'],
  validTo: ['valid_to', '截止日'],
  everyWeeks: ['every_weeks', '每几周'],
  anchor: ['anchor', '起算日'],
  nthOfMonth: ['nth', '第几个'],
  purpose: ['purpose', '用途'],
};
const NEEDED: readonly Column[] = ['resource', 'weekday', 'opens', 'closes'];
export const CSV_ROWS_LIMIT = 5000;

/**
 * Reads a table of hours, with commas, semicolons or tabs, headed in Chinese or English. Every mistake of
 * every row is told, by the line a spreadsheet shows; a row with a mistake is not among `rows`.
 */
export function readHoursCsv(csv: string, find: FindResource): CsvTable {
  const records = parse<string[]>(csv.replace(/^\uFEFF/, '').trimEnd(), { skipEmptyLines: false }).data;
  const [heading = [], ...body] = records;
  const columns = columnsOf(heading);
  const missing = NEEDED.filter((column) => !columns.has(column));
  if (missing.length > 0) return { rows: [], errors: missing.map((column) => mistake(1, column, 'columnMissing')) };
  if (body.length > CSV_ROWS_LIMIT)
    return { rows: [], errors: [mistake(1, '', 'tooManyRows', { limit: CSV_ROWS_LIMIT })] };
  const read = body.flatMap((cells, index) => {
    const blank = cells.every((cell) => cell.trim() === '');
    return blank ? [] : [readRow(index + 2, (column) => cells[columns.get(column) ?? -1]?.trim() ?? '', find)];
  });
  const rows = read.flatMap(({ row }) => (row ? [row] : []));
  const errors = [...read.flatMap((one) => one.errors), ...overlapsOf(rows)];
  if (read.length === 0) errors.push(mistake(2, '', 'noRows'));
  return { rows, errors: errors.sort((a, b) => a.line - b.line) };
}

function columnsOf(heading: readonly string[]): Map<Column, number> {
  const columns = new Map<Column, number>();
  const named = Object.entries(HEADINGS) as [Column, readonly string[]][];
  heading.forEach((cell, index) => {
    const word = cell.trim().toLowerCase();
    const found = named.find(([, words]) => words.includes(word));
    if (found) columns.set(found[0], index);
  });
  return columns;
}

function readRow(
  line: number,
  cell: (column: Column) => string,
  find: FindResource,
): { row: CsvRow | null; errors: CsvError[] } {
  const errors: CsvError[] = [];
  const values: Partial<Record<Column, unknown>> = {};
  for (const [column, { read, code }] of Object.entries(cellReaders) as [Column, (typeof cellReaders)[Column]][]) {
    const text = cell(column);
    const value = read(text);
    if (value === undefined) errors.push(mistake(line, column, text === '' ? 'valueMissing' : code, { value: text }));
    else values[column] = value;
  }
  const word = cell('resource');
  const found = word === '' ? [] : find(word);
  if (word !== '' && found.length !== 1) {
    errors.push(
      mistake(line, 'resource', found.length === 0 ? 'resourceUnknown' : 'resourceAmbiguous', { value: word }),
    );
  }
  const parsed = hoursRow.safeParse(values);
  const [resourceId] = found;
  if (errors.length > 0 || !parsed.success || resourceId === undefined) return { row: null, errors };
  const refused = rowRefusal(parsed.data, line);
  return refused ? { row: null, errors: [refused] } : { row: { line, resourceId, hours: parsed.data }, errors: [] };
}

const WHERE: Readonly<Record<string, Column>> = {
  HOURS_BACKWARDS: 'closes',
  SEASON_BACKWARDS: 'validTo',
  ANCHOR_MISSING: 'anchor',
};

/** What the domain refuses of one row. */
function rowRefusal(row: HoursRow, line: number): CsvError | null {
  const refused = refusalOf(() => checkRow(row, line));
  return refused && mistake(line, WHERE[refused.code] ?? '', refused.code);
}

/** Rows of one resource that are open at once: the later one is told, with the line of the earlier. */
function overlapsOf(rows: readonly CsvRow[]): CsvError[] {
  const byResource = new Map<string, CsvRow[]>();
  const errors: CsvError[] = [];
  for (const row of rows) {
    const known = byResource.get(row.resourceId) ?? [];
    const other = known.find((one) => firstOverlap(one.hours, row.hours) !== null);
    if (other) errors.push(mistake(row.line, 'opens', 'HOURS_OVERLAP', { other: other.line }));
    byResource.set(row.resourceId, [...known, row]);
  }
  return errors;
}

const mistake = (line: number, column: string, code: string, params: CsvError['params'] = {}): CsvError => ({
  line,
  column,
  code,
  params,
});
