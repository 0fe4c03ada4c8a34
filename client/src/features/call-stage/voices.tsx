import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import './texts';
import { AudioTrack } from './video-track';

/** A browser may hold sound back until somebody touches the page. */
const isHeldBack = (played: PromiseSettledResult<void>): boolean =>
  played.status === 'rejected' && played.reason instanceof DOMException && played.reason.name === 'NotAllowedError';

/**
 * The voices of the talk. A page that has just been opened, in a room without a microphone, may not sound by itself:
 * then it says what to do, and plays at the first touch anywhere.
 */
export function Voices({ tracks, volume }: { tracks: readonly MediaStreamTrack[]; volume: number }) {
  const { t } = useTranslation('call-stage');
  const box = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState(false);
  const voices = tracks.map(({ id }) => id).join();
  useEffect(() => {
    let left = false;
    const play = async () => {
      const silent = [...(box.current?.querySelectorAll('audio') ?? [])].filter(({ paused }) => paused);
      const played = await Promise.allSettled(silent.map((player) => player.play()));
      if (!left) setHeld(played.some(isHeldBack));
    };
    const again = () => void play();
    again();
    document.addEventListener('pointerup', again);
    document.addEventListener('keydown', again);
    return () => {
      left = true;
      document.removeEventListener('pointerup', again);
      document.removeEventListener('keydown', again);
    };
  }, [voices]);
  return (
    <div ref={box} className={held ? 'sound-held' : undefined} role="status">
      {held && (
        <Button size="room" kind="primary" icon="sound">
          {t('soundHeld')}
        </Button>
      )}
      {tracks.map((track) => (
        <AudioTrack key={track.id} track={track} volume={volume} />
      ))}
    </div>
  );
}
