import type { QueueEntry } from '@contracts/http/booking-life';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError, type ApiError } from '../../lib/api';
import { clockTime } from '../../lib/format';
import { keyFor, type SentKey } from '../../lib/idempotency-key';
import { useNow } from '../../lib/server-clock';
import { Icon } from '../../ui/icon';
import styles from './clerk.module.css';
import { callNext } from './deeds';
import { LeaveDialog } from './leave-dialog';
import { stationChanged, useQueue } from './queries';
import { callableNow, refusedCall } from './queue-words';

const SOON_MS = 10 * 60_000;

/** 候谈: who waits here without a time, whose turn it is, and when that will be as things stand. */
export function QueueList({ stationId }: { stationId: string }) {
  const { t } = useTranslation(['clerk', 'common', 'errors']);
  const { data } = useQueue(stationId);
  const now = useNow(30_000);
  const [leaving, setLeaving] = useState<QueueEntry | null>(null);
  const [calling, setCalling] = useState<string | null>(null);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const lastSent = useRef<SentKey | null>(null);
  const entries = data?.entries ?? [];
  if (entries.length === 0) return null;
  const waiting = entries.filter(({ calledAt }) => calledAt === null);
  const next = waiting[0];
  const call = async (entry: QueueEntry): Promise<void> => {
    if (calling) return;
    setCalling(entry.id);
    setRefused(null);
    lastSent.current = keyFor({ id: entry.id, version: entry.version }, lastSent.current);
    try {
      await callNext(stationId, entry, lastSent.current.key);
    } catch (error) {
      const refusal = asApiError(error);
      setRefused(refusal);
      // Refused is answered: pressing again is a new call.
      if (refusal.code !== 'UNAVAILABLE') lastSent.current = null;
    } finally {
      setCalling(null);
      await stationChanged();
    }
  };
  return (
    <section className={styles.people} aria-labelledby="queue">
      <h2 id="queue">
        {t('queue.title')}
        <small>{t('queue.waiting', { n: waiting.length })}</small>
      </h2>
      {refused && (
        <p className={styles.queueRefused} role="alert">
          <Icon name="warn" />
          {refusedCall(t, refused)}
        </p>
      )}
      <ul>
        {entries.map((entry) => (
          <li key={entry.id} className={styles.queued}>
            <span className={styles.place}>{entry.calledAt ? <Icon name="check" /> : entry.place}</span>
            <span className={styles.name}>
              <b>{entry.partyName}</b>
              <em>{t(`common:topic.${entry.topic}`)}</em>
            </span>
            <span className={styles.state}>
              {entry.calledAt
                ? t('queue.called', { time: clockTime(entry.calledAt), by: entry.calledBy ?? '' })
                : [
                    t('queue.since', { time: clockTime(entry.joinedAt) }),
                    entry.estimatedAt === null
                      ? t('queue.notToday')
                      : callableNow(entry, now, SOON_MS)
                        ? t('queue.now')
                        : t('queue.about', { time: clockTime(entry.estimatedAt) }),
                  ].join(t('sep'))}
            </span>
            {!entry.calledAt && (
              <span className={styles.deeds}>
                {entry.id === next?.id && (
                  <button type="button" className="btn" disabled={calling !== null} onClick={() => void call(entry)}>
                    {t('queue.call')}
                  </button>
                )}
                <button
                  type="button"
                  className="btn quiet sm"
                  aria-label={t('queue.leaveOf', { name: entry.partyName })}
                  onClick={() => setLeaving(entry)}
                >
                  {t('queue.leave')}
                </button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {leaving && <LeaveDialog entry={leaving} close={() => setLeaving(null)} />}
    </section>
  );
}
