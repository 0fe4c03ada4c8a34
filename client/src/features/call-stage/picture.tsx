import { useTranslation } from 'react-i18next';
import type { Shown } from './stage-view';
import { VideoTrack } from './video-track';

interface PictureProps {
  shown: Shown;
  officialName: string;
}

/** One person's picture with who it is, words where there is none. A face fills the frame; what is to be read is whole. */
export function Picture({ shown, officialName }: PictureProps) {
  const { t } = useTranslation('room');
  const { t: stage } = useTranslation('call-stage');
  const person = shown.who === 'official' ? officialName : t(`who.${shown.who}`);
  const face = shown.source === 'camera';
  const name = face ? person : stage(shown.source === 'document' ? 'paper' : 'screen', { name: person });
  return (
    <div className={face ? 'picture' : 'picture whole'}>
      {shown.track ? (
        <VideoTrack track={shown.track.track} label={name} />
      ) : (
        <p className="no-picture">{stage(`unseen.${shown.unseen ?? 'coming'}`, { name })}</p>
      )}
      <p className="name">
        {name}
        {face && shown.who === 'official' && <small>{t('who.bureau')}</small>}
      </p>
    </div>
  );
}
