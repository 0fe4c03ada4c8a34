import type { StationSet } from '@contracts/http/shared-set';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeed } from '../../lib/deed';
import { clockTime } from '../../lib/format';
import { keyFor, type SentKey } from '../../lib/idempotency-key';
import { roomWord } from '../../lib/room-name';
import { Icon } from '../../ui/icon';
import { Lamp } from '../../ui/lamp';
import { Refusal } from '../../ui/refusal';
import { Side } from '../../ui/side';
import { sayLedOut } from './deeds';
import { stationChanged, useSharedSets } from './queries';
import { useRinging } from './ringing';
import styles from './shared-sets.module.css';

/** Two parties, one room, one set: who is inside and who outside, and what the host asks of the clerk. */
export function SharedSets({ stationId }: { stationId: string }) {
  const { data = [] } = useSharedSets(stationId);
  const asked = data.flatMap(({ sessionId, steps }) =>
    steps.map(({ partyId, deed }) => [sessionId, partyId, deed].join(' ')),
  );
  const { muted, turn } = useRinging(asked.join());
  return data.map((set) => <OneSet key={set.sessionId} set={set} muted={muted} turn={turn} />);
}

interface OneSetProps {
  set: StationSet;
  muted: boolean;
  turn: () => void;
}

function OneSet({ set, muted, turn }: OneSetProps) {
  const { t } = useTranslation(['clerk', 'common']);
  const { sending, refused, run } = useDeed();
  const sent = useRef<SentKey | null>(null);
  const asking = set.steps.length > 0;
  const say = async (partyId: string, ledOut: boolean): Promise<void> => {
    const attempt = keyFor({ partyId, ledOut, places: set.places }, sent.current);
    sent.current = attempt;
    await run(() => sayLedOut(set.sessionId, { partyId, ledOut }, attempt.key));
    await stationChanged();
  };
  const nameOf = (partyId: string) => set.parties.find(({ id }) => id === partyId)?.name ?? '';
  const words = set.steps.map(({ partyId, deed }) => t(`set.${deed}`, { name: nameOf(partyId) })).join(t('set.then'));
  return (
    <section className={asking ? `${styles.set} ${styles.asking}` : styles.set} aria-label={t('set.title')}>
      <div className={styles.head} role={asking ? 'alert' : undefined}>
        <Icon name="person" />
        <b>{asking ? t('set.asked', { steps: words }) : t('set.title')}</b>
        <span>{t('set.where', { room: roomWord(set.roomName), time: clockTime(set.startsAt) })}</span>
        {asking && (
          <button type="button" className="btn sm" aria-pressed={muted} onClick={turn}>
            <Icon name={muted ? 'mute' : 'sound'} />
            {t(muted ? 'help.soundOn' : 'help.soundOff')}
          </button>
        )}
      </div>
      <ul>
        {set.parties.map((party) => (
          <PartyRow key={party.id} set={set} party={party} sending={sending} say={say} />
        ))}
      </ul>
      {refused && <Refusal error={refused} staff />}
    </section>
  );
}

interface PartyRowProps {
  set: StationSet;
  party: StationSet['parties'][number];
  sending: boolean;
  say: (partyId: string, ledOut: boolean) => Promise<void>;
}

function PartyRow({ set, party: { id, side, name, place }, sending, say }: PartyRowProps) {
  const { t } = useTranslation('clerk');
  const step = set.steps.find(({ partyId }) => partyId === id)?.deed ?? null;
  // What comes first is done first: nobody is led in beside the one who is still to be led out.
  const next = set.steps[0]?.partyId === id ? step : null;
  const inside = place === 'seat' || place === 'beside';
  const mayComeIn = set.mayBeLedIn.includes(id);
  return (
    <li>
      <Side side={side} />
      <b>{name}</b>
      <Lamp state={inside ? 'on' : 'off'}>{t(`set.place.${place}`)}</Lamp>
      {place === 'outside' && !mayComeIn && <small>{t('set.notYet')}</small>}
      <span className={styles.deeds}>
        <button
          type="button"
          className={next === 'leadOut' ? 'btn primary' : 'btn'}
          disabled={sending || (!inside && step !== 'leadOut')}
          onClick={() => void say(id, true)}
        >
          {t('set.ledOut')}
        </button>
        <button
          type="button"
          className={next === 'bringIn' ? 'btn primary' : 'btn'}
          disabled={sending || !mayComeIn}
          onClick={() => void say(id, false)}
        >
          {t('set.ledIn')}
        </button>
      </span>
    </li>
  );
}
