import { Button, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StaffShell } from '../../app/staff-shell';
import { asApiError } from '../../lib/api';
import { isoDate, monthDay, shortDateTime, startOfDate } from '../../lib/format';
import { addTexts, useLanguage } from '../../lib/i18n';
import { useBureau, useNow } from '../../lib/server-clock';
import { useStationName, useStations } from '../../lib/stations';
import { Icon } from '../../ui/icon';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import { ForYou } from '../staff-messages/for-you';
import { CountyTasks } from '../stations/county-tasks';
import en from './en.json';
import styles from './figures.module.css';
import { FormulaTable } from './formula-table';
import { KeyFigures } from './key-figures';
import { PERIODS, periodDates, type Period } from './period';
import { StationTable } from './station-table';
import { TopicBars } from './topic-bars';
import { useFigures } from './use-figures';
import { WeekChart } from './week-chart';
import zh from './zh.json';

addTexts('figures', zh, en);

/** How it runs: every formula with both its parts, for a period and a station; fit to be printed. */
export default function FiguresPage() {
  const { t } = useTranslation('figures');
  const { language } = useLanguage();
  const now = useNow(60_000);
  const today = isoDate(now);
  const bureau = useBureau();
  const { data: stations = [] } = useStations();
  const [period, setPeriod] = useState<Period | 'custom'>('thisMonth');
  const [custom, setCustom] = useState(() => periodDates('last12Months', today));
  const [stationId, setStationId] = useState<string | null>(null);
  const { from, to } = period === 'custom' ? custom : periodDates(period, today);
  const { data: figures, error, isPending, isPlaceholderData, refetch } = useFigures({ from, to, stationId });
  const nameOf = useStationName();
  const where = stationId
    ? nameOf(stations.find(({ id }) => id === stationId)?.name ?? '')
    : ((language === 'en' ? bureau?.bureauNameEn : bureau?.bureauName) ?? t('all'));
  return (
    <StaffShell>
      <ForYou />
      <CountyTasks />
      <div className={styles.page}>
        <header className={styles.head}>
          <h1>{t('title', { period: t(`period.${period}`) })}</h1>
          <p>{t('sub', { from: monthDay(startOfDate(from)), to: monthDay(startOfDate(to)), where })}</p>
          <div className={styles.choose}>
            <Select
              aria-label={t('pickPeriod')}
              value={period}
              options={[...PERIODS, 'custom' as const].map((value) => ({ value, label: t(`period.${value}`) }))}
              onChange={setPeriod}
              popupMatchSelectWidth={false}
            />
            {period === 'custom' && (
              <DatePicker.RangePicker
                aria-label={t('pickDates')}
                allowClear={false}
                value={[dayjs(custom.from), dayjs(custom.to)]}
                maxDate={dayjs(today)}
                onChange={(dates) => {
                  const [start, end] = dates ?? [];
                  if (start && end) setCustom({ from: start.format('YYYY-MM-DD'), to: end.format('YYYY-MM-DD') });
                }}
              />
            )}
            <Select
              aria-label={t('pickStation')}
              showSearch={{ optionFilterProp: 'label' }}
              value={stationId ?? ''}
              options={[
                { value: '', label: t('all') },
                ...stations.map(({ id, name }) => ({ value: id, label: nameOf(name) })),
              ]}
              onChange={(id: string) => setStationId(id === '' ? null : id)}
              popupMatchSelectWidth={false}
            />
            <Button type="primary" icon={<Icon name="print" />} onClick={() => window.print()}>
              {t('print')}
            </Button>
          </div>
        </header>
        {error && <Refusal error={asApiError(error)} again={() => void refetch()} staff />}
        {isPending && <Loading />}
        {figures && (
          <div className={isPlaceholderData ? styles.old : undefined} aria-busy={isPlaceholderData}>
            {figures.requests === 0 && <p className={styles.none}>{t('none')}</p>}
            <KeyFigures figures={figures} />
            <div className={styles.body}>
              <StationTable figures={figures} nameOf={(row) => nameOf(row.stationName)} />
              <div>
                <WeekChart weeks={figures.byWeek} />
                <TopicBars topics={figures.byTopic} />
              </div>
            </div>
            <FormulaTable figures={figures} />
            <footer className={styles.foot}>
              <span>{t('footnote')}</span>
              <span>{t('computed', { at: shortDateTime(figures.computedAt) })}</span>
            </footer>
          </div>
        )}
      </div>
    </StaffShell>
  );
}
