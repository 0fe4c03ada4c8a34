import type { Board, BoardOfficial } from '@contracts/http/scheduling';
import { BRANCHES } from '@domain/people';
import type { Language } from '../../lib/i18n';
import { isoDate, shortDate, shortWeekday, startOfDate } from '../../lib/format';
import { roomWord } from '../../lib/room-name';
import { shortStation } from './short-station';
import { DAY_MS, type Stretch } from './timeline';

export type LaneKind = 'room' | 'official';

/** One row of the timetable: a room or an official on one day. */
export interface Lane {
  readonly key: string;
  readonly resourceId: string;
  readonly kind: LaneKind;
  readonly midnightMs: number;
  /** What stands at the left of the row. */
  readonly title: string;
  /** The whole name, for whoever cannot see the row. */
  readonly name: string;
  readonly branch: string | null;
  /** The first of its branch: a stronger line above. */
  readonly first: boolean;
  readonly health: Board['rooms'][number]['health'] | null;
  readonly open: readonly Stretch[];
  readonly away: BoardOfficial['away'];
}

type RoomOf = Board['rooms'][number];

/** The rooms of one day in the order of the stations. A station with two rooms has the room's name beside its own. */
export function roomLanes(board: Pick<Board, 'rooms'>, midnightMs: number, language: Language): Lane[] {
  return board.rooms.map((room) => {
    const { title, name } = roomWords(board.rooms, room, language);
    return { ...roomLane(room, midnightMs), key: room.id, title, name };
  });
}

/** Where a branch stands in the house's order; unknown ones last. */
export const rankOf = (branch: string | null): number => {
  const rank = BRANCHES.findIndex((known) => known === branch);
  return rank < 0 ? BRANCHES.length : rank;
};

/** The officials of one day, those of a branch together, branches in the house's order, names in theirs. */
export function officialLanes(board: Pick<Board, 'officials'>, midnightMs: number): Lane[] {
  const grouped = [...board.officials].sort(
    (a, b) => rankOf(a.branch) - rankOf(b.branch) || a.name.localeCompare(b.name, 'zh-CN'),
  );
  return grouped.map((official, index) => ({
    ...officialLane(official, midnightMs),
    key: official.id,
    title: official.name,
    name: official.name,
    first: index > 0 && grouped[index - 1]?.branch !== official.branch,
  }));
}

/** Seven days of one room or official, beginning with `on`; nothing when the board does not have it. */
export function weekLanes(
  board: Pick<Board, 'rooms' | 'officials'>,
  resourceId: string,
  on: string,
  language: Language,
): Lane[] {
  const room = board.rooms.find(({ id }) => id === resourceId);
  const official = board.officials.find(({ id }) => id === resourceId);
  const name = room ? roomWords(board.rooms, room, language).name : (official?.name ?? '');
  return daysFrom(on).flatMap((midnightMs) => {
    const lane = room ? roomLane(room, midnightMs) : official && officialLane(official, midnightMs);
    if (!lane) return [];
    const title = `${shortWeekday(midnightMs)} ${shortDate(midnightMs)}`;
    return [{ ...lane, key: isoDate(midnightMs), title, name: `${name} ${title}` }];
  });
}

/** The midnights of seven days, beginning with `on`. */
export function daysFrom(on: string): number[] {
  const noon = startOfDate(on) + DAY_MS / 2;
  return Array.from({ length: 7 }, (_, index) => startOfDate(isoDate(noon + index * DAY_MS)));
}

/** The name of a station in the reader's language, as short as people say it. */
export const stationName = (room: Pick<RoomOf, 'stationName' | 'stationNameEn'>, language: Language): string =>
  shortStation(language === 'en' ? room.stationNameEn : room.stationName);

/** A station's full Chinese name, as the server tells it, in the reader's language. */
export function stationWord(rooms: readonly RoomOf[], name: string, language: Language): string {
  const room = rooms.find(({ stationName: known }) => known === name);
  return (language === 'en' ? room?.stationNameEn : undefined) ?? name;
}

function roomWords(rooms: readonly RoomOf[], room: RoomOf, language: Language): { title: string; name: string } {
  const station = stationName(room, language);
  const alone = rooms.filter(({ stationId }) => stationId === room.stationId).length === 1;
  const number = /\d+$/.exec(room.name)?.[0];
  return { title: alone || !number ? station : `${station} ${number}`, name: `${station} ${roomWord(room.name)}` };
}

const within = (stretches: readonly Stretch[], midnightMs: number): Stretch[] =>
  stretches.filter(
    ({ startsAt, endsAt }) => Date.parse(endsAt) > midnightMs && Date.parse(startsAt) < midnightMs + DAY_MS,
  );

type Unnamed = Omit<Lane, 'key' | 'title' | 'name'>;

const roomLane = (room: RoomOf, midnightMs: number): Unnamed => ({
  resourceId: room.id,
  kind: 'room',
  midnightMs,
  branch: null,
  first: false,
  health: room.health,
  open: within(room.open, midnightMs),
  away: [],
});

const officialLane = (official: BoardOfficial, midnightMs: number): Unnamed => ({
  resourceId: official.id,
  kind: 'official',
  midnightMs,
  branch: official.branch,
  first: false,
  health: null,
  open: within(official.open, midnightMs),
  away: official.away.filter(
    ({ startsAt, endsAt }) => Date.parse(endsAt) > midnightMs && Date.parse(startsAt) < midnightMs + DAY_MS,
  ),
});
