import type { RequestView } from '@contracts/http/requests';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../../lib/format';
import { useNow } from '../../lib/server-clock';
import styles from './clerk.module.css';
import { freeHalfHours, HALF_HOURS, LUNCH, OPENS_MINUTE, rowOf, stageOf } from './day';

const MINUTE_MS = 60_000;
const at = (from: number, span: number): CSSProperties => ({ '--c': from, '--l': span }) as CSSProperties;

interface RoomDayProps {
  stationId: string;
  requests: readonly RequestView[];
  midnightMs: number;
  /** A station's name in the reader's language. */
  nameOf: (stationId: string, fallback: string) => string;
}

/** The station's video room today, as a ruler of half hours. */
export function RoomDay({ stationId, requests, midnightMs, nameOf }: RoomDayProps) {
  const { t } = useTranslation('clerk');
  const now = useNow(30_000);
  const booked = requests.filter(({ appointment }) => appointment && appointment.state !== 'cancelled');
  const free = freeHalfHours(booked, midnightMs, now);
  const nowAt = (now - midnightMs - OPENS_MINUTE * MINUTE_MS) / (30 * MINUTE_MS);
  return (
    <section className={styles.room} aria-labelledby="room-day">
      <h2 id="room-day">
        {t('room.title')}
        <small>{t('room.summary', { n: booked.length, free: free.length })}</small>
      </h2>
      <div className={styles.ruler}>
        {[9, 10, 11, 12, 14, 15, 16, 17].map((hour) => (
          <p key={hour} className={styles.hour} style={at((hour * 60 - OPENS_MINUTE) / 30, 0)} aria-hidden="true">
            <span>{hour}:00</span>
          </p>
        ))}
        <div className={styles.lunch} style={at(LUNCH.from, LUNCH.span)}>
          {t('room.lunch')}
        </div>
        {free.map((index) => (
          <div key={index} className={styles.free} style={at(index, 1)}>
            {t('room.free')}
          </div>
        ))}
        {booked.map((request) => (
          <Talk key={request.id} stationId={stationId} request={request} midnightMs={midnightMs} nameOf={nameOf} />
        ))}
        {nowAt >= 0 && nowAt <= HALF_HOURS && (
          <div className={styles.now} style={at(nowAt, 0)}>
            <b>{clockTime(now)}</b>
          </div>
        )}
      </div>
    </section>
  );
}

interface TalkProps extends Omit<RoomDayProps, 'requests'> {
  request: RequestView;
}

function Talk({ stationId, request, midnightMs, nameOf }: TalkProps) {
  const { t } = useTranslation(['clerk', 'common']);
  const { appointment } = request;
  if (!appointment) return null;
  const place = rowOf(Date.parse(appointment.startsAt), Date.parse(appointment.endsAt), midnightMs);
  const here = request.parties.find((party) => party.stationId === stationId);
  if (!place || !here) return null;
  const stage = stageOf(request, here);
  const word = stage === 'notTold' || stage === 'noEcho' || stage === 'declined' ? 'waiting' : stage;
  const other = request.parties.find((party) => party.stationId !== stationId);
  const look = stage === 'ended' ? styles.done : stage === 'arrived' || stage === 'inSession' ? styles.live : '';
  return (
    <div
      className={[styles.talk, look, place.span >= 2 ? styles.tall : ''].join(' ')}
      style={at(place.from, place.span)}
    >
      <b>
        {t(`common:topic.${request.topic}`)}
        {other &&
          place.span >= 2 &&
          `${t('sep')}${t('room.otherStation', { station: nameOf(other.stationId, other.stationName) })}`}
      </b>
      {place.span >= 2 && <span>{appointment.officialName}</span>}
      <span>
        {t(`room.state.${word}`)}
        <span className="visually-hidden"> {clockTime(appointment.startsAt)}</span>
      </span>
    </div>
  );
}
