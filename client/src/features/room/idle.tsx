import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime, longDatePart } from '../../lib/format';
import { useNow } from '../../lib/server-clock';
import { Button } from '../../ui/button';
import { CheckInPad } from './check-in-pad';
import { RoomFrame } from './room-frame';
import type { Device } from './device';

/** Nobody here: the clock, and where someone with a booking begins. */
export function Idle({ device }: { device: Device }) {
  const { t } = useTranslation('room');
  const now = useNow(1_000);
  const [typing, setTyping] = useState(false);
  if (typing) return <CheckInPad device={device} leave={() => setTyping(false)} />;
  return (
    <RoomFrame device={device}>
      <main className="idle">
        <div>
          <p className="clock">{clockTime(now)}</p>
          <p className="day">{longDatePart(now)}</p>
        </div>
        <div className="begin">
          <h1>{t('idle.title')}</h1>
          <Button kind="primary" size="room" icon="ticket" onPress={() => setTyping(true)}>
            {t('idle.begin')}
          </Button>
          <p>{t('idle.none')}</p>
        </div>
      </main>
    </RoomFrame>
  );
}
