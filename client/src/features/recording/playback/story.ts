import type { RecordingGap, RecordingView } from '@contracts/http/recordings';
import type { RecordingScope } from '@contracts/media/recording';
import type { Side } from '@domain/people';
import type { Span } from './lanes';

type Happening = RecordingView['happenings'][number];

/** What happened, as stretches of time; epoch milliseconds. What never ended lasts for ever. */
export interface Story {
  readonly scope: RecordingScope;
  readonly gaps: readonly (Span & Pick<RecordingGap, 'trackId' | 'reason'>)[];
  readonly pauses: readonly Span[];
  readonly caucuses: readonly (Span & { readonly side: Side })[];
  /** When each seat was in the call. */
  readonly presence: ReadonlyMap<string, readonly Span[]>;
}

const FOREVER = Number.POSITIVE_INFINITY;

export function storyOf(view: Pick<RecordingView, 'scope' | 'gaps' | 'happenings'>): Story {
  const { scope, happenings } = view;
  const gaps = view.gaps.map(({ trackId, reason, from, to }) => {
    return { trackId, reason, from: Date.parse(from), to: to === null ? FOREVER : Date.parse(to) };
  });
  const caucuses = between(happenings, 'caucusOpened', ['caucusClosed']).map(({ begun, ...span }) => {
    return { ...span, side: detailOf(begun, 'side') === 'B' ? ('B' as const) : ('A' as const) };
  });
  const seats = new Set(happenings.flatMap(({ seat }) => (seat === null ? [] : [seat])));
  const presence = [...seats].map((seat): [string, Span[]] => {
    const own = happenings.filter((happening) => happening.seat === seat);
    return [seat, between(own, 'peerJoined', ['peerLeft'])];
  });
  return {
    ...{ scope, gaps, caucuses },
    pauses: between(happenings, 'callSuspended', ['callResumed']),
    presence: new Map(presence),
  };
}

function between(
  happenings: readonly Happening[],
  opening: string,
  closing: readonly string[],
): (Span & { begun: Happening })[] {
  const found: (Span & { begun: Happening })[] = [];
  let begun: Happening | null = null;
  for (const happening of happenings) {
    if (happening.what === opening) {
      // A second opening without an end between them (a change of side, a second arrival) ends the first.
      if (begun) found.push({ from: Date.parse(begun.at), to: Date.parse(happening.at), begun });
      begun = happening;
    } else if (begun && closing.includes(happening.what)) {
      found.push({ from: Date.parse(begun.at), to: Date.parse(happening.at), begun });
      begun = null;
    }
  }
  if (begun) found.push({ from: Date.parse(begun.at), to: FOREVER, begun });
  return found;
}

/** One word of what a happening says beside its name; null where it says nothing of that kind. */
export function detailOf({ detail }: Pick<Happening, 'detail'>, name: string): string | null {
  try {
    const said: unknown = JSON.parse(detail);
    if (typeof said !== 'object' || said === null || !(name in said)) return null;
    const value: unknown = Object.entries(said).find(([key]) => key === name)?.[1];
    return typeof value === 'string' || typeof value === 'boolean' ? String(value) : null;
  } catch {
    // Not all that a node says is JSON; a plain word is the word itself.
    return detail === '' ? null : detail;
  }
}
