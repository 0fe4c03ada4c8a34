import { useEffect, useRef } from 'react';

interface Props {
  track: MediaStreamTrack;
  kind: 'video' | 'audio';
  /** One's own picture is mirrored, as in a looking-glass. */
  mirrored?: boolean;
  label?: string;
  className?: string;
}

/** Plays one track. A new track replaces the old one in place, so that the picture does not blink. */
export function MediaSurface({ track, kind, mirrored = false, label, className }: Props) {
  const element = useRef<HTMLVideoElement & HTMLAudioElement>(null);
  useEffect(() => {
    const player = element.current;
    if (!player) return;
    player.srcObject = new MediaStream([track]);
    return () => {
      player.srcObject = null;
    };
  }, [track]);
  if (kind === 'audio') return <audio ref={element} autoPlay />;
  return (
    <video
      ref={element}
      className={`${className ?? ''}${mirrored ? ' mirrored' : ''}`}
      autoPlay
      playsInline
      muted
      aria-label={label}
    />
  );
}
