import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { dayWordTime } from '../../lib/format';
import { useNow } from '../../lib/server-clock';
import { Icon } from '../../ui/icon';
import styles from './board.module.css';
import type { Banner, Refused, usePlacing } from './use-placing';

type Placing = ReturnType<typeof usePlacing>;
type Words = TFunction<['board', 'errors', 'common']>;

/** What happened to the last placing: refused in words with the nearest possible step, or done. */
export function PlacingBanner({ placing }: { placing: Placing }) {
  const { t } = useTranslation(['board', 'errors', 'common']);
  const now = useNow(60_000);
  const { banner, busy, putAway } = placing;
  if (!banner) return null;
  if (banner.kind === 'refused') return <RefusedBanner banner={banner} placing={placing} now={now} />;
  if (banner.kind === 'noProposal' || banner.kind === 'cannotUndo') {
    return (
      <div className={styles.refused} role="alert">
        <Icon name="warn" />
        <b>{sorryWords(t, banner)}</b>
        <span className={styles.buttons}>
          <button type="button" className="btn" onClick={putAway}>
            {t('lookElsewhere')}
          </button>
        </span>
      </div>
    );
  }
  return (
    <div className={styles.placed} role="status">
      <Icon name="check" />
      {doneWords(t, banner, now)}
      <span className={styles.buttons}>
        {banner.kind === 'placed' && banner.undoable && (
          <button type="button" className="btn sm" disabled={busy} onClick={() => void placing.undoLast()}>
            {t('undo')} <kbd>Z</kbd>
          </button>
        )}
        <button type="button" className="btn sm" onClick={putAway}>
          {t('common:action.close')}
        </button>
      </span>
    </div>
  );
}

function RefusedBanner({ banner, placing, now }: { banner: Refused; placing: Placing; now: number }) {
  const { t } = useTranslation(['board', 'errors', 'common']);
  const { error, nearest, carried, wish, target } = banner;
  const when = nearest ? dayWordTime(nearest.wish.startsAt, now) : '';
  const late = error.code === 'SLOT_AFTER_DEADLINE' && carried && wish;
  return (
    <div className={styles.refused} role="alert">
      <Icon name="warn" />
      <span>
        <b>{t(`errors:${error.code}`, error.body.params)}</b>
        {nearest && <span>{t('nearest', { when, official: nearest.officialName })}</span>}
        {error.body.correlationId && <small>{t('common:correlation', { id: error.body.correlationId })}</small>}
      </span>
      <span className={styles.buttons}>
        {nearest && carried && (
          <button
            type="button"
            className="btn primary"
            disabled={placing.busy}
            onClick={() => void placing.placeAs(carried, nearest.wish, null)}
          >
            {t('useNearest', { when })}
          </button>
        )}
        {late && (
          <button
            type="button"
            className="btn"
            disabled={placing.busy}
            onClick={() => void placing.placeAs(carried, { ...wish, residentWishes: true }, target)}
          >
            {t('residentWishes')}
          </button>
        )}
        <button type="button" className="btn" onClick={placing.putAway}>
          {t('lookElsewhere')}
        </button>
      </span>
    </div>
  );
}

function sorryWords(t: Words, banner: Extract<Banner, { kind: 'noProposal' | 'cannotUndo' }>): string {
  if (banner.kind === 'cannotUndo') return t('cannotUndo');
  const { unplaced, topic } = banner.request;
  const help = t([`wouldHelp.${unplaced?.code ?? 'noCommonSlot'}`, 'wouldHelp.other'], {
    ...unplaced?.params,
    topic: t(`common:topic.${topic}`),
  });
  return t('noProposal', { help });
}

function doneWords(
  t: Words,
  banner: Extract<Banner, { kind: 'placed' | 'putBack' | 'replanned' | 'timeChanged' }>,
  now: number,
): string {
  if (banner.kind === 'replanned') return t('replanned', { placed: banner.placed, left: banner.left });
  if (banner.kind === 'timeChanged') return t(banner.opening ? 'close.opened' : 'close.nobody', { name: banner.name });
  const { appointment, parties } = banner.request;
  const words = {
    name: parties.map((party) => party.name).join(t('listSep')),
    when: appointment ? dayWordTime(appointment.startsAt, now) : '',
    official: appointment?.officialName ?? '',
  };
  if (!appointment) return t('moved', words);
  return t(banner.kind === 'putBack' ? 'undone' : 'placed', words);
}
