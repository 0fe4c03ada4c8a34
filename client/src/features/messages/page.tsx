import { Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStaff } from '../../app/me';
import { StaffShell } from '../../app/staff-shell';
import { addTexts } from '../../lib/i18n';
import en from './en.json';
import styles from './messages.module.css';
import { People } from './people';
import { Templates } from './templates';
import zh from './zh.json';

addTexts('messages', zh, en);

type Tab = 'people' | 'templates';

/** The words are the scheduler's and the admin's; an admin sees no case, and so nobody to tell. */
const TABS_OF: Readonly<Record<string, readonly Tab[]>> = {
  scheduler: ['people', 'templates'],
  dutyLeader: ['people'],
  admin: ['templates'],
};

/** Whom to tell, and in which words. */
export default function MessagesPage() {
  const { t } = useTranslation('messages');
  const staff = useStaff();
  const [tab, setTab] = useState<Tab>('people');
  const tabs = TABS_OF[staff?.role ?? ''] ?? [];
  const shown = tabs.includes(tab) ? tab : (tabs[0] ?? 'people');
  return (
    <StaffShell>
      <div className={styles.page}>
        <header className={styles.head}>
          <h1>{t('title')}</h1>
          {tabs.length > 1 && (
            <Radio.Group
              optionType="button"
              buttonStyle="solid"
              value={shown}
              onChange={(event) => setTab(event.target.value === 'templates' ? 'templates' : 'people')}
              options={tabs.map((value) => ({ value, label: t(`tab.${value}`) }))}
            />
          )}
        </header>
        {shown === 'people' ? <People /> : <Templates />}
      </div>
    </StaffShell>
  );
}
