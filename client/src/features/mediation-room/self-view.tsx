import type { DeviceState } from '../../rtc/call-snapshot';
import { Icon, type IconName } from '../../ui/icon';
import { VideoTrack } from '../call-stage/video-track';
import type { Room } from './use-room';
import { useWords } from './words';

/** One's own picture, and whether one is heard and seen. */
export function SelfView({ room }: { room: Room }) {
  const { t } = useWords();
  const { local, phase } = room.snapshot;
  const live = phase === 'joined';
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
          live={live}
          flip={() => void room.order((client) => client.setMicrophone(local.microphone !== 'on'))}
        />
        <Switch
          icon="cam"
          state={local.camera}
          word={t(`me.cam.${local.camera}`)}
          keyName="V"
          live={live}
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
  /** In the call: only then is a closed microphone worth a warning. */
  live: boolean;
}

function Switch({ icon, state, word, keyName, flip, live }: SwitchProps) {
  return (
    <button
      type="button"
      className={`btn mr-switch ${live ? state : 'on'}`}
      aria-pressed={state === 'on'}
      aria-keyshortcuts={keyName}
      disabled={!live}
      onClick={flip}
    >
      <Icon name={icon} />
      {word}
    </button>
  );
}
