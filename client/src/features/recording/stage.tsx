import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon';
import { Side } from '../../ui/side';
import type { Tile } from './playback/lanes';
import type { Playback, PlaybackState } from './playback/playback';
import { whyAbsent } from './playback/stretches';
import type { Story } from './playback/story';
import { tileName } from './player-keys';
import styles from './stage.module.css';

interface StageProps {
  tiles: readonly Tile[];
  story: Story;
  playback: Playback;
  state: PlaybackState;
}

/** Everybody side by side, in equal tiles. */
export function Stage({ tiles, ...rest }: StageProps) {
  return (
    <div className={styles.stage} data-count={Math.min(tiles.length, 6)}>
      {tiles.map((tile) => (
        <TileView key={tile.key} tile={tile} {...rest} />
      ))}
    </div>
  );
}

function TileView({ tile, story, playback, state }: Omit<StageProps, 'tiles'> & { tile: Tile }) {
  const { t } = useTranslation('recording');
  const { key, picture, sound, side, kind } = tile;
  const show = useCallback(
    (element: HTMLVideoElement) => (picture ? playback.attach(picture.key, element) : undefined),
    [playback, picture],
  );
  const shown = picture !== null && state.decks.get(picture.key) !== 'absent';
  const heard = sound !== null && state.decks.get(sound.key) !== 'absent';
  const silent = state.silenced.has(key);
  const name = tileName(t, tile);
  return (
    <figure className={styles.tile} aria-label={name}>
      <video ref={show} muted playsInline hidden={!shown} />
      {!shown && (
        <p className={styles.nothing}>
          <b>{t(heard ? 'soundOnly' : 'nothing')}</b>
          {t(`why.${whyAbsent(tile, story, state.at)}`)}
        </p>
      )}
      <figcaption>
        {side && kind === 'person' && <Side side={side} />}
        <b>{name}</b>
        {sound && (
          <button
            type="button"
            aria-pressed={!silent}
            aria-label={t('play.soundOf', { who: name })}
            onClick={() => playback.silence(key)}
          >
            <Icon name={silent ? 'mute' : 'sound'} />
            {t(silent ? 'play.soundOff' : 'play.soundOn')}
          </button>
        )}
      </figcaption>
    </figure>
  );
}
