import type { RecordingGap } from '@contracts/http/recordings';
import type { ChainBody, ChainEntry, RecordingScope } from '@contracts/media/recording';
import { byStrand } from './chain-verdict';

type Body<Kind extends ChainBody['kind']> = Extract<ChainBody, { kind: Kind }>;
export type Segment = Body<'segment'>;

/** One producer's stay in a scope, with its files by number. */
export interface Track {
  readonly trackId: string;
  readonly seat: string;
  readonly source: Segment['source'];
  readonly mime: string;
  readonly container: 'webm' | 'mp4';
  readonly segments: readonly Segment[];
}

export interface Timeline {
  readonly tracks: readonly Track[];
  readonly gaps: readonly RecordingGap[];
  readonly happenings: readonly { readonly at: string; readonly body: Body<'happened'> }[];
  /** Of the first and the last file; null when there is none. */
  readonly startsAt: string | null;
  readonly endsAt: string | null;
}

/** A hole between two files of a track shorter than this is how a container rounds, not a loss. */
const ROUNDING_MS = 1500;
/** A node wrote of a scope until it died when the scope's last file closed this shortly before its last word. */
const LAST_WORD_MS = 15_000;

/**
 * What one scope of a call looks like, told by its chain (strands in the order of time, links by index). A
 * call that a second node took over has a gap for all; so has one whose node died and that ended so (`endedAt`).
 */
export function timelineOf(entries: readonly ChainEntry[], scope: RecordingScope, endedAt: Date | null): Timeline {
  const tracks = tracksOf(entries, scope);
  const segments = tracks.flatMap((track) => track.segments);
  const gaps = [
    ...tracks.flatMap((track) => gapsOfTrack(track, entries)),
    ...gapsBetweenStrands(entries, scope, endedAt),
  ];
  return {
    tracks,
    gaps: gaps.toSorted((one, other) => time(one.from) - time(other.from)),
    happenings: entries
      .flatMap(({ at, body }) => (body.kind === 'happened' ? [{ at, body }] : []))
      .toSorted((one, other) => time(one.at) - time(other.at)),
    startsAt: isoOf(
      segments.map(({ from }) => time(from)),
      Math.min,
    ),
    endsAt: isoOf(
      segments.map(({ to }) => time(to)),
      Math.max,
    ),
  };
}

const time = (instant: string): number => Date.parse(instant);
const isoOf = (times: readonly number[], pick: (...times: number[]) => number): string | null =>
  times.length > 0 ? new Date(pick(...times)).toISOString() : null;

function tracksOf(entries: readonly ChainEntry[], scope: RecordingScope): Track[] {
  const opened = new Map<string, Body<'trackOpened'>>();
  const files = new Map<string, Segment[]>();
  for (const { body } of entries) {
    if (body.kind === 'trackOpened' && body.scope === scope) opened.set(body.trackId, body);
    if (body.kind !== 'segment' || body.scope !== scope) continue;
    const known = files.get(body.trackId);
    if (known) known.push(body);
    else files.set(body.trackId, [body]);
  }
  const ids = new Set([...opened.keys(), ...files.keys()]);
  const tracks = [...ids].flatMap((trackId): Track[] => {
    const segments = (files.get(trackId) ?? []).toSorted((one, other) => one.number - other.number);
    const about = opened.get(trackId) ?? segments[0];
    if (!about || segments.length === 0) return [];
    const kept = about.kind === 'trackOpened' ? about : null;
    return [
      {
        trackId,
        seat: about.seat,
        source: about.source,
        mime: kept?.mime ?? (isSound(about.source) ? 'audio/webm' : 'video/webm'),
        container: kept?.container ?? 'webm',
        segments,
      },
    ];
  });
  const start = (track: Track): number => time(track.segments[0]?.from ?? '');
  return tracks.toSorted((one, other) => start(one) - start(other) || one.trackId.localeCompare(other.trackId));
}

const isSound = (source: Segment['source']): boolean => source === 'microphone';

/** What the node said is missing, and what is missing though it said nothing. */
function gapsOfTrack({ trackId, segments }: Track, entries: readonly ChainEntry[]): RecordingGap[] {
  const told = new Map<string, RecordingGap>();
  for (const { body } of entries) {
    if (body.kind !== 'gap' || body.trackId !== trackId) continue;
    const after = segments.find(({ from }) => time(from) > time(body.from));
    // Told once when it begins and again when it ends: the later word counts.
    told.set(body.from, { trackId, from: body.from, to: body.to ?? after?.from ?? null, reason: body.reason });
  }
  const explained = [...told.values()];
  const silent = segments.slice(1).flatMap((next, index): RecordingGap[] => {
    const before = segments[index];
    if (!before || time(next.from) - time(before.to) <= ROUNDING_MS) return [];
    const covered = explained.some(
      ({ from, to }) => time(from) < time(next.from) && (to === null || time(to) > time(before.to)),
    );
    return covered ? [] : [{ trackId, from: before.to, to: next.from, reason: 'missing' }];
  });
  return [...explained, ...silent];
}

function gapsBetweenStrands(
  entries: readonly ChainEntry[],
  scope: RecordingScope,
  endedAt: Date | null,
): RecordingGap[] {
  const strands = [...byStrand(entries).values()];
  return strands.flatMap((strand, index): RecordingGap[] => {
    const until = writtenUntil(strand, scope);
    if (until === null || strand.at(-1)?.body.kind === 'closed') return [];
    const next = strands
      .slice(index + 1)
      .flat()
      .flatMap(({ body }) => (body.kind === 'segment' && body.scope === scope ? [time(body.from)] : []));
    const isLast = index === strands.length - 1;
    if (next.length === 0 && (!isLast || !endedAt || endedAt.getTime() - until <= LAST_WORD_MS)) return [];
    const to = next.length > 0 ? Math.min(...next) : (endedAt?.getTime() ?? until);
    // However short: a node that died has lost something.
    if (to <= until) return [];
    return [{ trackId: null, from: new Date(until).toISOString(), to: new Date(to).toISOString(), reason: 'nodeLost' }];
  });
}

/** The end of the scope's last file, if the node still wrote this scope when it fell silent. */
function writtenUntil(strand: readonly ChainEntry[], scope: RecordingScope): number | null {
  const files = strand.flatMap(({ body }) => (body.kind === 'segment' ? [body] : []));
  const ofScope = files.filter((file) => file.scope === scope).map(({ to }) => time(to));
  if (ofScope.length === 0) return null;
  const until = Math.max(...ofScope);
  // A file may be linked long after it was closed: its store was away, or its node was killed and another took it up.
  const words = strand.map(({ at, body }) => time(body.kind === 'segment' ? body.to : at));
  const lastWord = Math.max(...words);
  return lastWord - until <= LAST_WORD_MS ? until : null;
}
