import type { RequestView } from '@contracts/http/requests';
import { useTranslation } from 'react-i18next';
import { dayWordTime } from '../../lib/format';
import { useNow } from '../../lib/server-clock';
import { Icon } from '../../ui/icon';
import styles from './board.module.css';
import type { Banner } from './use-placing';

interface BannerProps {
  banner: Banner;
  placeAt: (request: RequestView, startsAt: string) => void;
  putAway: () => void;
}

/** What happened to the last placing: refused in words with the nearest possible step, or done. */
export function PlacingBanner({ banner, placeAt, putAway }: BannerProps) {
  const { t } = useTranslation(['board', 'errors', 'common']);
  const now = useNow(60_000);
  if (!banner) return null;
  if (banner.kind === 'placed') {
    const { appointment, parties } = banner.request;
    const name = parties.map((party) => party.name).join(t('listSep'));
    return (
      <div className={styles.placed} role="status">
        <Icon name="check" />
        {appointment
          ? t('placed', {
              name,
              when: dayWordTime(appointment.startsAt, now),
              official: appointment.officialName,
            })
          : t('moved', { name })}
        <button type="button" className="btn sm" onClick={putAway}>
          {t('common:action.close')}
        </button>
      </div>
    );
  }
  if (banner.kind === 'noProposal') {
    const reason = banner.request.unplaced?.code ?? 'noCommonSlot';
    return (
      <div className={styles.refused} role="alert">
        <Icon name="warn" />
        <span>
          <b>
            {t('noProposal', { help: t(`wouldHelp.${reason}`, { topic: t(`common:topic.${banner.request.topic}`) }) })}
          </b>
        </span>
        <span className={styles.buttons}>
          <button type="button" className="btn" onClick={putAway}>
            {t('lookElsewhere')}
          </button>
        </span>
      </div>
    );
  }
  const { error, nearest, request } = banner;
  return (
    <div className={styles.refused} role="alert">
      <Icon name="warn" />
      <span>
        <b>{t(`errors:${error.code}`, error.body.params)}</b>
        {nearest && (
          <span>
            {t('nearest', { when: dayWordTime(nearest.startsAt, now), official: nearest.officialName ?? '' })}
          </span>
        )}
        {error.body.correlationId && <small>{t('common:correlation', { id: error.body.correlationId })}</small>}
      </span>
      <span className={styles.buttons}>
        {nearest && (
          <button type="button" className="btn primary" onClick={() => placeAt(request, nearest.startsAt)}>
            {t('useNearest', { when: dayWordTime(nearest.startsAt, now) })}
          </button>
        )}
        <button type="button" className="btn" onClick={putAway}>
          {t('lookElsewhere')}
        </button>
      </span>
    </div>
  );
}
