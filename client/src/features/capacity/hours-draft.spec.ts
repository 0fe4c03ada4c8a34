import { draftOf, inOrder, mistakesOf, mondayToFriday, newRow, officeHours, rowsOf, tidyTime } from './hours-draft';

let made = 0;
const nextKey = () => `new-${(made += 1)}`;

describe('hours being typed', () => {
  it.each([
    ['830', '08:30'],
    ['8:30', '08:30'],
    ['8：30', '08:30'],
    ['1730', '17:30'],
    ['2400', '24:00'],
    ['09:00', '09:00'],
    ['25:00', '25:00'],
    ['noon', 'noon'],
    ['', ''],
  ])('%s becomes %s', (typed, tidy) => {
    expect(tidyTime(typed)).toBe(tidy);
  });

  it('go out as they came in', () => {
    const rows = rowsOf(officeHours(nextKey));
    expect(rowsOf(draftOf(rows))).toEqual(rows);
  });

  it('Monday is copied to the weekdays and leaves the weekend alone', () => {
    const draft = [newRow('a', 1), newRow('b', 3, '10:00', '11:00'), newRow('c', 6)];
    const copied = inOrder(mondayToFriday(draft, nextKey));
    expect(copied.map(({ weekday, opens }) => `${weekday} ${opens}`)).toEqual(
      [1, 2, 3, 4, 5, 6].map((weekday) => `${weekday} 08:30`),
    );
    expect(new Set(copied.map(({ key }) => key)).size).toBe(6);
  });

  it('name each wrong row: no time, backwards, no anchor, overlap', () => {
    const mistakes = mistakesOf([
      newRow('time', 1, '8h', '12:00'),
      newRow('back', 2, '12:00', '09:00'),
      { ...newRow('anchor', 3), everyWeeks: 2 },
      newRow('first', 4, '09:00', '12:00'),
      newRow('second', 4, '11:00', '13:00'),
    ]);
    expect([...mistakes].map(([key, { code }]) => `${key} ${code}`)).toEqual([
      'time TIME_WRONG',
      'back HOURS_BACKWARDS',
      'anchor ANCHOR_MISSING',
      'second HOURS_OVERLAP',
    ]);
    expect(mistakesOf(officeHours(nextKey)).size).toBe(0);
  });
});
