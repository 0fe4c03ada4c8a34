import { clsx } from 'clsx';
import type { Board } from '@contracts/http/scheduling';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../../lib/format';
import { Icon } from '../../ui/icon';
import { Lamp, type LampState } from '../../ui/lamp';
import { Booking } from './booking';
import { lookOf } from './branch-look';
import type { Lane } from './lanes';
import { startsIn, stepOf, type Target } from './starts';
import { appointmentsOf, CELL_MS, closedSpans, DAY_MS, holdsOf, nowColumn, spanOf, type Span } from './timeline';
import type { TimetableProps } from './timetable';
import styles from './timetable.module.css';

const LAMP: Readonly<Record<Board['rooms'][number]['health'], LampState>> = {
  good: 'on',
  weak: 'warn',
  offline: 'fail',
  unpaired: 'off',
};

interface RowProps extends TimetableProps {
  number: number;
  lane: Lane;
  now: number;
}

const cell = ({ column, span }: Span): CSSProperties => ({ '--c': column, '--l': span }) as CSSProperties;

/** One row: what is closed, who is away, what is booked, and where what is carried could go. */
export function LaneRow(props: RowProps) {
  const { number, board, lane, grid, starts, now, menuOf, selectedId, carriedId } = props;
  const { t } = useTranslation(['board', 'common']);
  const { midnightMs } = lane;
  const down = lane.health === 'offline';
  const closedAllDay = lane.open.length === 0 && !down && lane.away.length === 0;
  const passed = nowColumn(now, midnightMs, grid);
  const own = startsIn(lane, starts);
  return (
    <div
      role="group"
      aria-label={lane.name}
      className={clsx(styles.row, down && styles.down, lane.first && styles.first)}
      id={`row-${number}`}
      tabIndex={-1}
    >
      <span className={styles.head}>
        {lane.kind === 'official' && <i className={styles.bar} style={{ background: lookOf(lane.branch).bar }} />}
        {menuOf(lane)}
        {lane.health && <Lamp state={LAMP[lane.health]}>{t(`health.${lane.health}`)}</Lamp>}
      </span>
      <div className={styles.track} data-lane={lane.resourceId} data-midnight={midnightMs}>
        {closedSpans(lane.open, midnightMs, grid).map((span) => (
          <i key={span.column} className={styles.shut} style={cell(span)} />
        ))}
        {lane.away.map((away) => {
          const span = spanOf(Date.parse(away.startsAt), Date.parse(away.endsAt), midnightMs, grid);
          const words = [t(`exception.${away.kind}`), away.reason].filter(Boolean).join(t('sep'));
          return (
            span && (
              <span key={away.id} className={styles.away} style={cell(span)} title={words}>
                <b>{words}</b>
              </span>
            )
          );
        })}
        {down && own.length === 0 && <span className={styles.closed}>{t('offlineRow')}</span>}
        {closedAllDay && <span className={styles.closed}>{t('closedRow')}</span>}
        {passed !== null && <i className={styles.past} style={cell({ column: 0, span: passed })} />}
        {own.map((start) => {
          const at = Date.parse(start.startsAt);
          const span = spanOf(at, at + Math.min(CELL_MS, stepOf(starts)), midnightMs, grid);
          return (
            span && (
              <button
                key={start.startsAt}
                type="button"
                tabIndex={-1}
                data-start={start.startsAt}
                className={styles.start}
                style={cell(span)}
                aria-label={t('canPlaceIn', { time: clockTime(start.startsAt), name: lane.name })}
                onClick={() => props.pick({ startsAt: start.startsAt, resourceId: lane.resourceId })}
              />
            )
          );
        })}
        {holdsOf(board, lane.resourceId, now).map((hold) => {
          const span = spanOf(Date.parse(hold.startsAt), Date.parse(hold.endsAt), midnightMs, grid);
          const words = t('held', { time: clockTime(hold.until) });
          return (
            span && (
              <span key={hold.id} className={styles.held} style={cell(span)} title={words}>
                <b aria-hidden="true">{t('heldShort')}</b>
                <span className="visually-hidden">{words}</span>
              </span>
            )
          );
        })}
        {appointmentsOf(board, lane.resourceId, midnightMs).map((appointment) => (
          <Booking
            key={appointment.id}
            appointment={appointment}
            lane={lane}
            board={board}
            grid={grid}
            selected={appointment.id === selectedId}
            carried={appointment.id === carriedId}
            select={props.select}
            press={props.press}
            pickUp={props.pickUp}
          />
        ))}
        <Marks {...props} />
      </div>
    </div>
  );
}

/** Where it is about to go, and where it could not. */
function Marks({ board, lane, grid, carriedId, target, targetIds, lengthMs, refused, pick }: RowProps) {
  const { t } = useTranslation('board');
  const placed = (mark: Target | null, here: boolean): Span | null => {
    if (!mark || !here) return null;
    const at = Date.parse(mark.startsAt);
    if (at < lane.midnightMs || at >= lane.midnightMs + DAY_MS) return null;
    return spanOf(at, at + lengthMs, lane.midnightMs, grid);
  };
  // Where it is already nothing is drawn over it.
  const stays = appointmentsOf(board, lane.resourceId, lane.midnightMs).some(
    ({ id, startsAt }) => id === carriedId && Date.parse(startsAt) === Date.parse(target?.startsAt ?? ''),
  );
  const to = stays ? null : placed(target, targetIds.includes(lane.resourceId));
  const not = placed(refused, refused?.resourceId === lane.resourceId);
  return (
    <>
      {to && target && (
        <button
          type="button"
          className={clsx(styles.mark, styles.proposed)}
          style={cell(to)}
          aria-label={t('putHere', { time: clockTime(target.startsAt), name: lane.name })}
          onClick={() => pick(target)}
        >
          {clockTime(target.startsAt)}
        </button>
      )}
      {not && refused && (
        <span className={clsx(styles.mark, styles.refused)} style={cell(not)}>
          <Icon name="x" />
          {clockTime(refused.startsAt)}
        </span>
      )}
    </>
  );
}
