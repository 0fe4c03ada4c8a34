import type { DeskAppointment } from '@contracts/http/sessions';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { asApiError } from '../../lib/api';
import { useStaff } from '../../app/me';
import { clockTime } from '../../lib/format';
import { useStationName } from '../../lib/stations';
import { Lamp, type LampState } from '../../ui/lamp';
import { Refusal } from '../../ui/refusal';
import { dayRows, standing, type Standing } from './day';
import { recordingPath } from '../recording/path';
import { sessionPath, useEnter } from './queries';

interface Props {
  appointments: readonly DeskAppointment[];
  next: DeskAppointment | null;
  /** When lunch begins, epoch milliseconds. */
  noon: number;
  now: number;
}

const LAMP: Readonly<Record<Standing['kind'], LampState>> = {
  cancelled: 'off',
  inSession: 'on',
  done: 'on',
  outcomeOwed: 'warn',
  allHere: 'on',
  someHere: 'off',
  late: 'warn',
  confirmed: 'off',
  unconfirmed: 'warn',
};

/** The day, ruled by time. */
export function DayList({ appointments, next, noon, now }: Props) {
  const { t } = useTranslation('desk');
  const enter = useEnter();
  const role = useStaff()?.role;
  const rows = dayRows(appointments, noon);
  return (
    <>
      {enter.error && <Refusal error={asApiError(enter.error)} staff />}
      <div className="dk-list" role="table" aria-label={t('list.label')}>
        <div className="dk-row dk-head" role="row">
          {(['time', 'kind', 'matter', 'place', 'state'] as const).map((name) => (
            <span key={name} role="columnheader">
              {t(`list.${name}`)}
            </span>
          ))}
        </div>
        {rows.length === 0 && <p className="dk-empty">{t('list.empty')}</p>}
        {rows.map((row) =>
          row.kind === 'lunch' ? (
            <div key="lunch" className="dk-row dk-lunch" role="row">
              <span role="cell">{t('list.lunch', { time: clockTime(noon) })}</span>
            </div>
          ) : (
            <DayRow
              key={row.appointment.appointmentId}
              appointment={row.appointment}
              isNext={row.appointment.appointmentId === next?.appointmentId}
              now={now}
              mayTakeOver={role === 'dutyLeader'}
              enter={() => enter.mutate(row.appointment.appointmentId)}
            />
          ),
        )}
      </div>
    </>
  );
}

interface RowProps {
  appointment: DeskAppointment;
  isNext: boolean;
  now: number;
  enter: () => void;
  /** The duty leader's desk holds the talks of all: into another's they step as its host. */
  mayTakeOver: boolean;
}

function DayRow({ appointment, isNext, now, enter, mayTakeOver }: RowProps) {
  const { t } = useTranslation('desk');
  const stationName = useStationName();
  const { parties, mode, round, startsAt, endsAt, sessionId } = appointment;
  const stands = standing(appointment, now);
  const over = stands.kind === 'done' || stands.kind === 'cancelled';
  const minutes = Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / 60_000);
  const kind = mode === 'consult' ? 'consult' : round > 1 ? 'mediateRound' : 'mediate';
  const stations = [...new Set(parties.map((party) => stationName(party.stationName)))];
  const someoneHere = parties.some((party) => party.checkedInAt);
  return (
    <div className={`dk-row${over ? ' dk-over' : ''}${isNext ? ' dk-isnext' : ''}`} role="row">
      <span className="dk-time" role="cell">
        {clockTime(startsAt)} <small>{t('list.minutes', { count: minutes })}</small>
      </span>
      <span role="cell">{t(`list.${kind}`, { round })}</span>
      <span className="dk-matter" role="cell">
        {parties.map((party) => party.name).join(t('separator'))}
        <small>
          {/* Of many desks at once, whose it is. */}
          {mayTakeOver && appointment.officialName && `${appointment.officialName}${t('comma')}`}
          {appointment.summary || t(`common:topic.${appointment.topic}`)}
        </small>
      </span>
      <span role="cell">{stations.join(t('separator'))}</span>
      <span className="dk-state" role="cell">
        <Lamp state={LAMP[stands.kind]}>
          <StandingWords stands={stands} mode={mode} />
        </Lamp>
        {stands.kind === 'outcomeOwed' && sessionId && <Link to={sessionPath(sessionId)}>{t('list.record')}</Link>}
        {appointment.state === 'ended' && mode === 'mediate' && sessionId && (
          <Link to={recordingPath(sessionId)}>{t('list.recording')}</Link>
        )}
        {appointment.state === 'inSession' && !isNext && (
          <button type="button" className="btn sm" onClick={enter}>
            {t(mayTakeOver ? 'list.takeOver' : 'list.open')}
          </button>
        )}
        {appointment.state === 'booked' && !isNext && someoneHere && (
          <button type="button" className="btn sm" onClick={enter}>
            {t('list.open')}
          </button>
        )}
      </span>
    </div>
  );
}

function StandingWords({ stands, mode }: { stands: Standing; mode: DeskAppointment['mode'] }) {
  const { t } = useTranslation('desk');
  const who = (parties: DeskAppointment['parties']) =>
    parties
      .map((party) => t(mode === 'mediate' ? `common:side.party${party.side}` : 'side.alone'))
      .join(t('separator'));
  switch (stands.kind) {
    case 'done':
      return t(`done.${stands.outcome}`);
    case 'allHere':
      return t(stands.count > 1 ? 'stand.bothHere' : 'stand.here');
    case 'someHere':
      return t('stand.someHere', { who: who(stands.missing) });
    case 'late':
      return t('stand.late', { who: who(stands.missing) });
    case 'unconfirmed':
      return t('stand.unconfirmed', { who: who(stands.silent) });
    case 'cancelled':
    case 'inSession':
    case 'outcomeOwed':
    case 'confirmed':
      return t(`stand.${stands.kind}`);
  }
}
