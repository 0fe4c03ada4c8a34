import type { RequestView } from '@contracts/http/requests';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../../lib/format';
import { useNow } from '../../lib/server-clock';
import { useStationName } from '../../lib/stations';
import styles from './clerk.module.css';
import { freeHalfHours, LUNCH, rowOf, rulerOf, stageOf, talksOf, type Ruler, type Talk } from './day';
import { DayStrip } from './day-strip';

const MINUTE_MS = 60_000;
const at = (from: number, span: number): CSSProperties => ({ '--c': from, '--l': span }) as CSSProperties;

interface RoomDayProps {
  stationId: string;
  requests: readonly RequestView[];
  midnightMs: number;
  /** Whether the day shown is the bureau's today. */
  isToday: boolean;
  on: string;
  showDay: (on: string) => void;
}

/** The station's video rooms on one day, as a ruler of half hours. */
export function RoomDay({ stationId, requests, midnightMs, isToday, on, showDay }: RoomDayProps) {
  const { t } = useTranslation('clerk');
  const now = useNow(30_000);
  const ruler = rulerOf(requests, midnightMs);
  const talks = talksOf(stationId, requests);
  const free = freeHalfHours(requests, ruler, now);
  const nowAt = (now - midnightMs - ruler.from * MINUTE_MS) / (30 * MINUTE_MS);
  const hours = Array.from(
    { length: Math.floor(ruler.halfHours / 2) },
    (_, index) => Math.ceil(ruler.from / 60) + index,
  );
  const lunch = rowOf(midnightMs + LUNCH.from * MINUTE_MS, midnightMs + LUNCH.to * MINUTE_MS, ruler);
  return (
    <section className={styles.room} aria-labelledby="room-day">
      <h2 id="room-day">
        {t(isToday ? 'room.title' : 'room.titleOther')}
        <small>{t('room.summary', { n: talks.length, free: free.length })}</small>
      </h2>
      <DayStrip on={on} show={showDay} />
      <div className={styles.ruler} style={{ '--u': `calc(100% / ${ruler.halfHours})` } as CSSProperties}>
        {hours
          .filter((hour) => hour * 60 <= LUNCH.from || hour * 60 >= LUNCH.to)
          .map((hour) => (
            <p key={hour} className={styles.hour} style={at((hour * 60 - ruler.from) / 30, 0)} aria-hidden="true">
              <span>{hour}:00</span>
            </p>
          ))}
        {lunch && (
          <div className={styles.lunch} style={at(lunch.from, lunch.span)}>
            {t('room.lunch')}
          </div>
        )}
        {free.map((index) => (
          <div key={index} className={styles.free} style={at(index, 1)}>
            {t('room.free')}
          </div>
        ))}
        {talks.map((talk) => (
          <TalkBlock key={talk.party.id} talk={talk} stationId={stationId} ruler={ruler} />
        ))}
        {isToday && nowAt >= 0 && nowAt <= ruler.halfHours && (
          <div className={styles.now} style={at(nowAt, 0)}>
            <b>{clockTime(now)}</b>
          </div>
        )}
      </div>
    </section>
  );
}

interface TalkProps extends Pick<RoomDayProps, 'stationId'> {
  talk: Talk;
  ruler: Ruler;
}

function TalkBlock({ talk: { request, party, lane, lanes }, stationId, ruler }: TalkProps) {
  const stationName = useStationName();
  const { t } = useTranslation(['clerk', 'common']);
  const { appointment } = request;
  if (!appointment) return null;
  const place = rowOf(Date.parse(appointment.startsAt), Date.parse(appointment.endsAt), ruler);
  if (!place) return null;
  const stage = stageOf(request, party);
  const word =
    stage === 'ended' || stage === 'inSession' || stage === 'arrived' || stage === 'confirmed' ? stage : 'waiting';
  const other = request.parties.find((one) => one.stationId !== stationId);
  const look = stage === 'ended' ? styles.done : stage === 'arrived' || stage === 'inSession' ? styles.live : '';
  const side = { '--lane': lane, '--lanes': lanes } as CSSProperties;
  return (
    <div
      className={[styles.talk, look, place.span >= 2 ? styles.tall : '', lanes > 1 ? styles.narrow : ''].join(' ')}
      style={{ ...at(place.from, place.span), ...side }}
    >
      <b>
        {lanes > 1 ? party.name : t(`common:topic.${request.topic}`)}
        {lanes === 1 &&
          other &&
          place.span >= 2 &&
          `${t('sep')}${t('room.otherStation', { station: stationName(other.stationName) })}`}
      </b>
      {place.span >= 2 && <span>{appointment.officialName}</span>}
      <span>
        {t(`room.state.${word}`)}
        <span className="visually-hidden"> {clockTime(appointment.startsAt)}</span>
      </span>
    </div>
  );
}
