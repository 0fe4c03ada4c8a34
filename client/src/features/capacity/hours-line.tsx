import { Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortDate, startOfDate } from '../../lib/format';
import styles from './capacity.module.css';
import { tidyTime, type DraftRow, type RowMistake } from './hours-draft';
import { RepeatFields } from './repeat-fields';
import { useRepeatWords } from './repeat-words';

interface HoursLineProps {
  row: DraftRow;
  /** The first of its weekday: the weekday is written out. */
  first: boolean;
  readOnly: boolean;
  mistake: RowMistake | undefined;
  change: (row: DraftRow) => void;
  remove: () => void;
}

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** One stretch: weekday, from, to, for whom; and in which weeks, opened where it is not simply each. */
export function HoursLine({ row, first, readOnly, mistake, change, remove }: HoursLineProps) {
  const { t } = useTranslation('capacity');
  const repeat = useRepeatWords()(row);
  const [open, setOpen] = useState(false);
  if (readOnly) {
    return (
      <li className={[styles.line, first ? styles.firstLine : ''].join(' ')}>
        <b>{t(`weekday.${row.weekday}`)}</b>
        <span>
          {row.opens}–{row.closes}
        </span>
        <span>{repeat}</span>
        {row.purpose === 'reception' && <span>{t('purpose.reception')}</span>}
      </li>
    );
  }
  const wrong = mistake ? 'error' : '';
  const time = (part: 'opens' | 'closes') => (
    <Input
      className={styles.time}
      aria-label={t(`hours.${part}`)}
      inputMode="numeric"
      status={wrong}
      value={row[part]}
      onChange={(event) => change({ ...row, [part]: event.target.value })}
      onBlur={() => tidyTime(row[part]) !== row[part] && change({ ...row, [part]: tidyTime(row[part]) })}
    />
  );
  return (
    <li className={[styles.line, first ? styles.firstLine : ''].join(' ')}>
      <Select
        className={styles.weekday}
        aria-label={t('hours.weekday')}
        value={row.weekday}
        onChange={(weekday) => change({ ...row, weekday })}
        options={WEEKDAYS.map((value) => ({ value, label: t(`weekday.${value}`) }))}
      />
      <span className={styles.span}>
        {time('opens')} – {time('closes')}
      </span>
      <Select
        className={styles.purpose}
        aria-label={t('hours.purpose')}
        value={row.purpose}
        onChange={(purpose) => change({ ...row, purpose })}
        options={(['work', 'reception'] as const).map((value) => ({ value, label: t(`purpose.${value}`) }))}
      />
      <button
        type="button"
        className={`btn quiet sm ${styles.repeat}`}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {repeat} {open ? '▴' : '▾'}
      </button>
      <button type="button" className="btn quiet sm" onClick={remove}>
        {t('hours.remove')}
      </button>
      {mistake && (
        <p className="msg-err" role="alert">
          {t(`mistake.${mistake.code}`, {
            ...mistake.params,
            day: typeof mistake.params['day'] === 'string' ? shortDate(startOfDate(mistake.params['day'])) : '',
          })}
        </p>
      )}
      {(open || mistake?.code === 'ANCHOR_MISSING' || mistake?.code === 'SEASON_BACKWARDS') && (
        <RepeatFields row={row} change={change} />
      )}
    </li>
  );
}
