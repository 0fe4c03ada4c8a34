import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLine } from '../../lib/house';
import { roomWord } from '../../lib/room-name';
import { useStationName } from '../../lib/stations';
import { LanguageSwitch } from '../../ui/language-switch';
import { Mark } from '../../ui/mark';
import { DemoClockMark } from '../../ui/page-clock';
import { RecordingLamp } from '../call-stage/recording-lamp';
import type { Device } from './device';
import { HelpButton } from './help-button';

interface RoomFrameProps {
  device: Device;
  children: ReactNode;
  /** Buttons beside 叫工作人员. */
  actions?: ReactNode;
}

/** Light frame of the room between talks: lamp and 叫工作人员 always at the same place. */
export function RoomFrame({ device, children, actions }: RoomFrameProps) {
  const { t } = useTranslation('room');
  const line = useLine();
  const stationName = useStationName();
  return (
    <div className="room light">
      <header className="top">
        <Mark />
        <DemoClockMark />
        {line === 'offline' && (
          <span className="line-lost" role="status">
            {t('lineLost')}
          </span>
        )}
        <span className="room-name">
          {t('roomName', { station: stationName(device.stationName), room: roomWord(device.roomName) })}
        </span>
        <LanguageSwitch />
      </header>
      {children}
      <footer>
        <RecordingLamp />
        {actions}
        <HelpButton />
      </footer>
    </div>
  );
}
