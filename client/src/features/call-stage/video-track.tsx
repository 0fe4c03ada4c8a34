import { useEffect, useRef } from 'react';

interface VideoTrackProps {
  track: MediaStreamTrack;
  /** One's own picture, as in a looking-glass. */
  mirrored?: boolean;
  label: string;
}

/** A moving picture; a new track replaces the old one in place. Its sound is played elsewhere. */
export function VideoTrack({ track, mirrored = false, label }: VideoTrackProps) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const player = element.current;
    if (!player) return;
    player.srcObject = new MediaStream([track]);
    return () => {
      player.srcObject = null;
    };
  }, [track]);
  return <video ref={element} className={mirrored ? 'mirrored' : ''} autoPlay playsInline muted aria-label={label} />;
}

/** The sound of one voice. `volume` from 0 to 1. */
export function AudioTrack({ track, volume }: { track: MediaStreamTrack; volume: number }) {
  const element = useRef<HTMLAudioElement>(null);
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
  return <audio ref={element} autoPlay />;
}
