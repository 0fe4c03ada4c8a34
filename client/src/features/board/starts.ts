import type { PossibleStarts } from '@contracts/http/replan';
import type { Board, BoardAppointment } from '@contracts/http/scheduling';
import type { Lane } from './lanes';
import { DAY_MS } from './timeline';

export type Start = PossibleStarts['starts'][number];

/** Where something is about to be put: a time, and the row if one was pointed at. */
export interface Target {
  readonly startsAt: string;
  readonly resourceId: string | null;
}

/** Whose stations matter: the parties of a request, in their order. */
export interface Parties {
  readonly parties: readonly { readonly stationId: string }[];
}

/** What the server is asked for: the time, and who or where when it matters. */
export interface Wish {
  readonly startsAt: string;
  readonly officialId?: string;
  readonly roomIds?: string[];
  /** The residents themselves want it so late. */
  readonly residentWishes?: boolean;
}

const at = (start: Pick<Start, 'startsAt'>): number => Date.parse(start.startsAt);
const has = (start: Start, resourceId: string): boolean =>
  start.officialIds.includes(resourceId) || start.roomIds.includes(resourceId);

/** The possible starts that light up in one row. */
export const startsIn = (lane: Lane, starts: readonly Start[]): Start[] =>
  starts.filter(
    (start) => has(start, lane.resourceId) && at(start) >= lane.midnightMs && at(start) < lane.midnightMs + DAY_MS,
  );

/** How far apart starts are: the smallest gap of those given, half an hour when they do not tell. */
export function stepOf(starts: readonly Start[]): number {
  const times = [...new Set(starts.map(at))].sort((a, b) => a - b);
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
  return Math.min(30 * 60_000, ...gaps);
}

/** The possible start `by` places from `current`, stopping at both ends; an end of the list when there is none yet. */
export function nextStart(starts: readonly Start[], current: string | null, by: 1 | -1): Start | null {
  const sorted = [...starts].sort((a, b) => at(a) - at(b));
  const now = current === null ? Number.NaN : Date.parse(current);
  if (Number.isNaN(now)) return (by === 1 ? sorted[0] : sorted.at(-1)) ?? null;
  const further = by === 1 ? sorted.find((one) => at(one) > now) : sorted.findLast((one) => at(one) < now);
  return further ?? sorted.find((one) => at(one) === now) ?? null;
}

/** The possible start nearest in time to one that was refused; the earlier of two as near. */
export function nearestStart(starts: readonly Start[], wanted: string): Start | null {
  const gap = (start: Start): number => Math.abs(at(start) - Date.parse(wanted));
  return (
    [...starts].filter((one) => at(one) !== Date.parse(wanted)).sort((a, b) => gap(a) - gap(b) || at(a) - at(b))[0] ??
    null
  );
}

/** The row that a start is drawn in: the one chosen before, or who has it already, else the first that could. */
export function rowFor(
  start: Start,
  rows: readonly string[],
  from: BoardAppointment | null,
  chosen: string | null = null,
): string | null {
  if (chosen !== null && has(start, chosen)) return chosen;
  const holds = [from?.officialId, ...(from?.roomIds ?? [])];
  const able = rows.filter((id) => has(start, id));
  return able.find((id) => holds.includes(id)) ?? able[0] ?? null;
}

/** The next row that could take the start, round and round. */
export function nextRow(start: Start, rows: readonly string[], current: string | null, by: 1 | -1): string | null {
  const able = rows.filter((id) => has(start, id));
  if (able.length === 0) return null;
  const index = current === null ? -1 : able.indexOf(current);
  return able[(index + by + able.length) % able.length] ?? null;
}

/**
 * What to ask for when something is put at `target`. In an official's row: that official. In a room's row: that
 * room for the party of its station, and a free room of the other party's station; the official stays where free.
 * A row where it cannot go is asked for all the same: the server says why not.
 */
export function wishFor(
  target: Target,
  kind: Lane['kind'],
  request: Parties,
  from: BoardAppointment | null,
  rooms: Board['rooms'],
  starts: readonly Start[],
): Wish {
  const start = starts.find((one) => at(one) === Date.parse(target.startsAt));
  const { startsAt, resourceId } = target;
  if (kind === 'official') return resourceId ? { startsAt, officialId: resourceId } : { startsAt };
  const official = from && start?.officialIds.includes(from.officialId) ? { officialId: from.officialId } : {};
  if (!resourceId) return { startsAt, ...official };
  const roomIds = roomsInOrder(resourceId, request, rooms, start?.roomIds ?? []);
  return roomIds ? { startsAt, ...official, roomIds } : { startsAt, ...official };
}

/** One room a party, in the order of the parties; null when a party's station has none. */
function roomsInOrder(
  chosen: string,
  { parties }: Parties,
  rooms: Board['rooms'],
  free: readonly string[],
): string[] | null {
  const chosenStation = rooms.find(({ id }) => id === chosen)?.stationId;
  const at = Math.max(
    0,
    parties.findIndex(({ stationId }) => stationId === chosenStation),
  );
  const taken = [chosen];
  const inOrder = parties.map((party, index) => {
    if (index === at) return chosen;
    const there = rooms.filter(({ id, stationId }) => stationId === party.stationId && !taken.includes(id));
    const room = there.find(({ id }) => free.includes(id)) ?? there[0];
    if (room) taken.push(room.id);
    return room?.id ?? null;
  });
  return inOrder.every((id) => id !== null) ? inOrder : null;
}
