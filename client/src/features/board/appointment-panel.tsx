import type { RequestView } from '@contracts/http/requests';
import type { Board, BoardAppointment } from '@contracts/http/scheduling';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { asApiError } from '../../lib/api';
import { clockTime, dayWordTime, shortDateTime } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { useNow } from '../../lib/server-clock';
import { whySlot } from '../../lib/why';
import { roomWord } from '../../lib/room-name';
import { Lamp, type LampState } from '../../ui/lamp';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import { answerOf, stateWord } from './booking-words';
import { stationName, stationWord } from './lanes';
import { FurtherSessions } from './further-sessions';
import { Objections } from './objections';
import styles from './panel.module.css';
import { useNotices, useRequest } from './use-board';

interface PanelProps {
  board: Board;
  appointment: BoardAppointment;
  /** Null for those who may look and not move. */
  pickUp: (() => void) | null;
  carried: boolean;
  close: () => void;
}

/** One appointment in words: who, with whom, where, told or not, and why it is where it is. */
export function AppointmentPanel({ board, appointment, pickUp, carried, close }: PanelProps) {
  const { t } = useTranslation(['board', 'common', 'why']);
  const { language } = useLanguage();
  const now = useNow(60_000);
  const { data: request, error, refetch } = useRequest(appointment.requestId);
  const rooms = board.rooms.filter(({ id }) => appointment.roomIds.includes(id));
  return (
    <section className={styles.panel} aria-labelledby="panel-title">
      <header>
        <button type="button" className="btn sm" onClick={close}>
          {t('panel.back', { n: board.unplaced.length })}
        </button>
        <h2 id="panel-title" tabIndex={-1}>
          {dayWordTime(appointment.startsAt, now)}–{clockTime(appointment.endsAt)}
        </h2>
        <p>
          {t(`common:topic.${appointment.topic}`)}
          {t('sep')}
          {appointment.requestNo}
        </p>
      </header>
      <div className={styles.why}>
        <h3>{t('panel.why')}</h3>
        <p>{whySlot(t, appointment.reason, appointment.officialName)}</p>
      </div>
      <dl>
        <dt>{t('list.official')}</dt>
        <dd>{appointment.officialName}</dd>
        <dt>{t('list.room')}</dt>
        <dd>{rooms.map((room) => `${stationName(room, language)} ${roomWord(room.name)}`).join(t('listSep'))}</dd>
        <dt>{t('list.state')}</dt>
        <dd>
          <Lamp state={appointment.confirmed ? 'on' : 'off'}>{stateWord(t, appointment)}</Lamp>
        </dd>
      </dl>
      {error && <Refusal error={asApiError(error)} again={() => void refetch()} staff />}
      {!request && !error && <Loading />}
      {request && <Parties request={request} rooms={board.rooms} now={now} />}
      <Objections appointment={appointment} mayDecide={pickUp !== null} />
      {pickUp && <FurtherSessions appointment={appointment} />}
      <Told requestId={appointment.requestId} />
      {pickUp && appointment.state === 'booked' && (
        <footer>
          <Button type="primary" disabled={carried} onClick={pickUp}>
            {t(carried ? 'panel.carried' : 'panel.move')}
          </Button>
          <p>{t(carried ? 'panel.carriedHint' : 'panel.moveHint')}</p>
        </footer>
      )}
    </section>
  );
}

function Parties({ request, rooms, now }: { request: RequestView; rooms: Board['rooms']; now: number }) {
  const { t } = useTranslation(['board', 'common']);
  const { language } = useLanguage();
  return (
    <ul className={styles.parties} aria-label={t('panel.parties')}>
      {request.parties.map((party) => {
        const { state, word } = answerOf(party);
        const details = [
          stationWord(rooms, party.stationName, language),
          // Whoever may not see how to reach them is not told that they have no phone.
          party.phoneMasked ?? (party.bookingCode === '' ? '' : t('panel.noPhone')),
          ...party.needs.map((need) => t(`common:need.${need}`)),
          party.companions > 0 ? t('panel.companions', { n: party.companions }) : '',
          party.guardianName ? t('panel.guardian', { name: party.guardianName }) : '',
        ];
        return (
          <li key={party.id}>
            <b>
              {request.parties.length > 1 && `${t(`common:side.party${party.side}`)} `}
              {party.name}
            </b>
            <Lamp state={state}>
              {t(`answer.${word}`, { when: party.confirmedAt ? dayWordTime(party.confirmedAt, now) : '' })}
            </Lamp>
            <span>{details.filter(Boolean).join(t('sep'))}</span>
          </li>
        );
      })}
    </ul>
  );
}

const NOTICE_LAMP: Readonly<Record<string, LampState>> = { delivered: 'on', failed: 'fail' };
const NOTICES_SHOWN = 6;

/** The last notices, newest first. Those who may not read them are shown none. */
function Told({ requestId }: { requestId: string }) {
  const { t } = useTranslation('board');
  const { data } = useNotices(requestId);
  if (!data) return null;
  const newest = [...data].sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt)).slice(0, NOTICES_SHOWN);
  return (
    <div className={styles.notices}>
      <h3>{t('panel.notices')}</h3>
      {newest.length === 0 && <p>{t('panel.noNotices')}</p>}
      <ul>
        {newest.map((notice) => (
          <li key={notice.id}>
            <Lamp state={NOTICE_LAMP[notice.state] ?? 'off'}>{t(`noticeState.${notice.state}`)}</Lamp>
            <span>
              {t(`noticeKind.${notice.kind}`)}
              {t('sep')}
              {t(`channel.${notice.channel}`)}
            </span>
            <small>{shortDateTime(notice.deliveredAt ?? notice.sentAt ?? notice.createdAt)}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}
