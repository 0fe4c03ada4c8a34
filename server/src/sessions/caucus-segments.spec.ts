import { caucusSegments, type ToldEvent } from './caucus-segments';

const told = (sequence: number, kind: string, side: 'A' | 'B' | null = null, nodeId = 'node-1'): ToldEvent => ({
  nodeId,
  sequence,
  at: 1_000 * sequence,
  kind,
  side,
});

describe('private talks of a session', () => {
  it('last from opening to closing', () => {
    const segments = caucusSegments('s', [
      told(1, 'callStarted'),
      told(2, 'caucusOpened', 'A'),
      told(5, 'caucusClosed', 'A'),
    ]);
    expect(segments).toMatchObject([{ side: 'A', startedAt: 2000, endedAt: 5000 }]);
  });

  it('are the same in whatever order the news came', () => {
    const events = [told(2, 'caucusOpened', 'A'), told(5, 'caucusClosed', 'A'), told(6, 'caucusOpened', 'B')];
    expect(caucusSegments('s', events.toReversed())).toEqual(caucusSegments('s', events));
  });

  it('end when one with the other side opens, and when the call ends', () => {
    const segments = caucusSegments('s', [
      told(2, 'caucusOpened', 'A'),
      told(4, 'caucusOpened', 'B'),
      told(7, 'callEnded'),
    ]);
    expect(segments).toMatchObject([
      { side: 'A', endedAt: 4000 },
      { side: 'B', endedAt: 7000 },
    ]);
  });

  it('are open while nobody has told of their end', () => {
    expect(caucusSegments('s', [told(2, 'caucusOpened', 'A'), told(3, 'peerLeft')])).toMatchObject([{ endedAt: null }]);
  });

  it('end when another node takes the call over', () => {
    const events = [told(2, 'caucusOpened', 'A'), told(9, 'peerJoined', null, 'node-2')];
    expect(caucusSegments('s', events)).toMatchObject([{ endedAt: 9000 }]);
  });
});
