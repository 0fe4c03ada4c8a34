import type { RoomView } from '@contracts/http/identity';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayWordTime } from '../../lib/format';
import { useNow } from '../../lib/server-clock';
import { roomWord } from '../../lib/room-name';
import { Lamp } from '../../ui/lamp';
import styles from './clerk.module.css';
import { OutOfOrderDialog } from './out-of-order-dialog';
import { PairDialog } from './pair-dialog';
import { RoomFault } from './room-fault';

const WEAK_LINE_MS = 250;

/** What each room's screen last said about itself, and the way to connect another one. */
export function RoomHealth({ rooms }: { rooms: readonly RoomView[] }) {
  const { t } = useTranslation('clerk');
  const [pairing, setPairing] = useState<RoomView | null>(null);
  const [broken, setBroken] = useState<RoomView | null>(null);
  const [done, setDone] = useState<'paired' | 'reported' | null>(null);
  return (
    <section className={styles.health} aria-label={t('health.title')}>
      {rooms.map((room) => (
        <Room
          key={room.id}
          room={room}
          named={rooms.length > 1}
          pair={() => {
            setPairing(room);
            setDone(null);
          }}
          reportFault={() => {
            setBroken(room);
            setDone(null);
          }}
        />
      ))}
      {done && (
        <p className={styles.good} role="status">
          {t(`health.${done}`)}
        </p>
      )}
      {pairing && (
        <PairDialog
          room={pairing}
          rooms={rooms}
          close={(saved) => {
            setPairing(null);
            setDone(saved ? 'paired' : null);
          }}
        />
      )}
      {broken && (
        <OutOfOrderDialog
          room={broken}
          close={(saved) => {
            setBroken(null);
            setDone(saved ? 'reported' : null);
          }}
        />
      )}
    </section>
  );
}

interface RoomProps {
  room: RoomView;
  named: boolean;
  pair: () => void;
  reportFault: () => void;
}

function Room({ room, named, pair, reportFault }: RoomProps) {
  const { t } = useTranslation('clerk');
  const now = useNow(30_000);
  const { report, health } = room;
  const seen = room.lastSeenAt ? t('health.seen', { time: dayWordTime(room.lastSeenAt, now) }) : t('health.never');
  const trip = report?.roundTripMs ?? null;
  const advice = health === 'offline' ? t('health.offline') : health === 'unpaired' ? t('health.unpairedHint') : null;
  return (
    <div>
      <h2>
        {t('health.title')}
        {named && ` ${roomWord(room.name)}`}
        <small>{seen}</small>
      </h2>
      <ul className={styles.parts}>
        <li>
          <Lamp state={health === 'good' ? 'on' : health === 'weak' ? 'warn' : health === 'offline' ? 'fail' : 'off'}>
            {roomWord(room.name)} {t(`health.state.${health}`)}
          </Lamp>
        </li>
        {report &&
          (['camera', 'microphone', 'speaker'] as const).map((part) => (
            <li key={part}>
              <Lamp state={report[part] ? 'on' : 'fail'}>
                {t(report[part] ? 'health.fine' : 'health.broken', { part: t(`health.${part}`) })}
              </Lamp>
            </li>
          ))}
        {report && (
          <li>
            <Lamp state={trip === null ? 'off' : trip > WEAK_LINE_MS ? 'warn' : 'on'}>
              {trip === null
                ? t('health.lineUnknown')
                : t(trip > WEAK_LINE_MS ? 'health.lineWeak' : 'health.line', { ms: Math.round(trip) })}
            </Lamp>
          </li>
        )}
        <li>
          <button type="button" className="btn sm" onClick={pair}>
            {t(health === 'unpaired' ? 'health.pair' : 'health.pairAgain')}
          </button>
        </li>
        <li>
          <button type="button" className="btn sm" onClick={reportFault}>
            {t('health.report')}
          </button>
        </li>
      </ul>
      <RoomFault room={room} />
      {(advice || report?.note) && <p className={styles.fix}>{[advice, report?.note].filter(Boolean).join(' ')}</p>}
    </div>
  );
}
