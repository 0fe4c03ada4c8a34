import { Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { StaffShell } from '../../app/staff-shell';
import { useHouse } from '../../lib/house';
import { addTexts } from '../../lib/i18n';
import { CalendarTab } from './calendar-tab';
import styles from './capacity.module.css';
import en from './en.json';
import { HoursTab } from './hours-tab';
import { ImportTab } from './import-tab';
import { MarketTab } from './market-tab';
import { SettingsTab } from './settings-tab';
import zh from './zh.json';

addTexts('capacity', zh, en);

const TABS = ['hours', 'calendar', 'market', 'settings', 'import'] as const;
type Tab = (typeof TABS)[number];

/** When whom and what can be had: hours and exceptions, the year's calendar, market days, how slots are cut, and a table of hours. */
export default function CapacityPage() {
  const { t } = useTranslation('capacity');
  const [params, setParams] = useSearchParams();
  const [unsaved, setUnsaved] = useState(false);
  useHouse('board');
  const tab = TABS.find((one) => one === params.get('tab')) ?? 'hours';
  const show = (next: Tab): void => {
    if (unsaved && !window.confirm(t('leaveUnsaved'))) return;
    setUnsaved(false);
    setParams(next === 'hours' ? {} : { tab: next });
  };
  return (
    <StaffShell>
      <div className={styles.page}>
        <header className={styles.head}>
          <h1>{t('title')}</h1>
          <Radio.Group
            optionType="button"
            value={tab}
            onChange={(event) => show(TABS.find((one) => one === event.target.value) ?? 'hours')}
            options={TABS.map((value) => ({ value, label: t(`tab.${value}`) }))}
          />
        </header>
        {tab === 'hours' && <HoursTab unsaved={unsaved} setUnsaved={setUnsaved} />}
        {tab === 'calendar' && <CalendarTab />}
        {tab === 'market' && <MarketTab />}
        {tab === 'settings' && <SettingsTab />}
        {tab === 'import' && <ImportTab />}
      </div>
    </StaffShell>
  );
}
