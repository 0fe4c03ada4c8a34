import { useMemo, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../../lib/format';
import { Side } from '../../ui/side';
import { clockSeconds } from './moment-words';
import type { Span, Tile } from './playback/lanes';
import type { Story } from './playback/story';
import { stretchesOf, type Stretch } from './playback/stretches';
import { momentAt, shareOf, ticksOf } from './playback/time-scale';
import { tileName } from './player-keys';
import styles from './time-line.module.css';
import type { Mark } from './marks';

interface Props {
  tiles: readonly Tile[];
  story: Story;
  whole: Span;
  at: number;
  marks: readonly Mark[];
  seek: (at: number) => void;
}

const MOST_TICKS = 8;
const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

/** The whole recording: a row for everybody, gaps hatched, private talks yellow, marks to jump to. */
export function TimeLine({ tiles, story, whole, at, marks, seek }: Props) {
  const { t } = useTranslation('recording');
  const rows = useMemo(
    () => tiles.map((tile) => ({ tile, stretches: stretchesOf(tile, story, whole) })),
    [tiles, story, whole],
  );
  const left = (moment: number) => percent(shareOf(whole, moment));
  const box = ({ from, to }: Span) => ({ left: left(from), width: percent(shareOf(whole, to) - shareOf(whole, from)) });
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const { left: start, width } = event.currentTarget.getBoundingClientRect();
    seek(momentAt(whole, (event.clientX - start) / width));
  };
  const minutes = whole.to - whole.from >= 3 * 60_000;
  return (
    <div className={styles.line}>
      <div className={styles.names} aria-hidden="true">
        {tiles.map((tile) => (
          <span key={tile.key}>
            {tile.side && <Side side={tile.side} />}
            {tileName(t, tile)}
          </span>
        ))}
      </div>
      <div className={styles.track}>
        <div className={styles.marks}>
          {story.scope === 'plenary' &&
            story.caucuses
              .filter(({ from, to }) => from < whole.to && to > whole.from)
              .map((caucus) => <i key={caucus.from} className={styles.caucus} style={box(caucus)} />)}
          {marks.map(({ key, at: place, moment, words, kind }) => (
            <button
              key={key}
              type="button"
              className={styles[kind]}
              style={{ left: left(place) }}
              title={`${clockSeconds(moment)} ${words}`}
              aria-label={`${clockSeconds(moment)} ${words}`}
              tabIndex={-1}
              onClick={() => seek(place)}
            />
          ))}
        </div>
        <div
          className={styles.rows}
          role="slider"
          tabIndex={0}
          aria-label={t('play.line', { from: clockTime(whole.from), to: clockTime(whole.to) })}
          aria-valuemin={0}
          aria-valuemax={Math.round((whole.to - whole.from) / 1_000)}
          aria-valuenow={Math.round((at - whole.from) / 1_000)}
          aria-valuetext={clockSeconds(at)}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            follow(event);
          }}
          onPointerMove={(event) => {
            if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
          }}
        >
          {rows.map(({ tile, stretches }) => (
            <span key={tile.key} className={styles.row}>
              {stretches.map((stretch) => (
                <i key={stretch.from} className={styles[stretch.has]} style={box(stretch)} title={titleOf(stretch)} />
              ))}
            </span>
          ))}
          <i className={styles.head} style={{ left: left(at) }} />
        </div>
        <div className={styles.ticks} aria-hidden="true">
          {ticksOf(whole, MOST_TICKS).map((tick) => (
            <span key={tick} style={{ left: left(tick) }}>
              {minutes ? clockTime(tick) : clockSeconds(tick)}
            </span>
          ))}
        </div>
      </div>
    </div>
  );

  function titleOf({ from, has, why }: Stretch): string | undefined {
    if (why === null) return undefined;
    return `${clockSeconds(from)} ${t(has === 'sound' ? 'soundOnly' : 'nothing')}${t('separator')}${t(`why.${why}`)}`;
  }
}
