import type { RecordingGap } from '@contracts/http/recordings';
import { spansOf, type Span, type Tile } from './lanes';
import type { Story } from './story';

/**
 * Why there is nothing to see or hear of somebody. `off`: they were there, and their camera was
 * not; `unseen`: they were heard, and a bit of the picture did not come. */
export type Absence = RecordingGap['reason'] | 'caucus' | 'elsewhere' | 'notYet' | 'left' | 'cutOff' | 'off' | 'unseen';

export interface Stretch extends Span {
  readonly has: 'picture' | 'sound' | 'nothing';
  /** Null where there is a picture. */
  readonly why: Absence | null;
}

const covers = ({ from, to }: Span, at: number): boolean => from <= at && at < to;

/** One tile over the whole recording, cut wherever something changes: what the line of time draws. */
export function stretchesOf(tile: Tile, story: Story, whole: Span): Stretch[] {
  const [pictures, sounds] = [spansOf(tile.picture), spansOf(tile.sound)];
  const spans = [...pictures, ...sounds, ...story.gaps, ...story.pauses, ...story.caucuses];
  const own = story.presence.get(tile.seat) ?? [];
  const edges = [...spans, ...own].flatMap(({ from, to }) => [from, to]);
  const inside = edges.filter((edge) => edge > whole.from && edge < whole.to);
  const cuts = [...new Set([whole.from, ...inside, whole.to])].toSorted((one, other) => one - other);
  const found: { -readonly [Key in keyof Stretch]: Stretch[Key] }[] = [];
  for (const [index, from] of cuts.slice(0, -1).entries()) {
    const to = cuts[index + 1] ?? whole.to;
    const middle = (from + to) / 2;
    const has = pictures.some((span) => covers(span, middle))
      ? 'picture'
      : sounds.some((span) => covers(span, middle))
        ? 'sound'
        : 'nothing';
    const why = has === 'picture' ? null : whyAbsent(tile, story, middle);
    const last = found.at(-1);
    if (last?.has === has && last.why === why) last.to = to;
    else found.push({ from, to, has, why });
  }
  return found;
}

/** Why a tile has no picture at a moment: what the recorder said first, then what happened in the call. */
export function whyAbsent(tile: Tile, story: Story, at: number): Absence {
  const trackIds = new Set([tile.picture, tile.sound].flatMap((lane) => lane?.pieces.map((one) => one.trackId) ?? []));
  const told = story.gaps.filter((gap) => covers(gap, at) && (gap.trackId === null || trackIds.has(gap.trackId)));
  const gap = told.find(({ trackId }) => trackId !== null) ?? told[0];
  const heard = spansOf(tile.sound).some((span) => covers(span, at));
  if (gap) return gap.reason === 'missing' && heard ? 'unseen' : gap.reason;
  if (story.pauses.some((pause) => covers(pause, at))) return 'suspended';
  const private_ = story.caucuses.find((caucus) => covers(caucus, at));
  if (story.scope !== 'plenary') {
    if (private_?.side !== story.scope.slice(-1)) return 'elsewhere';
  } else if (private_ && (tile.role === 'host' || tile.side === private_.side)) return 'caucus';
  const presence = story.presence.get(tile.seat) ?? [];
  if (presence.length === 0 || presence.some((span) => covers(span, at))) return 'off';
  if (presence.every(({ from }) => from > at)) return 'notYet';
  return presence.some(({ from }) => from > at) ? 'cutOff' : 'left';
}
