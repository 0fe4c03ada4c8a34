import { randomUUID } from 'node:crypto';
import type { ChainEntry } from '@contracts/media/recording';
import { secondsAfter, StrandWriter, type WrittenTrack } from '../../../../test/support/strand';
import { timelineOf } from './timeline';

const START = '2026-11-24T02:00:00.000Z';
const at = (seconds: number) => secondsAfter(START, seconds);
const track = (scope: WrittenTrack['scope'] = 'plenary', change: Partial<WrittenTrack> = {}): WrittenTrack => ({
  trackId: randomUUID(),
  seat: randomUUID(),
  scope,
  source: 'camera',
  ...change,
});
const strandOf = (name = 'node-1') => new StrandWriter(randomUUID(), name, START);
const plenary = (entries: readonly ChainEntry[], endedAt: Date | null = null) =>
  timelineOf(entries, 'plenary', endedAt);

describe('a timeline', () => {
  it('of a chain without a file has neither tracks nor gaps', () => {
    const strand = strandOf();
    strand.open(track(), at(1));
    expect(plenary(strand.entries)).toMatchObject({ tracks: [], gaps: [], startsAt: null, endsAt: null });
  });

  it('puts files by number, whatever came first, and tracks by their beginning', () => {
    const [early, late] = [track(), track()];
    const strand = strandOf();
    strand.open(late, at(20));
    strand.open(early, at(0));
    strand.segment(early, 1, [START, 10, 20]);
    strand.segment(late, 0, [START, 20, 30]);
    strand.segment(early, 0, [START, 0, 10]);
    const { tracks, gaps, startsAt, endsAt } = plenary(strand.entries);
    expect(tracks.map(({ trackId, segments }) => [trackId, segments.map(({ number }) => number)])).toEqual([
      [early.trackId, [0, 1]],
      [late.trackId, [0]],
    ]);
    expect([gaps, startsAt, endsAt]).toEqual([[], at(0), at(30)]);
  });

  it('knows a track by its files even when the link that opened it is lost', () => {
    const strand = strandOf();
    const one = track('plenary', { source: 'microphone' });
    strand.segment(one, 0, [START, 0, 10]);
    expect(plenary(strand.entries).tracks).toMatchObject([{ mime: 'audio/webm', container: 'webm', seat: one.seat }]);
  });
});

describe('a gap of one track', () => {
  const interrupted = (gap?: { from: number; to: number | null }) => {
    const strand = strandOf();
    const one = track();
    strand.open(one, at(0));
    strand.segment(one, 0, [START, 0, 10]);
    const { trackId, seat, scope, source } = one;
    const body = { kind: 'gap', trackId, seat, scope, source, reason: 'recorderFailed' } as const;
    if (gap) strand.add({ ...body, from: at(gap.from), to: gap.to === null ? null : at(gap.to) }, at(gap.from));
    strand.segment(one, 1, [START, 25, 35]);
    return { ...plenary(strand.entries), trackId };
  };

  it('that the node told of stands as it told', () => {
    const { gaps, trackId } = interrupted({ from: 10, to: 25 });
    expect(gaps).toEqual([{ trackId, from: at(10), to: at(25), reason: 'recorderFailed' }]);
  });

  it('whose end was never told ends with the next file', () => {
    expect(interrupted({ from: 10, to: null }).gaps).toMatchObject([{ from: at(10), to: at(25) }]);
  });

  it('of which nobody told is found between two files', () => {
    expect(interrupted().gaps).toMatchObject([{ from: at(10), to: at(25), reason: 'missing' }]);
  });

  it('shorter than containers round is none', () => {
    const strand = strandOf();
    const one = track();
    strand.segment(one, 0, [START, 0, 10]);
    strand.segment(one, 1, [START, 11.4, 20]);
    expect(plenary(strand.entries).gaps).toEqual([]);
  });
});

describe('a gap for all', () => {
  const node = (name: string, scope: WrittenTrack['scope'], from: number, to: number) => {
    const strand = new StrandWriter(randomUUID(), name, at(from));
    strand.segment(track(scope), 0, [START, from, to]);
    return strand;
  };

  it('lies between a node that died and the one that went on', () => {
    const entries = [...node('node-1', 'plenary', 0, 10).entries, ...node('node-2', 'plenary', 18, 28).entries];
    expect(plenary(entries).gaps).toEqual([{ trackId: null, from: at(10), to: at(18), reason: 'nodeLost' }]);
  });

  it('is shown though the other node went on within a second', () => {
    const entries = [...node('node-1', 'plenary', 0, 10).entries, ...node('node-2', 'plenary', 10.7, 20).entries];
    expect(plenary(entries).gaps).toEqual([{ trackId: null, from: at(10), to: at(10.7), reason: 'nodeLost' }]);
  });

  it('lasts to the end of the call where no node went on', () => {
    const { entries } = node('node-1', 'plenary', 0, 10);
    expect(plenary(entries, new Date(at(60))).gaps).toMatchObject([{ from: at(10), to: at(60), reason: 'nodeLost' }]);
    expect(plenary(entries, new Date(at(12))).gaps).toEqual([]);
    expect(plenary(entries).gaps).toEqual([]);
  });

  it('begins with the last file, also where that was linked long after its node was killed', () => {
    const first = node('node-1', 'plenary', 0, 10);
    const own = track();
    first.segment(own, 0, [START, 10, 14]);
    const { body } = first.segment(own, 1, [START, 14, 18]);
    first.entries.pop();
    first.add(body, at(600));
    const entries = [...first.entries, ...node('node-2', 'plenary', 30, 40).entries];
    expect(plenary(entries).gaps).toEqual([{ trackId: null, from: at(18), to: at(30), reason: 'nodeLost' }]);
  });

  it('is none where the node had closed its strand', () => {
    const first = node('node-1', 'plenary', 0, 10);
    first.add({ kind: 'closed', reason: 'empty' }, at(11));
    expect(plenary([...first.entries, ...node('node-2', 'plenary', 60, 70).entries]).gaps).toEqual([]);
  });

  it('is none of a caucus that was long over when the node died', () => {
    const first = node('node-1', 'caucus:A', 0, 10);
    first.segment(track(), 0, [START, 50, 60]);
    const second = node('node-2', 'caucus:A', 70, 80);
    expect(timelineOf([...first.entries, ...second.entries], 'caucus:A', null).gaps).toEqual([]);
  });
});
