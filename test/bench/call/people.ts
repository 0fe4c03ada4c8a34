import { randomUUID } from 'node:crypto';
import { until } from '../../support/until';
import type { BenchPage, Person, SeenTrack } from './bench-page';

export const LONG_MS = 25_000;

export const newCall = (): string => randomUUID();

/** The official and a party of each side of one call, each with a voice of its own pitch. */
export const trio = (callId: string): readonly [Person, Person, Person] => [
  { callId, role: 'host', hertz: 880 },
  { callId, role: 'party', side: 'A', hertz: 440 },
  { callId, role: 'party', side: 'B', hertz: 620 },
];

export const duo = (callId: string): readonly [Person, Person] => [
  { callId, role: 'host', hertz: 880 },
  { callId, role: 'party', side: 'A', hertz: 440 },
];

/** The first moment after `since` at which a page saw or heard somebody; null if not yet. */
export function firstOf(tracks: readonly SeenTrack[], kind: 'audio' | 'video', since: number, seat?: string) {
  const moments = tracks
    .filter((one) => one.kind === kind && (seat === undefined || one.seat === seat))
    .flatMap((one) => one.moments.filter((moment) => moment > since));
  return moments.length > 0 ? Math.min(...moments) : null;
}

/** What to wait for: pictures and voices after `since`; `anew` over tracks alone that were opened after it. */
export interface Awaited {
  readonly since: number;
  readonly anew: boolean;
  readonly what: string;
}

/** When a page had the last of those it was to meet. */
export interface Meeting {
  readonly heardAt: number;
  readonly seenAt: number;
}

/** Waits until `page` sees and hears each of `seats`. */
export async function meets(page: BenchPage, seats: readonly string[], awaited: Awaited): Promise<Meeting> {
  const { since, anew, what } = awaited;
  let meeting: Meeting = { heardAt: 0, seenAt: 0 };
  await until(
    async () => {
      const tracks = (await page.read()).filter((track) => !anew || track.since > since);
      const heard = seats.map((seat) => firstOf(tracks, 'audio', since, seat) ?? Infinity);
      const seen = seats.map((seat) => firstOf(tracks, 'video', since, seat) ?? Infinity);
      meeting = { heardAt: Math.max(...heard), seenAt: Math.max(...seen) };
      return meeting.heardAt < Infinity && meeting.seenAt < Infinity;
    },
    LONG_MS,
    what,
  );
  return meeting;
}

const AT_FIRST: Awaited = { since: 0, anew: false, what: 'everybody meets' };

/** Waits until everybody sees and hears everybody else; the moment at which that was so. */
export async function meetAll(pages: readonly BenchPage[], awaited = AT_FIRST): Promise<number> {
  const moments = await Promise.all(
    pages.map((page) => {
      const others = pages.filter((other) => other !== page).map(({ seat }) => seat);
      return meets(page, others, awaited);
    }),
  );
  return Math.max(...moments.flatMap(({ heardAt, seenAt }) => [heardAt, seenAt]));
}
