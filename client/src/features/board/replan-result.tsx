import type { ReplanAccepted, ReplanPlan } from '@contracts/http/replan';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon';
import styles from './clash.module.css';

interface ResultProps {
  plan: ReplanPlan;
  result: ReplanAccepted;
  again: () => void;
}

/** What became of the accepted proposals: each stands or falls alone. */
export function ReplanResult({ plan, result, again }: ResultProps) {
  const { t } = useTranslation(['board', 'common', 'errors']);
  const namesOf = (id: string): string =>
    plan.clashes.find(({ appointmentId }) => appointmentId === id)?.partyNames.join(t('listSep')) ?? '';
  return (
    <div className={styles.result}>
      <p role="status" className={styles.done}>
        <Icon name="check" />
        {t('proposals.changed', { n: result.changed.length })}
      </p>
      {result.refused.length > 0 && (
        <div role="alert">
          <p>
            <b>{t('proposals.refused', { n: result.refused.length })}</b>
          </p>
          <ul className={styles.list}>
            {result.refused.map(({ appointmentId, code, params }) => (
              <li key={appointmentId}>
                <span className={styles.tick}>
                  <Icon name="warn" />
                </span>
                <div>
                  <p>
                    <b>{namesOf(appointmentId)}</b>
                  </p>
                  <p className={styles.cause}>{t([`errors:${code}`, 'errors:INTERNAL'], params)}</p>
                </div>
              </li>
            ))}
          </ul>
        </div>
      )}
      <footer>
        <Button onClick={again}>{t('proposals.lookAgain')}</Button>
      </footer>
    </div>
  );
}
