import { CSV_ROWS_LIMIT, readHoursCsv } from './hours-csv';

const IDS: Readonly<Record<string, string[]>> = { S1: ['room-1'], 户政: ['a', 'b'], zhang: ['zhang'] };
const read = (csv: string) => readHoursCsv(csv, (word) => IDS[word] ?? []);
const HEAD = 'resource,weekday,opens,closes,valid_from,valid_to,every_weeks,anchor,nth';

describe('a table of hours', () => {
  it('reads every column', () => {
    const { rows, errors } = read(`${HEAD}\nS1,3,08:30,12:00,2026-12-01,2027-02-28,2,2026-12-02,"1,3"\n`);
    expect(errors).toEqual([]);
    expect(rows).toEqual([
      {
        line: 2,
        resourceId: 'room-1',
        hours: {
          weekday: 3,
          opens: '08:30',
          closes: '12:00',
          validFrom: '2026-12-01',
          validTo: '2027-02-28',
          everyWeeks: 2,
          anchor: '2026-12-02',
          nthOfMonth: [1, 3],
          purpose: 'work',
        },
      },
    ]);
  });

  it('reads what a spreadsheet in Chinese saves: a byte order mark, tabs, 周三, 8:30, 2026/12/1, blank lines', () => {
    const csv =
      '\uFEFF资源\t星期\t开始\t结束\t起始日\t第几个\t用途\r\nS1\t周三\t8:30\t12：00\t2026/12/1\t末\t接访\r\n\t\t\t\t\t\t\r\nzhang\t日\t14:00\t24:00\t\t\t\r\n';
    const { rows, errors } = read(csv);
    expect(errors).toEqual([]);
    expect(rows.map(({ line, hours }) => [line, hours.weekday, hours.opens, hours.closes])).toEqual([
      [2, 3, '08:30', '12:00'],
      [4, 7, '14:00', '24:00'],
    ]);
    expect(rows[0]?.hours).toMatchObject({ validFrom: '2026-12-01', nthOfMonth: [-1], purpose: 'reception' });
  });

  it('tells every mistake of every row by its line', () => {
    const { errors } = read(
      [
        HEAD,
        'S9,8,25:00,12:00,,,,,',
        '户政,1,09:00,12:00,2026-02-30,,9,,6',
        'S1,1,12:00,09:00,,,,,',
        'S1,,,,,,,,',
      ].join('\n'),
    );
    expect(errors.map(({ line, column, code }) => `${line} ${column} ${code}`)).toEqual([
      '2 weekday weekdayWrong',
      '2 opens timeWrong',
      '2 resource resourceUnknown',
      '3 validFrom dateWrong',
      '3 everyWeeks numberWrong',
      '3 nthOfMonth nthWrong',
      '3 resource resourceAmbiguous',
      '4 closes HOURS_BACKWARDS',
      '5 weekday valueMissing',
      '5 opens valueMissing',
      '5 closes valueMissing',
    ]);
    expect(errors[0]?.params).toEqual({ value: '8' });
  });

  it('tells rows of one resource that overlap, by the later line', () => {
    const { errors } = read([HEAD, 'S1,1,09:00,12:00', 'zhang,1,09:00,12:00', 'S1,1,11:00,13:00'].join('\n'));
    expect(errors).toEqual([{ line: 4, column: 'opens', code: 'HOURS_OVERLAP', params: { other: 2 } }]);
  });

  it('names the columns that are missing, and refuses a table without rows or with too many', () => {
    expect(read('resource,opens\nS1,09:00').errors.map(({ column, code }) => `${column} ${code}`)).toEqual([
      'weekday columnMissing',
      'closes columnMissing',
    ]);
    expect(read(`${HEAD}\n`).errors.map(({ code }) => code)).toEqual(['noRows']);
    expect(
      read([HEAD, ...Array.from({ length: CSV_ROWS_LIMIT + 1 }, () => 'S1,1,9:00,10:00')].join('\n')).errors[0]?.code,
    ).toBe('tooManyRows');
  });
});
