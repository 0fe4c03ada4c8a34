import type { StationMarket } from '@contracts/http/capacity';
import { Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../ui/form-dialog';
import styles from './market.module.css';
import { capacityChanged, putMarket } from './use-capacity';

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0];
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

interface MarketDialogProps {
  of: StationMarket;
  name: string;
  close: () => void;
}

/** The market days of one station: by the date, by the day of the week, or both. */
export function MarketDialog({ of, name, close }: MarketDialogProps) {
  const { t } = useTranslation('capacity');
  const [digits, setDigits] = useState(of.digits);
  const [weekdays, setWeekdays] = useState(of.weekdays);
  return (
    <FormDialog
      title={t('market.title', { name })}
      ok={t('market.ok')}
      later={t('market.later')}
      save={async () => {
        await putMarket(of.stationId, { digits, weekdays, was: { digits: of.digits, weekdays: of.weekdays } });
        return true;
      }}
      changed={capacityChanged}
      close={close}
    >
      {() => (
        <>
          <fieldset className={styles.choices}>
            <legend>{t('market.byDigit')}</legend>
            <Checkbox.Group
              value={digits}
              options={DIGITS.map((value) => ({ value, label: String(value) }))}
              onChange={setDigits}
            />
          </fieldset>
          <fieldset className={styles.choices}>
            <legend>{t('market.byWeekday')}</legend>
            <Checkbox.Group
              value={weekdays}
              options={WEEKDAYS.map((value) => ({ value, label: t(`weekday.${value}`) }))}
              onChange={setWeekdays}
            />
          </fieldset>
          <p className={styles.effect}>{t('market.effect')}</p>
        </>
      )}
    </FormDialog>
  );
}
