import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** The camera's picture while it is open, mirrored as in a looking glass. */
export function CheckPicture({ picture, running }: { picture: MediaStream | null; running: boolean }) {
  const { t } = useTranslation('roomCheck');
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = picture;
  }, [picture]);
  return (
    <div className="rc-picture">
      {picture ? (
        <video ref={video} autoPlay muted playsInline aria-label={t('picture')} />
      ) : (
        <p>{running ? t('noPicture') : t('picture')}</p>
      )}
    </div>
  );
}
