import { smsSegments } from './sms-segments';

describe('parts of a text message', () => {
  it.each([
    [0, 0],
    [1, 1],
    [70, 1],
    [71, 2],
    [134, 2],
    [135, 3],
    [201, 3],
    [202, 4],
  ])('%i characters make %i', (length, parts) => {
    expect(smsSegments('约'.repeat(length))).toBe(parts);
  });

  it('counts a character outside the basic plane twice', () => {
    expect(smsSegments('𠮷'.repeat(35))).toBe(1);
    expect(smsSegments('𠮷'.repeat(36))).toBe(2);
  });
});
