import { useTranslation } from 'react-i18next';
import type { Mark } from './marks';
import { clockSeconds } from './moment-words';
import styles from './recording.module.css';

interface Props {
  marks: readonly Mark[];
  at: number;
  seek: (at: number) => void;
}

/** What happened, by the clock; each is a place to jump to, the last one passed is marked. */
export function Events({ marks, at, seek }: Props) {
  const { t } = useTranslation('recording');
  const passed = marks.findLastIndex((mark) => mark.at <= at);
  return (
    <section className={`${styles.part} ${styles.events}`}>
      <h2>{t('events.title')}</h2>
      {marks.length === 0 && <p className={styles.quiet}>{t('events.none')}</p>}
      <ol>
        {marks.map(({ key, kind, at: place, moment, words, byName }, index) => (
          <li key={key}>
            <button
              type="button"
              className={kind === 'bookmark' ? styles.marked : undefined}
              aria-current={index === passed ? 'time' : undefined}
              onClick={() => seek(place)}
            >
              <time>{clockSeconds(moment)}</time>
              <span>
                {words}
                {byName && <small> {t('events.by', { name: byName })}</small>}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
