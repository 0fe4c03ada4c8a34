import { useTranslation } from 'react-i18next';
import type { LocalState } from '../../rtc/call-snapshot';
import './texts';
import { VideoTrack } from './video-track';

interface SelfPictureProps {
  local: LocalState;
  /** Who is in the picture. */
  name: string;
  /** A guest has switches of their own, and no clerk next door. */
  guest: boolean;
}

/** One's own picture as the others see it; where there is none, why, and whether one is heard. */
export function SelfPicture({ local, name, guest }: SelfPictureProps) {
  const { t } = useTranslation('call-stage');
  const track = local.stream?.getVideoTracks()[0] ?? null;
  const { camera, microphone } = local;
  const forRoom = camera === 'off' ? 'off' : microphone === 'on' ? 'soundOnly' : 'neither';
  const words = guest ? t(`self.guest.${camera === 'on' ? 'off' : camera}`) : t(`self.room.${forRoom}`);
  return (
    <div className="picture">
      {track ? <VideoTrack track={track} mirrored label={name} /> : <p className="no-picture">{words}</p>}
      <p className="name">{name}</p>
    </div>
  );
}
