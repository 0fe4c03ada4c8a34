import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';

const isFull = (): boolean => document.fullscreenElement !== null || window.innerHeight >= window.screen.height;

/** For the clerk who sets the room up: shown only while the browser's own bars are in the way. */
export function FullScreenButton() {
  const { t } = useTranslation('room');
  const [full, setFull] = useState(isFull);
  useEffect(() => {
    const look = () => setFull(isFull());
    document.addEventListener('fullscreenchange', look);
    window.addEventListener('resize', look);
    return () => {
      document.removeEventListener('fullscreenchange', look);
      window.removeEventListener('resize', look);
    };
  }, []);
  if (full || !document.fullscreenEnabled) return null;
  return (
    <Button
      size="room"
      kind="quiet"
      icon="screen"
      onPress={() => void document.documentElement.requestFullscreen().catch(() => undefined)}
    >
      {t('idle.fullScreen')}
    </Button>
  );
}
