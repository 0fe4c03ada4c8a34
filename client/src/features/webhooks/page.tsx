import type { WebhookCreated } from '@contracts/http/webhooks';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StaffShell } from '../../app/staff-shell';
import { asApiError } from '../../lib/api';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import { AddDialog } from './add-dialog';
import { SecretDialog } from './secret-dialog';
import './texts';
import { WebhookRow } from './webhook-row';
import { useWebhooks } from './webhooks-api';
import styles from './webhooks.module.css';

/** 告诉别的系统: which systems of the bureau hear what happens here, and whether they do. */
export default function WebhooksPage() {
  const { t } = useTranslation('webhooks');
  const { data, error, refetch } = useWebhooks();
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<WebhookCreated | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  return (
    <StaffShell>
      <div className={styles.page}>
        <header className={styles.head}>
          <h1>{t('title')}</h1>
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
          <p>{t('note')}</p>
        </header>
        {error && <Refusal error={asApiError(error)} again={() => void refetch()} staff />}
        {!data && !error && <Loading />}
        {data?.length === 0 && <p className={styles.quiet}>{t('none')}</p>}
        {data && data.length > 0 && (
          <>
            <div className={styles.columns} aria-hidden="true">
              {(['name', 'events', 'state', 'do'] as const).map((column) => (
                <span key={column}>{t(`column.${column}`)}</span>
              ))}
            </div>
            <ul className={styles.hooks}>
              {data.map((hook) => (
                <WebhookRow
                  key={hook.id}
                  hook={hook}
                  opened={opened === hook.id}
                  open={(open) => setOpened(open ? hook.id : null)}
                />
              ))}
            </ul>
          </>
        )}
        {adding && (
          <AddDialog
            close={(created) => {
              setAdding(false);
              setMade(created);
            }}
          />
        )}
        {made && <SecretDialog made={made} close={() => setMade(null)} />}
      </div>
    </StaffShell>
  );
}
