import type { HoursRow } from '@contracts/http/capacity';
import { Checkbox, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import styles from './capacity.module.css';
import type { DraftRow } from './hours-draft';

const EVERY = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const NTHS = [1, 2, 3, 4, 5, -1] as const;

/** Season, every how many weeks from which, and the how many-th of the month. */
export function RepeatFields({ row, change }: { row: DraftRow; change: (row: DraftRow) => void }) {
  const { t } = useTranslation('capacity');
  const day = (part: 'validFrom' | 'validTo' | 'anchor', label: string) => (
    <label>
      {label}
      <DatePicker
        value={row[part] ? dayjs(row[part]) : null}
        placeholder={part === 'anchor' ? '' : t('repeat.noLimit')}
        onChange={(value) => change({ ...row, [part]: value ? value.format('YYYY-MM-DD') : null })}
      />
    </label>
  );
  const nths = (picked: HoursRow['nthOfMonth']) => change({ ...row, nthOfMonth: picked });
  return (
    <div className={styles.repeatFields}>
      {day('validFrom', t('repeat.firstDay'))}
      {day('validTo', t('repeat.lastDay'))}
      <label>
        {t('repeat.howOften')}
        <Select
          value={row.everyWeeks}
          onChange={(everyWeeks: number) =>
            change({ ...row, everyWeeks, anchor: everyWeeks === 1 ? null : row.anchor })
          }
          options={EVERY.map((value) => ({
            value,
            label: value === 1 ? t('repeat.weekly') : t('repeat.everyN', { n: value }),
          }))}
        />
      </label>
      {row.everyWeeks > 1 && day('anchor', t('repeat.anchor'))}
      <fieldset>
        <legend>{t('repeat.ofMonth')}</legend>
        <Checkbox.Group
          value={row.nthOfMonth}
          onChange={(picked) => nths(NTHS.filter((nth) => picked.includes(nth)))}
          options={NTHS.map((value) => ({ value, label: t(value === -1 ? 'repeat.last' : `nth.${value}`) }))}
        />
      </fieldset>
    </div>
  );
}
