import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { longDatePart, twelveHourTime } from '../../lib/format';
import { roomWord } from '../../lib/room-name';
import { useNow } from '../../lib/server-clock';
import { useStationName } from '../../lib/stations';
import { Button } from '../../ui/button';
import { Loading } from '../../ui/loading';
import { DeniedSteps } from '../room-check/denied-steps';
import { useDenied } from '../room-check/use-permission';
import { CheckInPad } from './check-in-pad';
import { FullScreenButton } from './full-screen-button';
import { RoomFrame } from './room-frame';
import type { Device } from './device';
import { useMorningCheck } from './use-morning-check';

const CheckPanel = lazy(() => import('../room-check/check-panel').then((file) => ({ default: file.CheckPanel })));

/** Nobody here: the clock, and where someone with a booking begins; for staff the check of the set. */
export function Idle({ device }: { device: Device }) {
  const stationName = useStationName();
  const [doing, setDoing] = useState<'nothing' | 'typing' | 'checking'>('nothing');
  const leave = () => setDoing('nothing');
  if (doing === 'typing') return <CheckInPad device={device} leave={leave} />;
  if (doing === 'checking') {
    const place = `${stationName(device.stationName)} ${roomWord(device.roomName)}`;
    return (
      <RoomFrame device={device}>
        <Suspense fallback={<Loading />}>
          <CheckPanel size="room" place={place} close={leave} />
        </Suspense>
      </RoomFrame>
    );
  }
  return <Clock device={device} begin={() => setDoing('typing')} check={() => setDoing('checking')} />;
}

function Clock({ device, begin, check }: { device: Device; begin: () => void; check: () => void }) {
  const { t } = useTranslation('room');
  const now = useNow(1_000);
  const denied = useDenied();
  useMorningCheck(device);
  return (
    <RoomFrame
      device={device}
      actions={
        <>
          <FullScreenButton />
          <Button kind="quiet" size="room" icon="cam" onPress={check}>
            {t('idle.check')}
          </Button>
        </>
      }
    >
      <main className="idle">
        <div>
          <p className="clock">{twelveHourTime(now)}</p>
          <p className="day">{longDatePart(now)}</p>
          {denied && <DeniedSteps />}
        </div>
        <div className="begin">
          <h1>{t('idle.title')}</h1>
          <Button kind="primary" size="room" icon="ticket" onPress={begin}>
            {t('idle.begin')}
          </Button>
          <p>{t('idle.none')}</p>
        </div>
      </main>
    </RoomFrame>
  );
}
