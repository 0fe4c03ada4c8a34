import { useTranslation } from 'react-i18next';
import { clockTime, duration, shortDateTime, isoDate, type At } from '../lib/format';
import { useNow } from '../lib/server-clock';

const HOUR = 3_600_000;

/** How near a deadline is: under 12 h `soon`, under 4 h `late`, past it `over`. */
export function urgencyOf(leftMs: number): 'calm' | 'soon' | 'late' | 'over' {
  if (leftMs < 0) return 'over';
  if (leftMs < 4 * HOUR) return 'late';
  return leftMs < 12 * HOUR ? 'soon' : 'calm';
}

interface TimeLeftProps {
  dueAt: At;
  /** When the clock began; the disc fills from there. Defaults to 24 hours before `dueAt`. */
  since?: At;
}

/** Filling disc, what is left in words, and the moment itself. Staff only: residents see a time of day. */
export function TimeLeft({ dueAt, since }: TimeLeftProps) {
  const { t } = useTranslation();
  const now = useNow(30_000);
  const due = new Date(dueAt).getTime();
  const began = since === undefined ? due - 24 * HOUR : new Date(since).getTime();
  const left = due - now;
  const used = Math.min(1, Math.max(0, (now - began) / Math.max(1, due - began)));
  const urgency = urgencyOf(left);
  const moment = isoDate(due) === isoDate(now) ? clockTime(due) : shortDateTime(due);
  return (
    <span className={`time-left ${urgency}`}>
      <i className="disc" aria-hidden="true" style={{ '--used': used } as React.CSSProperties} />
      <b>{t(urgency === 'over' ? 'timeLeft.over' : 'timeLeft.left', { time: duration(Math.abs(left)) })}</b>
      <small>{t('timeLeft.due', { time: moment })}</small>
    </span>
  );
}
