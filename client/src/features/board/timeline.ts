import type { Board, BoardAppointment } from '@contracts/http/scheduling';
import type { RequestView } from '@contracts/http/requests';
import { topicRule, TOPICS, type Topic } from '@domain/topic';

const MINUTE_MS = 60_000;
export const CELL_MS = 30 * MINUTE_MS;
/** The board shows 08:30 to 17:30 of the bureau's day, in half hours. */
export const GRID_OPENS_MINUTE = 8 * 60 + 30;
export const GRID_CELLS = 18;
/** 12:00–14:00, in cells from the left edge. */
export const LUNCH = { column: 7, span: 4 } as const;

export interface Span {
  /** Cells from the left edge; fractions are minutes. */
  readonly column: number;
  readonly span: number;
}

/** A start at which every room that a request needs is open and free. Officials are the planner's business. */
export interface PossibleStart extends Span {
  readonly startsAt: string;
  readonly roomIds: readonly string[];
}

/** Where an interval falls on the grid of the day that begins at `midnightMs`; clipped, null when outside. */
export function spanOf(startsAtMs: number, endsAtMs: number, midnightMs: number): Span | null {
  const leftMs = midnightMs + GRID_OPENS_MINUTE * MINUTE_MS;
  const from = Math.max(0, (startsAtMs - leftMs) / CELL_MS);
  const to = Math.min(GRID_CELLS, (endsAtMs - leftMs) / CELL_MS);
  return to > from ? { column: from, span: to - from } : null;
}

/** Where the now line stands, in cells; null before and after the hours shown. */
export function nowColumn(nowMs: number, midnightMs: number): number | null {
  const column = (nowMs - midnightMs - GRID_OPENS_MINUTE * MINUTE_MS) / CELL_MS;
  return column >= 0 && column <= GRID_CELLS ? column : null;
}

/** The appointments of one room, earliest first. */
export function appointmentsOf(board: Pick<Board, 'appointments'>, roomId: string): BoardAppointment[] {
  return board.appointments
    .filter(({ roomIds, state }) => roomIds.includes(roomId) && state !== 'cancelled')
    .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
}

/**
 * The half hours of the shown day at which the rooms of the request's stations are all open and free for as long
 * as its topic takes, not before `nowMs`. Two parties of one station need two rooms.
 */
export function possibleStarts(
  request: Pick<RequestView, 'topic' | 'parties'>,
  board: Pick<Board, 'rooms' | 'appointments'>,
  midnightMs: number,
  nowMs: number,
): PossibleStart[] {
  const durationMs = isTopic(request.topic) ? topicRule(request.topic).durationMs : CELL_MS;
  const starts: PossibleStart[] = [];
  for (let cell = 0; cell < GRID_CELLS; cell += 1) {
    const startMs = midnightMs + GRID_OPENS_MINUTE * MINUTE_MS + cell * CELL_MS;
    if (startMs < nowMs) continue;
    const roomIds = freeRooms(request, board, startMs, startMs + durationMs);
    if (roomIds === null) continue;
    starts.push({
      startsAt: new Date(startMs).toISOString(),
      column: cell,
      span: Math.min(durationMs / CELL_MS, GRID_CELLS - cell),
      roomIds,
    });
  }
  return starts;
}

/**
 * The start that the planner proposes, as it is drawn in the rows of the request's stations. The planner may move
 * unconfirmed appointments, so its offer need not be among `possibleStarts`.
 */
export function proposedStart(
  request: Pick<RequestView, 'topic' | 'parties'>,
  board: Pick<Board, 'rooms'>,
  startsAt: string,
  midnightMs: number,
): PossibleStart | null {
  const startMs = Date.parse(startsAt);
  const durationMs = isTopic(request.topic) ? topicRule(request.topic).durationMs : CELL_MS;
  const span = spanOf(startMs, startMs + durationMs, midnightMs);
  const stations = new Set(request.parties.map(({ stationId }) => stationId));
  const roomIds = [...stations].flatMap((id) => board.rooms.find(({ stationId }) => stationId === id)?.id ?? []);
  return span && { startsAt, ...span, roomIds };
}

function freeRooms(
  request: Pick<RequestView, 'parties'>,
  board: Pick<Board, 'rooms' | 'appointments'>,
  startMs: number,
  endMs: number,
): string[] | null {
  const taken: string[] = [];
  for (const party of request.parties) {
    const room = board.rooms.find(
      (candidate) =>
        candidate.stationId === party.stationId &&
        candidate.health !== 'offline' &&
        !taken.includes(candidate.id) &&
        candidate.open.some(({ startsAt, endsAt }) => Date.parse(startsAt) <= startMs && endMs <= Date.parse(endsAt)) &&
        appointmentsOf(board, candidate.id).every(
          ({ startsAt, endsAt }) => Date.parse(endsAt) <= startMs || endMs <= Date.parse(startsAt),
        ),
    );
    if (!room) return null;
    taken.push(room.id);
  }
  return taken.length > 0 ? taken : null;
}

const isTopic = (word: string): word is Topic => (TOPICS as readonly string[]).includes(word);
