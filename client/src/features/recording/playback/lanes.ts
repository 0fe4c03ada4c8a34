import type { RecordingTrack, RecordingView } from '@contracts/http/recordings';

/** One file on the line of time; epoch milliseconds. */
export interface Piece {
  readonly key: string;
  readonly trackId: string;
  readonly mime: string;
  readonly from: number;
  readonly to: number;
  readonly url: string;
}

/** All files of one source of one seat, in the order of time, over however many tracks. */
export interface Lane {
  readonly key: string;
  readonly pieces: readonly Piece[];
}

export type TileKind = 'person' | 'screen' | 'document';

/** What is shown side by side: a person with their sound, or what somebody showed. */
export interface Tile {
  readonly key: string;
  readonly kind: TileKind;
  readonly seat: string;
  readonly name: string | null;
  readonly role: RecordingTrack['role'];
  readonly side: RecordingTrack['side'];
  readonly picture: Lane | null;
  readonly sound: Lane | null;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A hole between two files shorter than this is how containers round (the server says the same of gaps). */
export const JOINT_MS = 1_500;

const KIND_OF = { microphone: 'person', camera: 'person', screen: 'screen', document: 'document' } as const;
const KINDS: readonly TileKind[] = ['person', 'screen', 'document'];

/** Tiles in the order in which people look for them: side A, side B, the host, guests; persons before what they showed. */
export function tilesOf({ tracks }: Pick<RecordingView, 'tracks'>): Tile[] {
  const byTile = new Map<string, RecordingTrack[]>();
  for (const track of tracks) {
    const key = `${track.seat}.${KIND_OF[track.source]}`;
    byTile.set(key, [...(byTile.get(key) ?? []), track]);
  }
  const tiles = [...byTile].flatMap(([key, own]): Tile[] => {
    const first = own[0];
    if (!first) return [];
    const { seat, name, role, side, source } = first;
    const sound = own.filter((track) => track.source === 'microphone');
    const picture = own.filter((track) => track.source !== 'microphone');
    return [
      {
        ...{ key, seat, name, role, side, kind: KIND_OF[source] },
        picture: laneOf(`${key}.picture`, picture),
        sound: laneOf(`${key}.sound`, sound),
      },
    ];
  });
  return tiles.toSorted((one, other) => rank(one) - rank(other) || one.key.localeCompare(other.key));
}

function rank({ kind, side, role }: Tile): number {
  const who = side === 'A' ? 0 : side === 'B' ? 1 : role === 'host' ? 2 : 3;
  return KINDS.indexOf(kind) * 10 + who;
}

function laneOf(key: string, tracks: readonly RecordingTrack[]): Lane | null {
  const pieces = tracks.flatMap(({ trackId, mime, segments }) =>
    segments.map(({ number, from, to, url }): Piece => {
      return { key: `${trackId}/${number}`, trackId, mime, from: Date.parse(from), to: Date.parse(to), url };
    }),
  );
  if (pieces.length === 0) return null;
  return { key, pieces: pieces.toSorted((one, other) => one.from - other.from || one.to - other.to) };
}

export const lanesOf = (tiles: readonly Tile[]): Lane[] =>
  tiles.flatMap(({ picture, sound }) => [picture, sound].filter((lane) => lane !== null));

/** The file that sounds or shows at a moment; a rounding between two files belongs to the one before. */
export function pieceAt(lane: Lane, at: number): Piece | null {
  const index = lane.pieces.findLastIndex(({ from }) => from <= at);
  const piece = lane.pieces[index];
  if (!piece) return null;
  if (at < piece.to) return piece;
  const next = lane.pieces[index + 1];
  return next && next.from - piece.to <= JOINT_MS ? piece : null;
}

/** The file that comes next, if it comes soon. */
export const pieceAfter = (lane: Lane, at: number, withinMs: number): Piece | null =>
  lane.pieces.find(({ from }) => from > at && from <= at + withinMs) ?? null;

/** Where a lane has something, without the roundings between its files. */
export function spansOf(lane: Lane | null): Span[] {
  const spans: { from: number; to: number }[] = [];
  for (const { from, to } of lane?.pieces ?? []) {
    const last = spans.at(-1);
    if (last && from - last.to <= JOINT_MS) last.to = Math.max(last.to, to);
    else spans.push({ from, to });
  }
  return spans;
}

/** Cameras begin a moment after the sound: a recording is shown first from where all that begin at once have begun. */
const BEGINNING_MS = 3_000;

/** Where the play head stands first; epoch milliseconds. */
export function firstLook(tiles: readonly Tile[], { from }: Span): number {
  const begun = tiles.flatMap(({ picture }) => picture?.pieces[0]?.from ?? []);
  return Math.max(from, ...begun.filter((moment) => moment - from <= BEGINNING_MS));
}

/** Where to go on when nobody was recorded at `at`: the next moment that has something; null when there is something, or nothing more. */
export function skipTo(lanes: readonly Lane[], at: number): number | null {
  if (lanes.some((lane) => pieceAt(lane, at))) return null;
  const next = lanes.flatMap(({ pieces }) => pieces.map(({ from }) => from)).filter((from) => from > at);
  return next.length > 0 ? Math.min(...next) : null;
}
