import type { CallQuality } from '@contracts/http/call-people';
import { goodShare, linesOf } from './line-shares';

const sample = (at: string, grade: 'good' | 'poor' | 'bad') => ({
  ...{ at, grade, trouble: null, lossShare: 0, roundTripMs: 20, freezes: 0 },
});
const quality: CallQuality = {
  seats: [
    { seat: 'a', samples: [sample('2026-11-24T02:00:10Z', 'good'), sample('2026-11-24T02:00:20Z', 'bad')] },
    { seat: 'b', samples: [sample('2026-11-24T02:00:30Z', 'good')] },
  ],
  pauses: [],
  pausedSeconds: 0,
  cuts: [{ seat: 'a', from: '2026-11-24T02:00:15Z', to: null }],
};

describe('the lines of a talk that is over', () => {
  it('stand over one span, each with its cuts', () => {
    const { from, to, lines } = linesOf(quality);
    expect([from, to].map((at) => new Date(at).toISOString())).toEqual([
      '2026-11-24T02:00:10.000Z',
      '2026-11-24T02:00:30.000Z',
    ]);
    expect(lines.map(({ seat, cuts }) => [seat, cuts])).toEqual([
      ['a', 1],
      ['b', 0],
    ]);
  });

  it('were good for the share of their readings that were', () => {
    expect(linesOf(quality).lines.map(({ points }) => goodShare(points))).toEqual([0.5, 1]);
    expect(goodShare([])).toBeNull();
  });
});
