import type { KeepingRulesView } from '@contracts/http/recording-keeping';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortDateTime } from '../../lib/format';
import styles from './keeping.module.css';
import { RulesDialog } from './rules-dialog';

/** For how long, by what kind of talk; who decided so and why. */
export function Rules({ rules, mayChange }: { rules: KeepingRulesView; mayChange: boolean }) {
  const { t } = useTranslation('recordingKeeping');
  const [changing, setChanging] = useState(false);
  const { consultMonths, mediateMonths, leastMonths, set } = rules;
  return (
    <section>
      <header>
        <h2>{t('rules.title')}</h2>
        <span>
          {set
            ? t('rules.set', { name: set.byName, time: shortDateTime(set.at), reason: set.reason })
            : t('rules.neverSet')}
        </span>
        {mayChange && (
          <Button type="primary" onClick={() => setChanging(true)}>
            {t('rules.change')}
          </Button>
        )}
      </header>
      <dl className={styles.rules}>
        <div>
          <dt>{t('rules.mediate')}</dt>
          <dd>{mediateMonths === null ? t('rules.withCase') : t('rules.months', { count: mediateMonths })}</dd>
          <dd className={styles.hint}>{t(mediateMonths === null ? 'rules.withCaseHint' : 'rules.fromEnd')}</dd>
        </div>
        <div>
          <dt>{t('rules.consult')}</dt>
          <dd>{t('rules.months', { count: consultMonths })}</dd>
          <dd className={styles.hint}>{t('rules.fromEnd')}</dd>
        </div>
        <div>
          <dt>{t('rules.least')}</dt>
          <dd>{t('rules.months', { count: leastMonths })}</dd>
          <dd className={styles.hint}>{t('rules.leastHint')}</dd>
        </div>
      </dl>
      {changing && <RulesDialog rules={rules} close={() => setChanging(false)} />}
    </section>
  );
}
