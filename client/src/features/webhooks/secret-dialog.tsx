import type { WebhookCreated } from '@contracts/http/webhooks';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './webhooks.module.css';

/** The secret, this once. Nothing but the button closes it, so that no stray click takes it away. */
export function SecretDialog({ made, close }: { made: WebhookCreated; close: () => void }) {
  const { t } = useTranslation('webhooks');
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(made.secret);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  return (
    <Modal
      open
      closable={false}
      maskClosable={false}
      keyboard={false}
      title={t('secret.title', { name: made.name })}
      footer={
        <Button type="primary" onClick={close}>
          {t('secret.done')}
        </Button>
      }
    >
      <div className={styles.secret}>
        <p>{t('secret.lead')}</p>
        <code>{made.secret}</code>
        <button type="button" className="btn sm" onClick={() => void copy()}>
          {t('secret.copy')}
        </button>
        <p role="status">{copied !== null && t(copied ? 'secret.copied' : 'secret.notCopied')}</p>
      </div>
    </Modal>
  );
}
