import fc from 'fast-check';
import { interruptionsOf, pausedSeconds, type SeatEvent } from './call-interruptions';

const told = (sequence: number, kind: string, change: Partial<SeatEvent> = {}): SeatEvent => ({
  nodeId: 'node-1',
  sequence,
  at: 1_000 * sequence,
  kind,
  side: null,
  seat: null,
  reason: null,
  ...change,
});
const day = [
  told(1, 'callSuspended'),
  told(4, 'callResumed'),
  told(5, 'peerLeft', { seat: 'a', reason: 'lost' }),
  told(7, 'peerJoined', { seat: 'a' }),
  told(8, 'peerLeft', { seat: 'b', reason: 'left' }),
  told(9, 'callSuspended'),
];

describe('interruptions of a talk', () => {
  it('are the host’s pauses and the lines that were lost; leaving is none', () => {
    expect(interruptionsOf(day, null)).toEqual({
      pauses: [
        { from: 1000, to: 4000 },
        { from: 9000, to: null },
      ],
      cuts: [{ seat: 'a', from: 5000, to: 7000 }],
    });
  });

  it('are the same in whatever order the news came', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(day, { minLength: day.length }), (events) => {
        expect(interruptionsOf(events, 12_000)).toEqual(interruptionsOf(day, 12_000));
      }),
    );
  });

  it('end with the talk, but for a line that never came back', () => {
    const lost = told(3, 'peerLeft', { seat: 'a', reason: 'lost' });
    expect(interruptionsOf([told(2, 'callSuspended'), lost], 5_000)).toEqual({
      pauses: [{ from: 2000, to: 5000 }],
      cuts: [{ seat: 'a', from: 3000, to: null }],
    });
  });

  it('go on when a node shuts down, for the next one takes the pause over', () => {
    const moved = [told(1, 'callSuspended'), told(2, 'callEnded', { reason: 'nodeClosing' }), told(6, 'callResumed')];
    expect(interruptionsOf(moved, null).pauses).toEqual([{ from: 1000, to: 6000 }]);
  });

  it('count a pause once, though it is told twice', () => {
    const { pauses } = interruptionsOf([told(1, 'callSuspended'), told(2, 'callSuspended'), told(3, 'callResumed')], 9);
    expect(pauses).toEqual([{ from: 1000, to: 3000 }]);
    expect(pausedSeconds(pauses, 99_000)).toBe(2);
    expect(pausedSeconds([{ from: 1000, to: null }], 3_400)).toBe(2);
  });
});
