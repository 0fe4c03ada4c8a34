import { readPasted } from './calendar-paste';

describe('days pasted from a notice', () => {
  it('are read with spans, names and the weekday that a make-up day works as', () => {
    const { days, mistakes } = readPasted(
      '2027年2月5日至2027年2月7日 放假 春节\n\n2027-02-20 上班 按周五 春节\n2027/10/9，调休，按星期三，国庆节\n2027-05-03 照常',
    );
    expect(mistakes).toEqual([]);
    expect(days).toEqual([
      { day: '2027-02-05', kind: 'holiday', name: '春节', worksAs: null },
      { day: '2027-02-06', kind: 'holiday', name: '春节', worksAs: null },
      { day: '2027-02-07', kind: 'holiday', name: '春节', worksAs: null },
      { day: '2027-02-20', kind: 'workday', name: '春节', worksAs: 5 },
      { day: '2027-10-09', kind: 'workday', name: '国庆节', worksAs: 3 },
      { day: '2027-05-03', kind: 'ordinary', name: '', worksAs: null },
    ]);
  });

  it('are read in English', () => {
    expect(readPasted('2027-02-20 workday as 5 Spring Festival').days).toEqual([
      { day: '2027-02-20', kind: 'workday', name: 'Spring Festival', worksAs: 5 },
    ]);
    expect(readPasted('2027-01-01 to 2027-01-02 holiday New Year').days.map(({ name }) => name)).toEqual([
      'New Year',
      'New Year',
    ]);
  });

  it('say which line is wrong, and why', () => {
    const { mistakes } = readPasted(
      [
        '2027-02-30 放假',
        '春节 放假',
        '2027-02-05',
        '2027-02-07 至 2027-02-05 放假',
        '2027-01-01 至 2027-03-01 放假',
        '2027-04-01 放假',
        '2027-04-01 上班',
      ].join('\n'),
    );
    expect(mistakes.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '1 dateWrong',
      '2 dateWrong',
      '3 kindMissing',
      '4 backwards',
      '5 tooLong',
      '7 twice',
    ]);
  });
});
