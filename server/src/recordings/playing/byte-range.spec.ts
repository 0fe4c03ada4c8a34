import { readRange } from './byte-range';

describe('a Range header, of a file of 100 bytes', () => {
  it.each([
    ['bytes=0-9', { start: 0, end: 9 }],
    ['bytes=90-', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-500', { start: 0, end: 99 }],
    ['bytes=95-500', { start: 95, end: 99 }],
    ['bytes=99-99', { start: 99, end: 99 }],
  ])('%s asks for a part', (header, range) => {
    expect(readRange(header, 100)).toEqual(range);
  });

  it.each([undefined, '', 'bytes=', 'bytes=-', 'bytes=9-3', 'bytes=0-1,5-6', 'items=0-1', 'bytes=a-b'])(
    '%s asks for all of it',
    (header) => {
      expect(readRange(header, 100)).toBeNull();
    },
  );

  it.each(['bytes=100-', 'bytes=200-300', 'bytes=-0'])('%s asks for what does not exist', (header) => {
    expect(readRange(header, 100)).toBe('unsatisfiable');
  });
});
