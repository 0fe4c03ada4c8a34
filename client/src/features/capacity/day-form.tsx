import type { CalendarDayView } from '@contracts/http/capacity';
import { weekdayOf } from '@domain/local-time';
import { Button, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { longDate, startOfDate } from '../../lib/format';
import type { Override } from './calendar-paste';
import styles from './capacity.module.css';
import { useHolidayName } from './holiday-name';

interface DayFormProps {
  day: string;
  known: CalendarDayView | undefined;
  mayEdit: boolean;
  save: (overrides: readonly Override[]) => Promise<boolean>;
  close: () => void;
}

const KINDS = ['ordinary', 'holiday', 'workday'] as const;

/** What one day is, and what the bureau makes of it. */
export function DayForm({ day, known, mayEdit, save, close }: DayFormProps) {
  const { t } = useTranslation(['capacity', 'common']);
  const holiday = useHolidayName();
  const [kind, setKind] = useState<Override['kind']>(known?.kind ?? 'ordinary');
  const [name, setName] = useState(known?.name ?? '');
  const [worksAs, setWorksAs] = useState<number>(known?.worksAs ?? (weekdayOf(day) <= 5 ? weekdayOf(day) : 1));
  const [sending, setSending] = useState(false);
  const submit = async (): Promise<void> => {
    setSending(true);
    const done = await save([
      { day, kind, name: kind === 'ordinary' ? '' : name, worksAs: kind === 'workday' ? worksAs : null },
    ]);
    setSending(false);
    if (done) close();
  };
  const source = known ? t(known.provisional ? 'calendar.source.provisional' : `calendar.source.${known.source}`) : '';
  return (
    <form
      className={styles.dayForm}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2>{longDate(startOfDate(day))}</h2>
      <p className={styles.hint}>
        {known
          ? [t(`calendar.kind.${known.kind}`), holiday(known.name), source].filter(Boolean).join(t('sep'))
          : t(weekdayOf(day) > 5 ? 'calendar.weekend' : 'calendar.weekday')}
      </p>
      {mayEdit && (
        <>
          <Radio.Group
            aria-label={t('calendar.make')}
            value={kind}
            onChange={(event) => setKind(KINDS.find((one) => one === event.target.value) ?? kind)}
            options={KINDS.map((value) => ({ value, label: t(`calendar.choice.${value}`) }))}
          />
          {kind === 'workday' && (
            <div className={styles.labelled}>
              <label htmlFor="works-as">{t('calendar.worksAs')}</label>
              <Select
                id="works-as"
                value={worksAs}
                onChange={setWorksAs}
                options={[1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: t(`weekday.${value}`) }))}
              />
            </div>
          )}
          {kind !== 'ordinary' && (
            <div className={styles.labelled}>
              <label htmlFor="day-name">{t('calendar.name')}</label>
              <Input id="day-name" maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />
            </div>
          )}
          <p className={styles.buttons}>
            <button type="button" className="btn" onClick={close}>
              {t('common:action.cancel')}
            </button>
            <Button type="primary" htmlType="submit" loading={sending}>
              {t('calendar.save')}
            </Button>
          </p>
        </>
      )}
    </form>
  );
}
