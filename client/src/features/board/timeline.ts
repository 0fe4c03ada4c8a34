import type { Board, BoardAppointment, BoardHold } from '@contracts/http/scheduling';

const MINUTE_MS = 60_000;
export const DAY_MS = 1440 * MINUTE_MS;
export const CELL_MS = 30 * MINUTE_MS;

/** The hours of a day that are drawn, in half hours. */
export interface Grid {
  /** Minutes after midnight at the left edge; a multiple of 30. */
  readonly opensMinute: number;
  readonly cells: number;
}

/** 08:30 to 17:30: what is always drawn. */
export const OFFICE_HOURS: Grid = { opensMinute: 8 * 60 + 30, cells: 18 };
/** Who is open for longer than this works in shifts; their night would only make the day narrow. */
const SHIFT_MS = 12 * 60 * MINUTE_MS;

export interface Span {
  /** Cells from the left edge; fractions are minutes. */
  readonly column: number;
  readonly span: number;
}

/** Instants in ISO 8601, half-open. */
export interface Stretch {
  readonly startsAt: string;
  readonly endsAt: string;
}

/**
 * The office hours, made longer at either end where something of the days shown lies outside: an appointment, or
 * an extra opening. Never beyond the day.
 */
export function gridOf(stretches: readonly Stretch[], midnights: readonly number[]): Grid {
  let from = OFFICE_HOURS.opensMinute;
  let to = from + OFFICE_HOURS.cells * 30;
  for (const { startsAt, endsAt } of stretches) {
    const start = Date.parse(startsAt);
    const end = Date.parse(endsAt);
    const midnightMs = midnights.find((one) => start >= one && start < one + DAY_MS);
    if (midnightMs === undefined || end - start > SHIFT_MS) continue;
    from = Math.min(from, Math.floor((start - midnightMs) / CELL_MS) * 30);
    to = Math.max(to, Math.min(1440, Math.ceil((end - midnightMs) / CELL_MS) * 30));
  }
  return { opensMinute: from, cells: (to - from) / 30 };
}

const leftEdge = (grid: Grid, midnightMs: number): number => midnightMs + grid.opensMinute * MINUTE_MS;

/** Where an interval falls on the grid of the day that begins at `midnightMs`; clipped, null when outside. */
export function spanOf(startsAtMs: number, endsAtMs: number, midnightMs: number, grid: Grid): Span | null {
  const leftMs = leftEdge(grid, midnightMs);
  const from = Math.max(0, (startsAtMs - leftMs) / CELL_MS);
  const to = Math.min(grid.cells, (endsAtMs - leftMs) / CELL_MS);
  return to > from ? { column: from, span: to - from } : null;
}

/** Where the now line stands, in cells; null before and after the hours shown. */
export function nowColumn(nowMs: number, midnightMs: number, grid: Grid): number | null {
  const column = (nowMs - leftEdge(grid, midnightMs)) / CELL_MS;
  return column >= 0 && column <= grid.cells ? column : null;
}

/** The full hours within the grid: their column and their number. */
export function hoursOf(grid: Grid): { column: number; hour: number }[] {
  const hours: { column: number; hour: number }[] = [];
  for (
    let minute = Math.floor(grid.opensMinute / 60 + 1) * 60;
    minute < grid.opensMinute + grid.cells * 30;
    minute += 60
  )
    hours.push({ column: (minute - grid.opensMinute) / 30, hour: minute / 60 });
  return hours;
}

/** What of the drawn hours is not open: before, between (lunch) and after. `open` in any order. */
export function closedSpans(open: readonly Stretch[], midnightMs: number, grid: Grid): Span[] {
  const spans = open
    .map(({ startsAt, endsAt }) => spanOf(Date.parse(startsAt), Date.parse(endsAt), midnightMs, grid))
    .filter((span) => span !== null)
    .sort((a, b) => a.column - b.column);
  const closed: Span[] = [];
  let column = 0;
  for (const span of [...spans, { column: grid.cells, span: 0 }]) {
    if (span.column > column) closed.push({ column, span: span.column - column });
    column = Math.max(column, span.column + span.span);
  }
  return closed;
}

/** The start that a place along a lane stands for: `share` of its width from the left, on multiples of `stepMs`. */
export function startAt(share: number, midnightMs: number, grid: Grid, stepMs: number): string {
  const after = Math.min(0.9999, Math.max(0, share)) * grid.cells * CELL_MS;
  return new Date(leftEdge(grid, midnightMs) + Math.floor(after / stepMs) * stepMs).toISOString();
}

/** What is booked with one room or official on the day that begins at `midnightMs`, earliest first. */
export function appointmentsOf(
  board: Pick<Board, 'appointments'>,
  resourceId: string,
  midnightMs: number,
): BoardAppointment[] {
  return board.appointments
    .filter(
      ({ roomIds, officialId, state, startsAt }) =>
        (officialId === resourceId || roomIds.includes(resourceId)) &&
        state !== 'cancelled' &&
        Date.parse(startsAt) >= midnightMs &&
        Date.parse(startsAt) < midnightMs + DAY_MS,
    )
    .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
}

/** What somebody is still choosing of one room or official; a hold that has run out is gone before the board hears of it. */
export function holdsOf(board: Pick<Board, 'holds'>, resourceId: string, now: number): BoardHold[] {
  return board.holds.filter(
    ({ officialId, roomIds, until }) =>
      (officialId === resourceId || roomIds.includes(resourceId)) && Date.parse(until) > now,
  );
}
