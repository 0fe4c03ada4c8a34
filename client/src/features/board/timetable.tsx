import type { TFunction } from 'i18next';
import type { Board, BoardAppointment } from '@contracts/http/scheduling';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { useNow } from '../../lib/server-clock';
import { Icon } from '../../ui/icon';
import { Lamp, type LampState } from '../../ui/lamp';
import { lookOf } from './branch-look';
import styles from './board.module.css';
import { shortStation } from './short-station';
import { appointmentsOf, LUNCH, nowColumn, spanOf, type PossibleStart } from './timeline';

const LAMP: Readonly<Record<Board['rooms'][number]['health'], LampState>> = {
  good: 'on',
  weak: 'warn',
  offline: 'fail',
  unpaired: 'off',
};

interface TimetableProps {
  board: Board;
  midnightMs: number;
  /** Where the selected queue item could go, as far as rooms are concerned. */
  starts: readonly PossibleStart[];
  proposedAt: string | null;
  refusedAt: string | null;
  pick: (start: PossibleStart) => void;
}

/** An hour's label this near to the clock (in half hours) would stand behind it. */
const CLOCK_COLUMNS = 0.8;

/** Rooms × half hours of one day. Everything in it is also in the list view. */
export function Timetable({ board, midnightMs, starts, proposedAt, refusedAt, pick }: TimetableProps) {
  const now = useNow(30_000);
  const column = nowColumn(now, midnightMs);
  return (
    <div className={styles.scroll}>
      <div className={styles.hours} aria-hidden="true">
        {Array.from({ length: 9 }, (_, index) => 1 + index * 2)
          .filter((hour) => column === null || Math.abs(hour - column) >= CLOCK_COLUMNS)
          .map((hour) => (
            <span key={hour} style={cell(hour, 0)}>
              {9 + (hour - 1) / 2}:00
            </span>
          ))}
      </div>
      <div className={styles.grid}>
        {column !== null && (
          <i className={styles.now} style={{ '--c': column } as CSSProperties}>
            <b>{clockTime(now)}</b>
          </i>
        )}
        {board.rooms.map((room, index) => (
          <Row
            key={room.id}
            number={index + 1}
            board={board}
            room={room}
            midnightMs={midnightMs}
            starts={starts.filter(({ roomIds }) => roomIds.includes(room.id))}
            proposedAt={proposedAt}
            refusedAt={refusedAt}
            pick={pick}
          />
        ))}
      </div>
    </div>
  );
}

const cell = (column: number, span: number): CSSProperties => ({ '--c': column, '--l': span }) as CSSProperties;

interface RowProps extends TimetableProps {
  number: number;
  room: Board['rooms'][number];
}

function Row({ number, board, room, midnightMs, starts, proposedAt, refusedAt, pick }: RowProps) {
  const { t } = useTranslation('board');
  const { language } = useLanguage();
  const station = shortStation(language === 'en' ? room.stationNameEn : room.stationName);
  const closed = room.open.length === 0 && room.health !== 'offline';
  return (
    <div
      className={[styles.row, room.health === 'offline' ? styles.down : ''].join(' ')}
      id={`row-${number}`}
      tabIndex={-1}
    >
      <span className={styles.station}>
        <b title={room.stationName}>{station}</b>
        <Lamp state={LAMP[room.health]}>{t(`health.${room.health}`)}</Lamp>
      </span>
      <div className={styles.track}>
        <i className={styles.lunch} style={cell(LUNCH.column, LUNCH.span)} />
        {room.health === 'offline' && <span className={styles.closed}>{t('offlineRow')}</span>}
        {closed && <span className={styles.closed}>{t('closedRow')}</span>}
        {starts.map((start) => (
          <Start
            key={start.startsAt}
            start={start}
            look={start.startsAt === proposedAt ? 'proposed' : start.startsAt === refusedAt ? 'refused' : 'free'}
            pick={pick}
          />
        ))}
        {appointmentsOf(board, room.id).map((appointment) => (
          <Booking key={appointment.id} appointment={appointment} room={room} board={board} midnightMs={midnightMs} />
        ))}
      </div>
    </div>
  );
}

function Start({
  start,
  look,
  pick,
}: {
  start: PossibleStart;
  look: 'proposed' | 'refused' | 'free';
  pick: RowProps['pick'];
}) {
  const { t } = useTranslation('board');
  const time = clockTime(start.startsAt);
  return (
    <button
      type="button"
      tabIndex={look === 'free' ? -1 : 0}
      className={[styles.start, styles[look]].join(' ')}
      style={cell(start.column, look === 'free' ? 1 : start.span)}
      aria-label={t('canPlace', { time })}
      onClick={() => pick(start)}
    >
      {look === 'refused' && <Icon name="x" />}
      {look === 'free' || (look === 'refused' && start.span < 2)
        ? ''
        : look === 'proposed' && start.span >= 2
          ? t('canPlace', { time })
          : time}
    </button>
  );
}

interface BookingProps {
  appointment: BoardAppointment;
  room: Board['rooms'][number];
  board: Board;
  midnightMs: number;
}

/** Branch and number fit a half-hour cell; the whole name is in the tooltip and in the list. */
function shortOfficial({ branch, officialName }: BoardAppointment, t: TFunction<['board', 'common']>): string {
  const number = /\d+$/.exec(officialName)?.[0] ?? '';
  return branch ? `${t(`branchShort.${branch}`)}${number}` : officialName.replace(/\s/g, '');
}

function Booking({ appointment, room, board, midnightMs }: BookingProps) {
  const { t } = useTranslation(['board', 'common']);
  const { language } = useLanguage();
  const place = spanOf(Date.parse(appointment.startsAt), Date.parse(appointment.endsAt), midnightMs);
  if (!place) return null;
  const look = lookOf(appointment.branch);
  const other = board.rooms.find(({ id }) => id !== room.id && appointment.roomIds.includes(id));
  const otherName = other && shortStation(language === 'en' ? other.stationNameEn : other.stationName);
  const words = [
    shortOfficial(appointment, t),
    appointment.topic === 'DISPUTE' && place.span >= 2 ? t('common:topic.DISPUTE') : '',
    otherName ? `⇄ ${otherName}` : '',
  ].filter(Boolean);
  return (
    <span
      className={[styles.booking, appointment.confirmed ? '' : styles.unconfirmed].join(' ')}
      style={{ ...cell(place.column, place.span), '--k': look.bar, '--w': look.fill } as CSSProperties}
      title={[
        `${clockTime(appointment.startsAt)}–${clockTime(appointment.endsAt)}`,
        t(`common:topic.${appointment.topic}`),
        appointment.officialName,
        t(appointment.confirmed ? 'confirmed' : 'unconfirmed'),
      ].join(' ')}
    >
      {words.join(' ')}
    </span>
  );
}
