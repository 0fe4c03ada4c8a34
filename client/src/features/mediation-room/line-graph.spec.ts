import { graphPath } from './line-graph';

const NOW = 1_000_000_000;
const minutesAgo = (minutes: number) => NOW - minutes * 60_000;

describe('the graph of a line', () => {
  it('is a stair from left to now, high where the line was good', () => {
    const points = [
      { at: minutesAgo(5), grade: 'bad' as const },
      { at: minutesAgo(10), grade: 'good' as const },
    ];
    expect(graphPath(points, NOW)).toBe('M0.0 4H60.0V20H120');
  });

  it('begins with what was last known before, and shows nothing that is still to come', () => {
    const points = [
      { at: minutesAgo(30), grade: 'poor' as const },
      { at: minutesAgo(-1), grade: 'bad' as const },
    ];
    expect(graphPath(points, NOW)).toBe('M0.0 12H120');
  });

  it('is empty where nothing was measured', () => {
    expect(graphPath([], NOW)).toBe('');
  });
});
