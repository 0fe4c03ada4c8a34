import { Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError } from '../../lib/api';
import { isoDate, longDate, shortDate, shortDateTime, startOfDate } from '../../lib/format';
import { addTexts } from '../../lib/i18n';
import { bureauNow } from '../../lib/server-clock';
import { FormDialog } from '../../ui/form-dialog';
import { FormField } from '../../ui/form-field';
import { Refusal } from '../../ui/refusal';
import en from './en.json';
import { fixSeries, seriesChanged, useCalendarFrom, useSeries } from './series-api';
import { seriesDays, type SeriesDay } from './series-days';
import styles from './series.module.css';
import zh from './zh.json';

addTexts('series', zh, en);

const WEEKS = [1, 2, 3, 4, 6, 8];
const MOST = 12;

/** A matter that may go on: what is booked of it now. */
export interface SeriesChoice {
  readonly requestId: string;
  readonly label: string;
  readonly startsAt: string;
}

interface SeriesDialogProps {
  /** At least one; with more than one, the reader chooses. */
  choices: readonly SeriesChoice[];
  /** With how many days were fixed; null when none were. */
  close: (fixed: number | null) => void;
}

/** 约后面几次: every so many weeks, so many times, on the days shown. */
export function SeriesDialog({ choices, close }: SeriesDialogProps) {
  const { t } = useTranslation('series');
  const [requestId, setRequestId] = useState(choices.length === 1 ? (choices[0]?.requestId ?? null) : null);
  const [everyWeeks, setEveryWeeks] = useState(2);
  const [count, setCount] = useState(3);
  const [tried, setTried] = useState(false);
  const chosen = choices.find((one) => one.requestId === requestId);
  const today = isoDate(bureauNow());
  const booked = chosen ? isoDate(chosen.startsAt) : today;
  const from = booked > today ? booked : today;
  const series = useSeries(requestId);
  const calendar = useCalendarFrom(from);
  const days = calendar.data ? seriesDays(from, everyWeeks, count, calendar.data) : [];
  const error = series.error ?? calendar.error;
  return (
    <FormDialog
      title={t('title')}
      ok={t('ok')}
      later={t('later')}
      okDisabled={requestId !== null && (!series.data || !calendar.data)}
      save={async () => {
        setTried(true);
        if (requestId === null || !series.data) return false;
        const dates = days.map(({ on }) => on);
        await fixSeries(requestId, series.data.version, dates);
        return true;
      }}
      changed={seriesChanged}
      close={(done) => close(done ? days.length : null)}
    >
      {() => (
        <>
          {choices.length > 1 && (
            <FormField
              id="series-request"
              label={t('which')}
              error={tried && requestId === null ? t('whichMissing') : undefined}
            >
              <Radio.Group
                id="series-request"
                className={styles.choices}
                value={requestId}
                options={choices.map((one) => ({ value: one.requestId, label: one.label }))}
                onChange={(event) => setRequestId(String(event.target.value))}
              />
            </FormField>
          )}
          {error && <Refusal error={asApiError(error)} staff />}
          <div className={styles.pair}>
            <FormField id="series-every" label={t('every')}>
              <Select
                id="series-every"
                value={everyWeeks}
                options={WEEKS.map((value) => ({ value, label: t('weeks', { count: value }) }))}
                onChange={setEveryWeeks}
              />
            </FormField>
            <FormField id="series-count" label={t('count')}>
              <Select
                id="series-count"
                value={count}
                options={Array.from({ length: MOST }, (_, index) => ({
                  value: index + 1,
                  label: t('times', { count: index + 1 }),
                }))}
                onChange={setCount}
              />
            </FormField>
          </div>
          {chosen && <Days days={days} />}
          {series.data && series.data.sessions.length > 0 && (
            <section className={styles.days}>
              <h3>{t('fixed')}</h3>
              <ol>
                {series.data.sessions.map(({ position, on, startsAt }) => (
                  <li key={position}>
                    {startsAt
                      ? t('booked', { when: shortDateTime(startsAt) })
                      : t('toCome', { on: longDate(startOfDate(on)) })}
                  </li>
                ))}
              </ol>
              <p>{t('replaces')}</p>
            </section>
          )}
          <p className={styles.effect}>{t('effect')}</p>
        </>
      )}
    </FormDialog>
  );
}

function Days({ days }: { days: readonly SeriesDay[] }) {
  const { t } = useTranslation('series');
  return (
    <section className={styles.days} aria-live="polite">
      <h3>{t('days')}</h3>
      <ol>
        {days.map(({ on, wished, holiday }) => (
          <li key={on}>
            <b>{longDate(startOfDate(on))}</b>
            {wished && (
              <small>
                {t(holiday ? 'movedFor' : 'moved', { wished: shortDate(startOfDate(wished)), name: holiday })}
              </small>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
