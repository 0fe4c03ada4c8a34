import type { Board, BoardAppointment } from '@contracts/http/scheduling';
import type { TFunction } from 'i18next';
import type { CSSProperties, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/i18n';
import { bookingName } from './booking-words';
import { lookOf } from './branch-look';
import { clsx } from 'clsx';
import { stationName, type Lane } from './lanes';
import { spanOf, type Grid } from './timeline';
import styles from './timetable.module.css';

interface BookingProps {
  appointment: BoardAppointment;
  lane: Lane;
  board: Board;
  grid: Grid;
  selected: boolean;
  carried: boolean;
  select: (appointment: BoardAppointment) => void;
  press: (event: PointerEvent, appointment: BoardAppointment) => void;
  pickUp: ((appointment: BoardAppointment) => void) | null;
}

type Words = TFunction<['board', 'common']>;

/** Branch and number fit a half-hour cell; the whole name is in the panel and in the list. */
function shortOfficial({ branch, officialName }: BoardAppointment, t: Words): string {
  const number = String(Number(/\d+$/.exec(officialName)?.[0] ?? '') || '');
  return branch ? `${t(`branchShort.${branch}`)}${number}` : officialName.replace(/\s/g, '');
}

/** One appointment in a row: pressed it is explained, dragged or picked up with Space it is moved. */
export function Booking({ appointment, lane, board, grid, selected, carried, select, press, pickUp }: BookingProps) {
  const { t } = useTranslation(['board', 'common']);
  const { language } = useLanguage();
  const place = spanOf(Date.parse(appointment.startsAt), Date.parse(appointment.endsAt), lane.midnightMs, grid);
  if (!place) return null;
  const look = lookOf(appointment.branch);
  const stations = board.rooms
    .filter(({ id }) => appointment.roomIds.includes(id) && id !== lane.resourceId)
    .map((room) => stationName(room, language));
  const words =
    lane.kind === 'official'
      ? [stations.join(' ⇄ '), place.span >= 2 ? t(`common:topic.${appointment.topic}`) : '']
      : [
          shortOfficial(appointment, t),
          stations.length > 0 ? `⇄ ${stations.join(' ')}` : '',
          appointment.topic === 'DISPUTE' && place.span >= 2 ? t('common:topic.DISPUTE') : '',
        ];
  const movable = pickUp !== null && appointment.state === 'booked';
  return (
    <button
      type="button"
      data-booking={carried ? 'carried' : 'here'}
      data-pick=""
      aria-pressed={selected || carried}
      aria-label={bookingName(t, appointment, board, language)}
      title={bookingName(t, appointment, board, language)}
      className={clsx(
        styles.booking,
        !appointment.confirmed && styles.unconfirmed,
        appointment.state !== 'booked' && styles.ended,
        movable && styles.movable,
        selected && styles.chosen,
        carried && styles.lifted,
      )}
      style={{ '--c': place.column, '--l': place.span, '--k': look.bar, '--w': look.fill } as CSSProperties}
      onPointerDown={(event) => movable && press(event, appointment)}
      onClick={() => select(appointment)}
      onKeyDown={(event) => {
        if (event.key !== ' ' || !movable || carried) return;
        event.preventDefault();
        event.stopPropagation();
        pickUp(appointment);
      }}
    >
      {words.filter(Boolean).join(' ')}
    </button>
  );
}
