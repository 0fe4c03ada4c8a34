import type { RecordingView } from '@contracts/http/recordings';
import { useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../lib/api';
import { BookmarkForm } from './bookmark-form';
import { Controls, STEP_MS } from './controls';
import { Events } from './events';
import { marksOf } from './marks';
import { canPlay } from './playback/lane-feed';
import { firstLook, lanesOf, tilesOf, type Span } from './playback/lanes';
import { Playback } from './playback/playback';
import { storyOf } from './playback/story';
import { usePlayerKeys } from './player-keys';
import styles from './player.module.css';
import { Stage } from './stage';
import { TimeLine } from './time-line';

interface Props {
  view: RecordingView;
  whole: Span;
  mayBookmark: boolean;
  /** The access is over, or taken away. */
  refused: (error: ApiError) => void;
  /** Above the pictures, and beside them below the list of what happened. */
  head: ReactNode;
  aside: ReactNode;
}

/** Plays a recording: all at the same moment, by the clock of that day. */
export function Player({ view, whole, mayBookmark, refused, head, aside }: Props) {
  const { t } = useTranslation('recording');
  const { tracks } = view;
  const tiles = useMemo(() => tilesOf({ tracks }), [tracks]);
  const story = useMemo(() => storyOf(view), [view]);
  const marks = useMemo(() => marksOf(t, view, whole), [t, view, whole]);
  const [playback] = useState(() => new Playback(tiles, whole, firstLook(tiles, whole)));
  const state = useSyncExternalStore(playback.subscribe, playback.state);
  const [markAt, setMarkAt] = useState<number | null>(null);
  const { at, refused: refusal } = state;

  useEffect(() => playback.run(), [playback]);
  useEffect(() => {
    if (refusal) refused(refusal);
  }, [refusal, refused]);
  usePlayerKeys((command) => {
    if (command === 'toggle') playback.toggle();
    else if (command === 'back') playback.seek(at - STEP_MS);
    else if (command === 'forward') playback.seek(at + STEP_MS);
    else if (mayBookmark) setMarkAt(at);
  });

  const playable = lanesOf(tiles).some(({ pieces }) => canPlay(pieces[0]?.mime ?? ''));
  return (
    <>
      <div className={styles.main}>
        {head}
        {playable ? (
          <Stage tiles={tiles} story={story} playback={playback} state={state} />
        ) : (
          <p className={styles.unplayable} role="alert">
            {t('unplayable')}
          </p>
        )}
        <div className={styles.below}>
          {playable && <Controls playback={playback} state={state} mark={mayBookmark ? () => setMarkAt(at) : null} />}
          {markAt !== null && <BookmarkForm key={markAt} view={view} at={markAt} close={() => setMarkAt(null)} />}
          <TimeLine
            tiles={tiles}
            story={story}
            whole={whole}
            at={at}
            marks={marks}
            seek={(moment) => playback.seek(moment)}
          />
        </div>
      </div>
      <aside className={styles.aside}>
        <Events marks={marks} at={at} seek={(moment) => playback.seek(moment)} />
        {aside}
      </aside>
    </>
  );
}
