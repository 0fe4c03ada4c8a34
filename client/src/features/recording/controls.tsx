import { useTranslation } from 'react-i18next';
import { elapsed } from '../../lib/format';
import { Icon } from '../../ui/icon';
import { clockSeconds } from './moment-words';
import { SPEEDS, type Playback, type PlaybackState } from './playback/playback';
import styles from './player.module.css';

export const STEP_MS = 10_000;

interface Props {
  playback: Playback;
  state: PlaybackState;
  /** Null where this reader sets no marks. */
  mark: (() => void) | null;
}

/** The wall clock, play and pause, ten seconds to either side, the speed. */
export function Controls({ playback, state, mark }: Props) {
  const { t } = useTranslation('recording');
  const { at, playing, waiting, speed, skipped } = state;
  const { from, to } = playback.whole;
  const news = waiting
    ? t('play.loading')
    : skipped
      ? t('play.skipped', { time: elapsed(skipped.to - skipped.from) })
      : t('play.keys');
  return (
    <div className={styles.controls}>
      <button type="button" className={`btn primary ${styles.play}`} onClick={() => playback.toggle()}>
        {playing ? <Icon name="pause" /> : <i className={styles.triangle} aria-hidden="true" />}
        {t(playing ? 'play.pause' : 'play.play')}
      </button>
      <button type="button" className="btn" onClick={() => playback.seek(at - STEP_MS)}>
        {t('play.back')}
      </button>
      <button type="button" className="btn" onClick={() => playback.seek(at + STEP_MS)}>
        {t('play.forward')}
      </button>
      <p className={styles.clock}>
        <b>{clockSeconds(at)}</b>
        <small>{t('play.of', { at: elapsed(at - from), all: elapsed(to - from) })}</small>
      </p>
      <div className={styles.speeds} role="group" aria-label={t('play.speed')}>
        {SPEEDS.map((one) => (
          <button key={one} type="button" aria-pressed={one === speed} onClick={() => playback.setSpeed(one)}>
            {t('play.times', { speed: one })}
          </button>
        ))}
      </div>
      {mark && (
        <button type="button" className="btn" onClick={mark}>
          {t('play.mark')}
        </button>
      )}
      <span className={styles.news} role="status">
        {news}
      </span>
    </div>
  );
}
