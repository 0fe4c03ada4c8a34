import { useEffect, useRef } from 'react';

/** For a player of this track; a new track replaces the old one in place. `volume` from 0 to 1. */
function usePlayer<Player extends HTMLMediaElement>(track: MediaStreamTrack, volume = 1) {
  const element = useRef<Player>(null);
  useEffect(() => {
    const player = element.current;
    if (!player) return;
    player.srcObject = new MediaStream([track]);
    return () => {
      player.srcObject = null;
    };
  }, [track]);
  useEffect(() => {
    if (element.current) element.current.volume = volume;
  }, [volume]);
  return element;
}

interface VideoTrackProps {
  track: MediaStreamTrack;
  /** One's own picture, as in a looking-glass. */
  mirrored?: boolean;
  label: string;
}

/** A moving picture. Its sound is played elsewhere. */
export function VideoTrack({ track, mirrored = false, label }: VideoTrackProps) {
  const element = usePlayer<HTMLVideoElement>(track);
  return <video ref={element} className={mirrored ? 'mirrored' : ''} autoPlay playsInline muted aria-label={label} />;
}

/** The sound of one voice. `volume` from 0 to 1. */
export function AudioTrack({ track, volume }: { track: MediaStreamTrack; volume: number }) {
  const element = usePlayer<HTMLAudioElement>(track, volume);
  return <audio ref={element} autoPlay />;
}
