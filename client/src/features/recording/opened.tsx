import type { RecordingSummary } from '@contracts/http/recordings';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { asApiError, type ApiError } from '../../lib/api';
import { clockTime } from '../../lib/format';
import { useNow } from '../../lib/server-clock';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import { Keeping } from './keeping';
import { Player } from './player';
import playerStyles from './player.module.css';
import { Proof } from './proof';
import { useView } from './queries';
import { SCOPE_WORD } from './moment-words';
import styles from './recording.module.css';
import { WhatThereIs } from './what-there-is';
import { WhoLooked } from './who-looked';

interface Props {
  summary: RecordingSummary;
  accessId: string;
  /** Not open any more: the reason is asked for again. */
  closed: (error: ApiError | null) => void;
}

/** A recording that was opened with a reason, until its time is over. */
export function Opened({ summary, accessId, closed }: Props) {
  const { t } = useTranslation('recording');
  const now = useNow(5_000);
  const { data: view, error, refetch } = useView(accessId);
  const { startsAt = null, endsAt = null } = view ?? {};
  const whole = useMemo(
    () => (startsAt && endsAt ? { from: Date.parse(startsAt), to: Date.parse(endsAt) } : null),
    [startsAt, endsAt],
  );
  if (error) {
    const refusal = asApiError(error);
    return (
      <div className={styles.narrow}>
        <Refusal error={refusal} again={() => (refusal.code === 'UNAVAILABLE' ? void refetch() : closed(null))} staff />
      </div>
    );
  }
  if (!view) return <Loading />;
  if (now >= Date.parse(view.expiresAt)) {
    return (
      <div className={styles.narrow}>
        <p className={styles.alarm} role="alert">
          {t('open.expired')}
        </p>
        <button type="button" className="btn primary" onClick={() => closed(null)}>
          {t('open.title')}
        </button>
      </div>
    );
  }
  const head = (
    <p className={styles.scope}>
      <b>{t(SCOPE_WORD[view.scope])}</b>
      <span>{view.requestNo}</span>
      <span>{t('play.until', { time: clockTime(view.expiresAt) })}</span>
      <button type="button" className="btn quiet sm" onClick={() => closed(null)}>
        {t('open.other')}
      </button>
      {summary.mayBookmark && (
        <Link className="btn quiet sm" to={`/desk/sessions/${summary.sessionId}`}>
          {t('back')}
        </Link>
      )}
    </p>
  );
  const aside = (
    <>
      <Proof view={view} />
      <Keeping summary={summary} />
      <WhoLooked accesses={summary.accesses} />
    </>
  );
  return (
    <div className={styles.opened}>
      {whole && !view.purgedAt ? (
        <Player
          key={accessId}
          view={view}
          whole={whole}
          mayBookmark={summary.mayBookmark}
          refused={closed}
          head={head}
          aside={aside}
        />
      ) : (
        <>
          <div className={playerStyles.main}>
            {head}
            <WhatThereIs summary={summary} />
          </div>
          <aside className={playerStyles.aside}>{aside}</aside>
        </>
      )}
    </div>
  );
}
