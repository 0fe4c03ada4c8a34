import type { RecordingTrack, RecordingView } from '@contracts/http/recordings';
import fc from 'fast-check';
import { toldOf } from './happening-words';
import { firstLook, pieceAfter, pieceAt, skipTo, spansOf, tilesOf, type Lane } from './lanes';
import { AHEAD_MS, stalePieces, wantedPieces } from './loading';
import { reachable } from './reachable';
import { storyOf } from './story';
import { stretchesOf, whyAbsent } from './stretches';
import { momentAt, shareOf, ticksOf } from './time-scale';

const TEN = Date.parse('2026-11-24T02:00:00.000Z');
const after = (seconds: number): number => TEN + seconds * 1_000;
const iso = (seconds: number): string => new Date(after(seconds)).toISOString();
const WHOLE = { from: after(0), to: after(60) };

let ids = 0;
function track(seat: string, source: RecordingTrack['source'], ...spans: [from: number, to: number][]): RecordingTrack {
  const who = { A: { role: 'party', side: 'A' }, B: { role: 'party', side: 'B' } } as const;
  const known = seat === 'A' || seat === 'B' ? who[seat] : ({ role: 'host', side: null } as const);
  const segments = spans.map(([from, to], number) => {
    return { number, from: iso(from), to: iso(to), bytes: 1, url: `/${seat}/${number}`, width: null, height: null };
  });
  ids += 1;
  return { trackId: `t${ids}`, seat, ...known, name: seat, source, mime: 'video/webm', container: 'webm', segments };
}
const happening = (seconds: number, what: string, seat: string | null = null, detail = '{}') => {
  return { at: iso(seconds), what, seat, name: seat, detail };
};
const tale = (happenings: RecordingView['happenings'], gaps: RecordingView['gaps'] = []) =>
  storyOf({ scope: 'plenary', gaps, happenings });
const tileOf = (...tracks: RecordingTrack[]) => {
  const [tile] = tilesOf({ tracks });
  if (!tile) throw new Error('no tile');
  return tile;
};
const laneOf = (...spans: [number, number][]): Lane => {
  const { picture } = tileOf(track('A', 'camera', ...spans));
  if (!picture) throw new Error('no lane');
  return picture;
};

describe('tiles', () => {
  it('stand side A, side B, host, then what was shown', () => {
    const tracks = [
      track('host', 'screen', [0, 10]),
      track('host', 'camera', [0, 10]),
      track('B', 'camera', [0, 10]),
      track('A', 'microphone', [0, 10]),
    ];
    expect(tilesOf({ tracks }).map(({ seat, kind }) => `${seat} ${kind}`)).toEqual([
      ...['A person', 'B person', 'host person', 'host screen'],
    ]);
  });

  it('hold the tracks of one seat and source in one lane, in the order of time', () => {
    const { picture } = tileOf(track('A', 'camera', [30, 40]), track('A', 'camera', [0, 10], [10, 20]));
    expect(picture?.pieces.map(({ from }) => (from - TEN) / 1_000)).toEqual([0, 10, 30]);
  });

  it('are first looked at where the cameras that begin at once have begun', () => {
    const tracks = [track('A', 'camera', [0.5, 9]), track('B', 'camera', [2, 9]), track('host', 'camera', [8, 9])];
    expect(firstLook(tilesOf({ tracks }), WHOLE)).toBe(after(2));
  });
});

describe('a lane', () => {
  const lane = laneOf([0, 10], [10.4, 20], [30, 40]);

  it('bridges the rounding between two files, and no real hole', () => {
    expect(pieceAt(lane, after(10.2))?.from).toBe(after(0));
    expect(pieceAt(lane, after(25))).toBeNull();
    expect(spansOf(lane)).toEqual([
      { from: after(0), to: after(20) },
      { from: after(30), to: after(40) },
    ]);
  });

  it('knows what comes next, if it comes soon', () => {
    expect(pieceAfter(lane, after(27), 5_000)?.from).toBe(after(30));
    expect(pieceAfter(lane, after(21), 5_000)).toBeNull();
  });

  it('is skipped over only where no lane has anything', () => {
    expect(skipTo([lane], after(22))).toBe(after(30));
    expect(skipTo([lane, laneOf([20, 30])], after(22))).toBeNull();
    expect(skipTo([lane], after(50))).toBeNull();
  });
});

