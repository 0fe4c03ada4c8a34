import type { CapacityResource } from '@contracts/http/capacity';
import { addDays, instantAt, localDate, weekdayOf, type Day } from '@domain/local-time';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError } from '../../lib/api';
import { useNow } from '../../lib/server-clock';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import styles from './capacity.module.css';
import { ClashLine } from './clash-line';
import { ExceptionDialog } from './exception-dialog';
import { ExceptionList } from './exception-list';
import { HeldHours } from './hours-form';
import { ParallelControl } from './parallel-control';
import { useResourceWords } from './resource-words';
import { useCalendar, useExceptions, useHours } from './use-capacity';
import { WeekView } from './week-view';

/** How far ahead exceptions are listed. */
const LISTED_DAYS = 120;

const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day));

interface ResourceWorkProps {
  resource: CapacityResource;
  unsaved: boolean;
  setUnsaved: (unsaved: boolean) => void;
}

/** One resource: the week as it really is, what differs from it, and the hours that repeat. */
export function ResourceWork({ resource, unsaved, setUnsaved }: ResourceWorkProps) {
  const { t } = useTranslation('capacity');
  const { title, under } = useResourceWords()(resource);
  const today = localDate(useNow(60_000));
  const [chosenMonday, setMonday] = useState<Day | null>(null);
  const monday = chosenMonday ?? mondayOf(today);
  const [adding, setAdding] = useState(false);
  const [done, setDone] = useState<{ words: string; clashes: number } | null>(null);
  const [from, to] = [monday < today ? monday : today, addDays(monday > today ? monday : today, LISTED_DAYS)];
  const iso = (day: Day) => new Date(instantAt(day, '00:00')).toISOString();
  const hours = useHours(resource.id);
  const exceptions = useExceptions(resource.id, iso(from), iso(to));
  const thisYear = useCalendar(Number(monday.slice(0, 4)));
  const nextYear = useCalendar(Number(addDays(monday, 6).slice(0, 4)));
  const error = hours.error ?? exceptions.error ?? thisYear.error ?? nextYear.error;
  const read = () => {
    for (const query of [hours, exceptions, thisYear, nextYear]) void query.refetch();
  };
  const changed = (key: string) => (clashes: number) => setDone({ words: t(key), clashes });
  return (
    <section className={styles.work} aria-label={title}>
      <header className={styles.workHead}>
        <h2>
          {title} <small>{under}</small>
        </h2>
        <ParallelControl resource={resource} saved={changed('savedPlaces')} />
        {resource.mayExcept !== 'none' && (
          <Button type={unsaved ? 'default' : 'primary'} onClick={() => setAdding(true)}>
            {t('addException')}
          </Button>
        )}
      </header>
      {done && <ClashLine {...done} />}
      {error && <Refusal error={asApiError(error)} again={read} staff />}
      {hours.data && exceptions.data && thisYear.data && nextYear.data ? (
        <>
          <WeekView
            monday={monday}
            today={today}
            show={(day) => setMonday(mondayOf(day))}
            rows={hours.data.rows}
            exceptions={exceptions.data}
            calendar={[...thisYear.data, ...(thisYear.data === nextYear.data ? [] : nextYear.data)]}
          />
          <ExceptionList resource={resource} exceptions={exceptions.data} removed={changed('exceptionRemoved')} />
          <HeldHours
            resource={resource}
            newest={hours.data}
            unsaved={unsaved}
            setUnsaved={setUnsaved}
            saved={changed('savedHours')}
          />
        </>
      ) : (
        !error && <Loading />
      )}
      {adding && (
        <ExceptionDialog
          resource={resource}
          title={title}
          close={() => setAdding(false)}
          added={(clashes) => {
            setAdding(false);
            changed('exceptionAdded')(clashes);
          }}
        />
      )}
    </section>
  );
}
