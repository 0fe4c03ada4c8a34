import { WEBHOOK_EVENTS, webhookInput, type WebhookCreated, type WebhookEvent } from '@contracts/http/webhooks';
import { Checkbox, Input } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../ui/form-dialog';
import { FormField } from '../../ui/form-field';
import styles from './webhooks.module.css';
import { addWebhook, webhooksChanged } from './webhooks-api';

type Field = 'name' | 'url' | 'events';
const FIELDS: readonly Field[] = ['name', 'url', 'events'];

/** Which system, where, and what it is told. Closes with what was made, which alone carries the secret. */
export function AddDialog({ close }: { close: (made: WebhookCreated | null) => void }) {
  const { t } = useTranslation('webhooks');
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [events, setEvents] = useState<WebhookEvent[]>([]);
  const [tried, setTried] = useState(false);
  const made = useRef<WebhookCreated | null>(null);
  const parsed = webhookInput.safeParse({ name, url: url.trim(), events });
  const wrong = (field: Field): boolean =>
    tried && !parsed.success && parsed.error.issues.some(({ path }) => path[0] === field);
  return (
    <FormDialog
      title={t('form.title')}
      ok={t('form.ok')}
      later={t('form.later')}
      save={async (key) => {
        setTried(true);
        if (!parsed.success) {
          const bad = FIELDS.find((field) => parsed.error.issues.some(({ path }) => path[0] === field));
          document.getElementById(`webhook-${bad}`)?.focus();
          return false;
        }
        made.current = await addWebhook(parsed.data, key);
        return true;
      }}
      changed={webhooksChanged}
      close={(done) => close(done ? made.current : null)}
    >
      {(submit) => (
        <>
          <FormField id="webhook-name" label={t('form.name')} error={wrong('name') ? t('form.nameMissing') : undefined}>
            <Input
              id="webhook-name"
              autoFocus
              maxLength={60}
              value={name}
              status={wrong('name') ? 'error' : ''}
              onChange={({ target }) => setName(target.value)}
              onPressEnter={submit}
            />
          </FormField>
          <FormField
            id="webhook-url"
            label={t('form.url')}
            hint={t('form.urlHint')}
            error={wrong('url') ? t('form.urlWrong') : undefined}
          >
            <Input
              id="webhook-url"
              type="url"
              maxLength={500}
              value={url}
              status={wrong('url') ? 'error' : ''}
              onChange={({ target }) => setUrl(target.value)}
              onPressEnter={submit}
            />
          </FormField>
          <fieldset className={styles.events}>
            <legend>{t('form.events')}</legend>
            {WEBHOOK_EVENTS.map((event, index) => (
              <Checkbox
                key={event}
                {...(index === 0 && { id: 'webhook-events' })}
                checked={events.includes(event)}
                onChange={({ target }) =>
                  setEvents(target.checked ? [...events, event] : events.filter((one) => one !== event))
                }
              >
                {t(`event.${event}`)}
              </Checkbox>
            ))}
            {wrong('events') && (
              <p className="msg-err" role="alert">
                {t('form.eventsMissing')}
              </p>
            )}
          </fieldset>
        </>
      )}
    </FormDialog>
  );
}
