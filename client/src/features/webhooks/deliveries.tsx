import type { WebhookDelivery, WebhookView } from '@contracts/http/webhooks';
import { useTranslation } from 'react-i18next';
import { asApiError } from '../../lib/api';
import { useDeed } from '../../lib/deed';
import { shortDateTime } from '../../lib/format';
import { Lamp, type LampState } from '../../ui/lamp';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import { answerWord } from './answer-words';
import { sendAgain, useDeliveries, webhooksChanged } from './webhooks-api';
import styles from './webhooks.module.css';

const LAMP: Readonly<Record<WebhookDelivery['state'], LampState>> = { pending: 'off', delivered: 'on', failed: 'fail' };

const isRetried = ({ state, lastError }: WebhookDelivery): boolean => state === 'pending' && lastError !== null;

/** What was sent to one system lately, and what came back. */
export function Deliveries({ of }: { of: WebhookView }) {
  const { t } = useTranslation('webhooks');
  const { data, error, refetch } = useDeliveries(of.id);
  const { refused, run } = useDeed(webhooksChanged);
  if (error) return <Refusal error={asApiError(error)} again={() => void refetch()} staff />;
  if (!data) return <Loading />;
  return (
    <section aria-label={t('delivery.title', { name: of.name })}>
      {refused && <Refusal error={refused} staff />}
      {data.length === 0 && <p className={styles.quiet}>{t('delivery.none')}</p>}
      <ul className={styles.deliveries}>
        {data.map((one) => (
          <li key={one.id}>
            <span>{shortDateTime(one.createdAt)}</span>
            <b>{t(`event.${one.event}`)}</b>
            <Lamp state={isRetried(one) ? 'warn' : LAMP[one.state]}>
              {t(`delivery.${isRetried(one) ? 'retried' : one.state}`)}
            </Lamp>
            <span>
              <Answer of={one} />
            </span>
            {one.state === 'failed' && of.active && (
              <button
                type="button"
                className="btn sm"
                aria-label={t('delivery.retryOf', { event: t(`event.${one.event}`) })}
                onClick={() => void run(() => sendAgain(one.id))}
              >
                {t('delivery.retry')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Answer({ of }: { of: WebhookDelivery }) {
  const { t } = useTranslation('webhooks');
  const word = answerWord(of);
  return [
    word && t(`delivery.${word.key}`, word.key === 'answered' ? { status: word.status } : {}),
    of.attempts > 0 && t('delivery.tries', { count: of.attempts }),
    isRetried(of) && t('delivery.again', { when: shortDateTime(of.dueAt) }),
  ]
    .filter(Boolean)
    .join(t('sep'));
}