describe('loading', () => {
  const ninetyMinutes = laneOf(...Array.from({ length: 540 }, (_, n): [number, number] => [n * 10, n * 10 + 10]));

  it('asks for the file under the play head first, then for those shortly ahead, and for no others', () => {
    const wanted = wantedPieces(ninetyMinutes, after(2_345)).map(({ from }) => (from - TEN) / 1_000);
    expect(wanted).toEqual([2_340, 2_350, 2_360, 2_370]);
  });

  it('never drops what it would ask for again, and never holds more than a few minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_400_000 }), (offset) => {
        const at = TEN + offset;
        const stale = new Set(stalePieces(ninetyMinutes.pieces, at));
        expect(wantedPieces(ninetyMinutes, at).filter((piece) => stale.has(piece))).toEqual([]);
        expect(ninetyMinutes.pieces.length - stale.size).toBeLessThanOrEqual(10);
      }),
    );
    expect(AHEAD_MS).toBeGreaterThan(10_000);
  });
});

describe('an element', () => {
  const ranges = [
    { start: 1, end: 10 },
    { start: 10.5, end: 20 },
  ];
  it('is set to the moment, or to the next thing close by, and never to where nothing is', () => {
    expect(reachable(ranges, 5, 1.5)).toBe(5);
    expect(reachable(ranges, 1, 1.5)).toBeCloseTo(1.002);
    expect(reachable(ranges, 10.2, 1.5)).toBeCloseTo(10.502);
    expect(reachable(ranges, 25, 1.5)).toBeNull();
  });
});

describe('why there is no picture', () => {
  const camera = track('A', 'camera', [0, 10], [50, 60]);
  const tile = tileOf(camera);

  it('is what the recorder said, before anything that happened in the call', () => {
    const gap = { trackId: camera.trackId, from: iso(10), to: iso(50), reason: 'storageFailed' as const };
    expect(whyAbsent(tile, tale([happening(15, 'callSuspended')], [gap]), after(20))).toBe('storageFailed');
  });

  it('is no concern of a gap in the track of somebody else', () => {
    const gap = { trackId: 'other', from: iso(10), to: iso(50), reason: 'storageFailed' as const };
    expect(whyAbsent(tile, tale([], [gap]), after(20))).toBe('off');
    expect(whyAbsent(tile, tale([], [{ ...gap, trackId: null, reason: 'nodeLost' }]), after(20))).toBe('nodeLost');
  });

  it('is a broken picture where the sound went on', () => {
    const heard = tileOf(camera, track('A', 'microphone', [0, 60]));
    const gap = { trackId: camera.trackId, from: iso(10), to: iso(50), reason: 'missing' as const };
    expect(whyAbsent(heard, tale([], [gap]), after(20))).toBe('unseen');
    expect(whyAbsent(tile, tale([], [gap]), after(20))).toBe('missing');
  });

  it('is the private talk for who is in it, and for nobody else', () => {
    const story = tale([happening(10, 'caucusOpened', null, '{"side":"A"}'), happening(40, 'caucusClosed')]);
    expect(whyAbsent(tile, story, after(20))).toBe('caucus');
    expect(whyAbsent(tileOf(track('host', 'camera', [0, 10])), story, after(20))).toBe('caucus');
    expect(whyAbsent(tileOf(track('B', 'camera', [0, 10])), story, after(20))).toBe('off');
  });

  it('tells who is not here yet from who was cut off and from who has left', () => {
    const story = tale([
      happening(5, 'peerJoined', 'A'),
      happening(10, 'peerLeft', 'A', '{"reason":"lost"}'),
      happening(20, 'peerJoined', 'A', '{"rejoined":true}'),
      happening(30, 'peerLeft', 'A', '{"reason":"left"}'),
    ]);
    expect([2, 7, 15, 25, 35].map((at) => whyAbsent(tile, story, after(at)))).toEqual([
      ...['notYet', 'off', 'cutOff', 'off', 'left'],
    ]);
  });
});

