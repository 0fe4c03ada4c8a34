import type { RoomState } from '@contracts/http/sessions';
import { useEffect, useRef } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { longDatePart, twelveHourTime } from '../../lib/format';
import { useLine } from '../../lib/house';
import { useNow } from '../../lib/server-clock';
import { useReadAloud } from '../../lib/speech';
import type { LocalState } from '../../rtc/call-snapshot';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { VideoTrack } from '../call-stage/video-track';
import { RoomFrame } from './room-frame';
import type { Device } from './device';
import type { Trouble } from './trouble';
import type { RoomCall } from './use-room-call';
import { promptOf } from './prompt';

interface WaitingProps {
  device: Device;
  state: RoomState;
  local: LocalState;
  call: RoomCall;
  trouble: Trouble | null;
}

/** 请坐: the clock, how long, one's own picture, three ticks. Nothing of anybody else. */
export function Waiting({ device, state, local, call, trouble }: WaitingProps) {
  const { t } = useTranslation('room');
  const now = useNow(1_000);
  const line = useLine();
  const { available, read } = useReadAloud();
  const prompt = promptOf(state, now, call.snapshot.call?.caucusOf ?? null);
  const said = t(`wait.${prompt.key}`, prompt.params).replace(/<\/?b>/g, '');
  const spoken = `${t('wait.sit')} ${said} ${t('wait.itself')}`;
  const picture = local.stream?.getVideoTracks()[0] ?? null;
  const replaced = call.snapshot.overReason === 'replaced';

  const lastRead = useRef<string | null>(null);
  useEffect(() => {
    // Once for each kind of news, not each time a minute passes.
    if (!available || lastRead.current === prompt.key) return;
    lastRead.current = prompt.key;
    read(spoken);
  }, [available, read, spoken, prompt.key]);

  const ticks = [
    { key: 'seen', state: local.camera },
    { key: 'heard', state: local.microphone },
    { key: 'line', state: line === 'online' ? 'on' : line === 'offline' ? 'missing' : 'off' },
  ] as const;
  return (
    <RoomFrame
      device={device}
      actions={
        available && (
          <Button size="room" icon="sound" onPress={() => read(spoken)}>
            {t('wait.readAgain')}
          </Button>
        )
      }
    >
      <main className="waiting">
        <div>
          <p className="clock">{twelveHourTime(now)}</p>
          <p className="day">{longDatePart(now)}</p>
          <div role="status">
            <h1 className="say">{t('wait.sit')}</h1>
            <p className="then">
              <Trans t={t} i18nKey={`wait.${prompt.key}`} values={prompt.params} components={{ b: <b /> }} />
            </p>
            <p className="then">{t('wait.itself')}</p>
            {!state.identityChecked && <p className="then-small">{t('wait.identity')}</p>}
          </div>
        </div>
        <aside>
          <div className="self-picture">
            {picture ? (
              <VideoTrack track={picture} mirrored label={t('wait.you')} />
            ) : (
              <p>
                {t(trouble ? `wait.${trouble}` : 'wait.opening')}
                {trouble === 'unseen' && <small>{t('wait.soundOnly')}</small>}
              </p>
            )}
          </div>
          <p className="cap">
            {picture && t(trouble === 'unheard' ? 'wait.unheard' : 'wait.youFine')}
            {!picture && !trouble && t('wait.you')}
            {trouble && state.helpCalledAt && t('wait.staffCome')}
          </p>
          <ul className="ticks">
            {ticks.map((tick) => (
              <li key={tick.key} className={tick.state}>
                <Icon name={tick.state === 'on' ? 'check' : tick.state === 'off' ? 'clock' : 'warn'} />
                {t(`tick.${tick.key}.${tick.state === 'on' ? 'on' : tick.state === 'off' ? 'off' : 'failed'}`)}
              </li>
            ))}
          </ul>
          {replaced && (
            <Button size="room" onPress={call.joinAgain}>
              {t('wait.takeBack')}
            </Button>
          )}
        </aside>
      </main>
    </RoomFrame>
  );
}
