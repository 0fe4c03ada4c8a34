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

/** Whom to tell, and in which words. An admin sees no case, and so only the words. */
export default function MessagesPage() {
  const { t } = useTranslation('messages');
  const staff = useStaff();
  const [tab, setTab] = useState<'people' | 'templates'>('people');
  const shown = staff?.role === 'admin' ? 'templates' : tab;
  return (
    <StaffShell>
      <div className={styles.page}>
        <header className={styles.head}>
          <h1>{t('title')}</h1>
          {staff?.role !== 'admin' && (
            <Radio.Group
              optionType="button"
              buttonStyle="solid"
              value={shown}
              onChange={(event) => setTab(event.target.value === 'templates' ? 'templates' : 'people')}
              options={[
                { value: 'people', label: t('tab.people') },
                { value: 'templates', label: t('tab.templates') },
              ]}
            />
          )}
        </header>
        {shown === 'people' ? <People /> : <Templates />}
      </div>
    </StaffShell>
  );
}