describe('the line of time', () => {
  it('draws every moment once, whatever lies under it', () => {
    const second = fc.integer({ min: 0, max: 59 });
    const span = fc
      .tuple(second, fc.integer({ min: 1, max: 30 }))
      .map(([from, long]): [number, number] => [from, from + long]);
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 6 }), fc.array(span, { maxLength: 4 }), (seen, paused) => {
        const story = tale(
          paused
            .toSorted(([one], [other]) => one - other)
            .flatMap(([from, to]) => [happening(from, 'callSuspended'), happening(to, 'callResumed')]),
        );
        const stretches = stretchesOf(tileOf(track('A', 'camera', ...seen)), story, WHOLE);
        expect(stretches[0]?.from).toBe(WHOLE.from);
        expect(stretches.at(-1)?.to).toBe(WHOLE.to);
        for (const [index, { from, to, has, why }] of stretches.entries()) {
          expect(to).toBeGreaterThan(from);
          expect(stretches[index + 1]?.from ?? WHOLE.to).toBe(to);
          expect(why === null).toBe(has === 'picture');
        }
      }),
    );
  });

  it('shows sound without a picture as sound, and a pause as nothing', () => {
    const tile = tileOf(track('A', 'camera', [0, 10]), track('A', 'microphone', [0, 20], [40, 60]));
    const story = tale([happening(20, 'callSuspended'), happening(40, 'callResumed')]);
    expect(stretchesOf(tile, story, WHOLE).map(({ has, why }) => [has, why])).toEqual([
      ...[['picture', null] as const, ['sound', 'off'] as const],
      ...[['nothing', 'suspended'] as const, ['sound', 'off'] as const],
    ]);
  });

  it('finds the moment again that it drew', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (offset) => {
        expect(momentAt(WHOLE, shareOf(WHOLE, TEN + offset))).toBeCloseTo(TEN + offset, 0);
      }),
    );
    expect(momentAt(WHOLE, -1)).toBe(WHOLE.from);
    expect(momentAt(WHOLE, 2)).toBe(WHOLE.to);
  });

  it.each([20, 108, 5_400, 20_000])(
    'has round moments of the clock, few enough to read, over %d seconds',
    (seconds) => {
      const ticks = ticksOf({ from: TEN + 1, to: TEN + seconds * 1_000 }, 8);
      expect(ticks.length).toBeGreaterThan(0);
      expect(ticks.length).toBeLessThanOrEqual(9);
      for (const tick of ticks) expect(tick % 10_000).toBe(0);
    },
  );
});

describe('what happened', () => {
  it('is told where it matters, and not where the call only sorts itself', () => {
    expect(toldOf(happening(1, 'peerJoined', 'A', '{"rejoined":true}'))).toBe('rejoined');
    expect(toldOf(happening(1, 'peerLeft', 'A', '{"reason":"lost"}'))).toBe('lost');
    expect(toldOf(happening(1, 'peerLeft', 'A', '{"reason":"ended"}'))).toBeNull();
    expect(toldOf(happening(1, 'caucusOpened', null, '{"side":"B"}'))).toBe('caucusB');
    expect(toldOf(happening(1, 'caucusOpened', null, 'A'))).toBe('caucusA');
    expect(toldOf(happening(1, 'peerMoved', 'A', '{"to":"plenary"}'))).toBeNull();
  });
});
