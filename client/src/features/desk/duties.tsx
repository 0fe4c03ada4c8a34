import type { FollowUpView } from '@contracts/http/follow-ups';
import type { DeskAppointment } from '@contracts/http/sessions';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { clockTime, dayWord, isoDate, shortDate, startOfDate } from '../../lib/format';
import { Lamp } from '../../ui/lamp';
import { sessionPath } from './queries';

interface Props {
  /** Talks that ended without an outcome. */
  owed: readonly DeskAppointment[];
  /** Open follow-ups, the first due first. */
  followUps: readonly FollowUpView[];
  now: number;
}

const SHOWN = 6;
const DAY = 86_400_000;

/** What is owed: outcomes first, for without one nothing is finished, then follow-ups by their day. */
export function Duties({ owed, followUps, now }: Props) {
  const { t } = useTranslation('desk');
  const count = owed.length + followUps.length;
  const shown = followUps.slice(0, Math.max(2, SHOWN - owed.length));
  return (
    <section className="dk-duties">
      <h2>
        {t('duties.title')}
        <small>{t('duties.count', { count })}</small>
      </h2>
      {count === 0 && <p className="dk-none">{t('duties.none')}</p>}
      <ul>
        {owed.map((appointment) => (
          <li key={appointment.appointmentId}>
            {appointment.sessionId ? (
              <Link to={sessionPath(appointment.sessionId)}>
                {t('duties.owed', { who: names(appointment, t('separator')) })}
              </Link>
            ) : (
              t('duties.owed', { who: names(appointment, t('separator')) })
            )}
            <small className="over">
              <Lamp state="warn">{t('duties.owedHint', { time: when(appointment.startsAt, now) })}</Lamp>
            </small>
          </li>
        ))}
        {shown.map((followUp) => (
          <li key={followUp.id}>
            <Link to="/follow-ups">{t(`duties.kind.${followUp.kind}`, { who: followUp.partyName })}</Link>
            <DueWords followUp={followUp} now={now} />
          </li>
        ))}
      </ul>
      {followUps.length > shown.length && (
        <p className="dk-more">
          <Link to="/follow-ups">{t('duties.more', { count: followUps.length - shown.length })}</Link>
        </p>
      )}
    </section>
  );
}

const names = ({ parties }: DeskAppointment, separator: string): string =>
  parties.map(({ name }) => name).join(separator);

const when = (at: string, now: number): string =>
  isoDate(at) === isoDate(now) ? clockTime(at) : `${shortDate(at)} ${clockTime(at)}`;

function DueWords({ followUp: { dueAt, overdue }, now }: { followUp: FollowUpView; now: number }) {
  const { t } = useTranslation('desk');
  const days = Math.round((startOfDate(isoDate(now)) - startOfDate(isoDate(dueAt))) / DAY);
  if (overdue && days > 0) {
    return (
      <small className="over">
        <Lamp state="fail">{t('duties.overdue', { count: days, day: shortDate(dueAt) })}</Lamp>
      </small>
    );
  }
  if (overdue) {
    return (
      <small className="over">
        <Lamp state="fail">{t('duties.overdueToday', { time: clockTime(dueAt) })}</Lamp>
      </small>
    );
  }
  if (days === 0) return <small className="soon">{t('duties.today')}</small>;
  return <small>{days === -1 ? dayWord(dueAt, now) : t('duties.due', { day: shortDate(dueAt) })}</small>;
}
