import type { WebhookView } from '@contracts/http/webhooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeed } from '../../lib/deed';
import { newKey } from '../../lib/idempotency-key';
import { FormDialog } from '../../ui/form-dialog';
import { Lamp } from '../../ui/lamp';
import { Refusal } from '../../ui/refusal';
import { Deliveries } from './deliveries';
import { removeWebhook, switchWebhook, tryWebhook, webhooksChanged } from './webhooks-api';
import styles from './webhooks.module.css';

interface WebhookRowProps {
  hook: WebhookView;
  opened: boolean;
  open: (opened: boolean) => void;
}

/** One system: what it is told, how that goes, and what can be done about it. */
export function WebhookRow({ hook, opened, open }: WebhookRowProps) {
  const { t } = useTranslation('webhooks');
  const [asking, setAsking] = useState<'pausing' | 'removing' | null>(null);
  const { refused, run } = useDeed(webhooksChanged);
  const { id, name, active, version } = hook;
  const button = (word: 'test' | 'pause' | 'resume' | 'remove', press: () => void, look = 'btn sm') => (
    <button type="button" className={look} aria-label={t(`${word}Of`, { name })} onClick={press}>
      {t(word)}
    </button>
  );
  return (
    <li className={styles.hook}>
      <div className={styles.line}>
        <p className={styles.name}>
          <b>{name}</b>
          <small>{hook.url}</small>
        </p>
        <p>{hook.events.map((event) => t(`event.${event}`)).join(t('sep'))}</p>
        <p className={styles.state}>
          <Lamp state={active ? 'on' : 'off'}>{t(active ? 'on' : 'off')}</Lamp>
          {hook.waiting > 0 && <Lamp state="warn">{t('waiting', { n: hook.waiting })}</Lamp>}
          {hook.failed > 0 && <Lamp state="fail">{t('failed', { n: hook.failed })}</Lamp>}
        </p>
        <p className={styles.do}>
          {active &&
            button('test', () => {
              open(true);
              void run(() => tryWebhook(id, newKey()));
            })}
          {active
            ? button('pause', () => setAsking('pausing'))
            : button('resume', () => void run(() => switchWebhook(id, { active: true, version })))}
          {button('remove', () => setAsking('removing'), 'btn danger sm')}
          <button
            type="button"
            className="btn quiet sm"
            aria-expanded={opened}
            aria-label={t(opened ? 'closeOf' : 'openOf', { name })}
            onClick={() => open(!opened)}
          >
            {t(opened ? 'close' : 'open')}
          </button>
        </p>
      </div>
      {refused && <Refusal error={refused} staff />}
      {opened && <Deliveries of={hook} />}
      {asking && (
        <FormDialog
          title={t(`${asking}.title`, { name })}
          ok={t(`${asking}.ok`)}
          later={t(`${asking}.later`)}
          danger
          save={async () => {
            await (asking === 'pausing' ? switchWebhook(id, { active: false, version }) : removeWebhook(id));
            return true;
          }}
          changed={webhooksChanged}
          close={() => setAsking(null)}
        >
          {() => <p>{t(`${asking}.effect`)}</p>}
        </FormDialog>
      )}
    </li>
  );
}
