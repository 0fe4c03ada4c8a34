import { useEffect, useState } from 'react';
import { openLocalMedia } from '../../rtc/devices';
import type { LocalState } from '../../rtc/call-snapshot';

const nothing: LocalState = {
  stream: null,
  microphone: 'off',
  camera: 'off',
  sharing: false,
  showingPaper: false,
  cameraShare: 'full',
};

/** The person's own picture while no call shows it yet. Closed as soon as `wanted` ends. */
export function useOwnMedia(wanted: boolean): LocalState {
  const [own, setOwn] = useState<LocalState>(nothing);
  useEffect(() => {
    if (!wanted) return;
    let left = false;
    let opened: MediaStream | null = null;
    const close = () => {
      for (const track of opened?.getTracks() ?? []) track.stop();
    };
    const open = async () => {
      const media = await openLocalMedia();
      const tracks = [media.camera, media.microphone].filter((track): track is MediaStreamTrack => track !== null);
      opened = new MediaStream(tracks);
      if (left) close();
      else
        setOwn({
          stream: opened,
          microphone: media.microphoneState,
          camera: media.cameraState,
          sharing: false,
          showingPaper: false,
          cameraShare: 'full',
        });
    };
    void open();
    return () => {
      left = true;
      close();
      setOwn(nothing);
    };
  }, [wanted]);
  return own;
}
