import type { DeviceState } from '../../rtc/call-snapshot';
import { Icon, type IconName } from '../../ui/icon';
import { VideoTrack } from '../call-stage/video-track';
import type { Room } from './use-room';
import { useWords } from './words';

/** One's own picture, and whether one is heard and seen. */
export function SelfView({ room }: { room: Room }) {
  const { t } = useWords();
  const { local } = room.snapshot;
  const camera = local.camera === 'on' ? (local.stream?.getVideoTracks()[0] ?? null) : null;
  return (
    <div className="mr-me">
      <div className="mr-mirror">
        {camera ? (
          <div className="cover">
            <VideoTrack track={camera} mirrored label={t('me.label')} />
          </div>
        ) : (
          <span>{t('me.cameraOffPicture')}</span>
        )}
      </div>
      <div className="mr-switches">
        <Switch
          icon={local.microphone === 'on' ? 'mic' : 'mute'}
          state={local.microphone}
          word={t(`me.mic.${local.microphone}`)}
          keyName="M"
          flip={() => void room.order((client) => client.setMicrophone(local.microphone !== 'on'))}
        />
        <Switch
          icon="cam"
          state={local.camera}
          word={t(`me.cam.${local.camera}`)}
          keyName="V"
          flip={() => void room.order((client) => client.setCamera(local.camera !== 'on'))}
        />
      </div>
    </div>
  );
}

interface SwitchProps {
  icon: IconName;
  state: DeviceState;
  word: string;
  keyName: string;
  flip: () => void;
}

function Switch({ icon, state, word, keyName, flip }: SwitchProps) {
  return (
    <button
      type="button"
      className={`btn mr-switch ${state}`}
      aria-pressed={state === 'on'}
      aria-keyshortcuts={keyName}
      onClick={flip}
    >
      <Icon name={icon} />
      {word}
    </button>
  );
}
