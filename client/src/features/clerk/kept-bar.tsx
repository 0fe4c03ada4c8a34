import { useTranslation } from 'react-i18next';
import { dayWordTime, spacedCode } from '../../lib/format';
import { useLine } from '../../lib/house';
import { useNow } from '../../lib/server-clock';
import { Icon } from '../../ui/icon';
import styles from './clerk.module.css';
import { SlipButton } from './result-panel';
import type { StoredRegistration } from './offline-queue';
import type { useKept } from './use-kept';

interface KeptBarProps {
  kept: ReturnType<typeof useKept>;
  takeBack: (entry: StoredRegistration) => void;
}

/** Registrations kept in this computer: how many, that none is booked, and what became of those that were sent. */
export function KeptBar({ kept, takeBack }: KeptBarProps) {
  const { t } = useTranslation(['clerk', 'errors']);
  const line = useLine();
  const now = useNow(30_000);
  const waiting = kept.entries.filter(({ refusedWith }) => refusedWith === null);
  const refused = kept.entries.filter(({ refusedWith }) => refusedWith !== null);
  return (
    <>
      {(line === 'offline' || waiting.length > 0) && (
        <p className={styles.kept} role="status">
          <Icon name="warn" />
          <span>
            {line === 'offline' ? t('offline.bar') : ''}
            {waiting.length > 0 && (
              <b> {t(kept.sending && line === 'online' ? 'offline.sending' : 'offline.kept', { n: waiting.length })}</b>
            )}
          </span>
        </p>
      )}
      {refused.map((entry) => (
        <div key={entry.key} className={styles.keptRefused} role="alert">
          <Icon name="warn" />
          <span>
            {t('offline.refused', {
              name: entry.input.parties[0]?.name ?? '',
              why: t(`errors:${entry.refusedWith ?? 'INTERNAL'}`),
            })}
          </span>
          <button type="button" className="btn" onClick={() => takeBack(entry)}>
            {t('offline.takeBack')}
          </button>
          <button type="button" className="btn" onClick={() => kept.discard(entry.key)}>
            {t('offline.discard')}
          </button>
        </div>
      ))}
      {kept.sent.length > 0 && (
        <div className={styles.keptSent} role="status">
          <Icon name="check" />
          <div>
            <b>{t('offline.sent', { n: kept.sent.length })}</b>
            <ul>
              {kept.sent.map((request) => (
                <li key={request.id}>
                  {request.parties[0]?.name}{' '}
                  {request.appointment
                    ? dayWordTime(request.appointment.startsAt, now)
                    : t('result.unplacedLine', { when: dayWordTime(request.noticeDueAt, now) })}{' '}
                  {request.parties[0] && spacedCode(request.parties[0].bookingCode)}{' '}
                  {request.parties[0] && <SlipButton requestId={request.id} partyId={request.parties[0].id} />}
                </li>
              ))}
            </ul>
          </div>
          <button type="button" className="btn" onClick={kept.forgetSent}>
            {t('offline.shut')}
          </button>
        </div>
      )}
    </>
  );
}
