import { useTranslation } from 'react-i18next';
import type { Shown } from './stage-view';
import { VideoTrack } from './video-track';

interface PictureProps {
  shown: Shown;
  officialName: string;
  /** A shared screen is shown whole, a face fills the frame. */
  whole?: boolean;
}

/** One person's picture with who it is; words where there is no picture. */
export function Picture({ shown, officialName, whole = false }: PictureProps) {
  const { t } = useTranslation('room');
  const { t: stage } = useTranslation('call-stage');
  const name = shown.who === 'official' ? officialName : t(`who.${shown.who}`);
  return (
    <div className={whole ? 'picture whole' : 'picture'}>
      {shown.track ? (
        <VideoTrack track={shown.track.track} label={name} />
      ) : (
        <p className="no-picture">{shown.held ? stage('held', { name }) : t('stage.noPicture', { name })}</p>
      )}
      <p className="name">
        {name}
        {shown.who === 'official' && <small>{t('who.bureau')}</small>}
      </p>
    </div>
  );
}
