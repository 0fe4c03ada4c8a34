import { Modal } from 'antd';
import { useState } from 'react';
import type { RemoteTrack } from '../../rtc/call-snapshot';
import { VideoTrack } from '../call-stage/video-track';
import { useWords } from './words';

/** What one seat shows to be read: a screen, papers, or both. */
export const readingsOf = (remote: readonly RemoteTrack[], seat: string): readonly RemoteTrack[] =>
  remote.filter((one) => one.seat === seat && (one.source === 'screen' || one.source === 'document') && !one.paused);

/** What somebody shows, side by side, and large when asked for: letters want room. */
export function Readings({ readings, who }: { readings: readonly RemoteTrack[]; who: string }) {
  const { t } = useWords();
  const [large, setLarge] = useState(false);
  const pictures = readings.map(({ track, source }) => (
    <VideoTrack key={track.id} track={track} label={t(source === 'document' ? 'tile.paper' : 'tile.screen')} />
  ));
  return (
    <>
      <div className="mr-readings">{pictures}</div>
      <button type="button" className="btn sm mr-enlarge" onClick={() => setLarge(true)}>
        {t('tile.enlarge')}
      </button>
      <Modal
        open={large && readings.length > 0}
        title={t('tile.shownBy', { who })}
        footer={null}
        width="96vw"
        centered
        destroyOnHidden
        onCancel={() => setLarge(false)}
      >
        <div className="mr-readings large">{pictures}</div>
      </Modal>
    </>
  );
}
