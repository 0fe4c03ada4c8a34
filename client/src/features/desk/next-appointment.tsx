import type { DeskAppointment } from '@contracts/http/sessions';
import { useTranslation } from 'react-i18next';
import { useStaff } from '../../app/me';
import { asApiError } from '../../lib/api';
import { duration, clockTime, isoDate, shortDate } from '../../lib/format';
import { Refusal } from '../../ui/refusal';
import { PartyLine } from './party-line';
import { useEnter } from './queries';

interface Props {
  appointment: DeskAppointment | null;
  now: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The next person, large, with the one blue button of the screen. */
export function NextAppointment({ appointment, now }: Props) {
  const { t } = useTranslation('desk');
  const enter = useEnter();
  const role = useStaff()?.role;
  if (!appointment) {
    return (
      <section className="dk-next dk-nothing">
        <p>
          <b>{t('next.none')}</b>
        </p>
      </section>
    );
  }
  const { mode, requestNo: no, round } = appointment;
  // The duty leader's desk holds the talks of all: into one that goes on they step as its host.
  const running = role === 'dutyLeader' ? 'list.takeOver' : 'next.again';
  const button = appointment.state === 'inSession' ? running : mode === 'mediate' ? 'next.enter' : 'next.start';
  return (
    <>
      <section className="dk-next" aria-label={t('title')}>
        <div>
          <p className="dk-clock">{clockTime(appointment.startsAt)}</p>
          <p className="dk-in">
            <b>
              <Until appointment={appointment} now={now} />
            </b>
          </p>
        </div>
        <div className="dk-what">
          <h1>{t(`common:topic.${appointment.topic}`)}</h1>
          <p>
            {t(`next.${mode}`, { no, round })}
            {role === 'dutyLeader' && appointment.officialName && `${t('comma')}${appointment.officialName}`}
          </p>
          {appointment.summary && <p className="dk-summary">{appointment.summary}</p>}
          <p className="dk-people">
            {appointment.parties.map((party) => (
              <PartyLine key={party.id} party={party} mode={mode} />
            ))}
          </p>
        </div>
        <button
          type="button"
          className="btn primary"
          disabled={enter.isPending}
          onClick={() => enter.mutate(appointment.appointmentId)}
        >
          {t(button)}
        </button>
      </section>
      {enter.error && <Refusal error={asApiError(enter.error)} staff />}
    </>
  );
}

/** `还有 3 分钟`, rounded up; 到时间了 within the first minute; another day by its date. */
function Until({ appointment, now }: { appointment: DeskAppointment; now: number }) {
  const { t } = useTranslation('desk');
  if (appointment.state === 'inSession') return t('next.running');
  if (isoDate(appointment.startsAt) !== isoDate(now)) return t('next.onDay', { day: shortDate(appointment.startsAt) });
  const left = Date.parse(appointment.startsAt) - now;
  if (left > HOUR) return t('next.inLong', { time: duration(left) });
  if (left > 0) return t('next.in', { count: Math.ceil(left / MINUTE) });
  if (-left > HOUR) return t('next.lateLong', { time: duration(-left) });
  const past = Math.floor(-left / MINUTE);
  return past === 0 ? t('next.now') : t('next.late', { count: past });
}
