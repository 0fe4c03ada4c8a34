import type { Board, BoardAppointment } from '@contracts/http/scheduling';
import type { CSSProperties, KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { clockTime } from '../../lib/format';
import { useNow } from '../../lib/server-clock';
import { LaneRow } from './lane-row';
import type { Lane } from './lanes';
import type { Start, Target } from './starts';
import { hoursOf, nowColumn, type Grid } from './timeline';
import styles from './timetable.module.css';

export interface TimetableProps {
  board: Board;
  lanes: readonly Lane[];
  grid: Grid;
  /** Where what is carried could go. */
  starts: readonly Start[];
  target: Target | null;
  /** The rows that the target stands in: a mediation takes two rooms. */
  targetIds: readonly string[];
  /** How long what is carried takes. */
  lengthMs: number;
  refused: Target | null;
  selectedId: string | null;
  /** The appointment that is picked up, left behind pale. */
  carriedId: string | null;
  pick: (target: Target) => void;
  select: (appointment: BoardAppointment) => void;
  press: (event: PointerEvent, appointment: BoardAppointment) => void;
  pickUp: ((appointment: BoardAppointment) => void) | null;
  menuOf: (lane: Lane) => ReactNode;
}

/** An hour's label this near to the clock (in half hours) would stand behind it. */
const CLOCK_COLUMNS = 0.8;

/** Rooms, officials or days × half hours. Everything in it is also in the list view. */
export function Timetable(props: TimetableProps) {
  const { lanes, grid } = props;
  const now = useNow(30_000);
  const [firstLane] = lanes;
  const oneDay = lanes.every(({ midnightMs }) => midnightMs === firstLane?.midnightMs);
  const column = firstLane && oneDay ? nowColumn(now, firstLane.midnightMs, grid) : null;
  return (
    <div className={styles.scroll} style={{ '--n': grid.cells } as CSSProperties} onKeyDown={walk}>
      <div className={styles.hours} aria-hidden="true">
        {hoursOf(grid)
          .filter((hour) => column === null || Math.abs(hour.column - column) >= CLOCK_COLUMNS)
          .map(({ column: at, hour }) => (
            <span key={hour} style={{ '--c': at } as CSSProperties}>
              {hour}:00
            </span>
          ))}
      </div>
      <div className={styles.grid}>
        {column !== null && (
          <i className={styles.now} style={{ '--c': column } as CSSProperties}>
            <b>{clockTime(now)}</b>
          </i>
        )}
        {lanes.map((lane, index) => (
          <LaneRow key={lane.key} number={index + 1} lane={lane} now={now} {...props} />
        ))}
      </div>
    </div>
  );
}

const BOOKING = '[data-booking]';

/** Arrow keys go from booking to booking: along the row, and to the nearest of another row. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const from = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>(BOOKING) : null;
  if (!from || from.dataset.booking === 'carried') return;
  const row = from.closest('[role="group"]');
  const inRow = [...(row?.querySelectorAll<HTMLElement>(BOOKING) ?? [])];
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
    inRow[inRow.indexOf(from) + by]?.focus();
    return;
  }
  const x = from.getBoundingClientRect().left;
  const gap = (one: HTMLElement): number => Math.abs(one.getBoundingClientRect().left - x);
  const next = (one: Element | null | undefined) => (by === 1 ? one?.nextElementSibling : one?.previousElementSibling);
  for (let other = next(row); other; other = next(other)) {
    const [nearest] = [...other.querySelectorAll<HTMLElement>(BOOKING)].sort((a, b) => gap(a) - gap(b));
    if (nearest) {
      nearest.focus();
      return;
    }
  }
}
