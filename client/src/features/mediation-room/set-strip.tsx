import { Icon } from '../../ui/icon';
import { wishedTalk } from './one-set';
import { useSetWish } from './set-queries';
import type { Room } from './use-room';
import { useWords } from './words';

/** Two parties at one set: what the station is asked to do, and, once it is done and confirmed, the way on. */
export function SetStrip({ room, begin }: { room: Room; begin: (side: 'A' | 'B') => void }) {
  const { t, who } = useWords();
  const wish = useSetWish(room.session.id);
  const { sharedSet } = room.session;
  if (!sharedSet?.wish) return null;
  const steps = sharedSet.steps.flatMap(({ partyId, deed }) => {
    const party = room.parties.find(({ id }) => id === partyId);
    return party ? [t(`set.${deed}`, { who: who(party, room.sided) })] : [];
  });
  const talk = wishedTalk(sharedSet, room.call, room.parties);
  if (!talk && steps.length === 0) return null;
  const side = talk ? t(`side.${talk.side}`) : '';
  const words =
    steps.length > 0
      ? t(talk ? 'set.first' : 'set.asked', { side, steps: steps.join(t('set.then')) })
      : t(talk?.stage === 'ready' ? 'set.ready' : 'set.changing', { side });
  return (
    <div className="mr-notice" role="status">
      <Icon name={talk?.stage === 'ready' ? 'check' : 'clock'} />
      <span>{words}</span>
      <span className="mr-space" />
      {talk?.stage === 'ready' && (
        <button type="button" className="btn primary sm" disabled={room.busy} onClick={() => begin(talk.side)}>
          {t('set.begin', { side })}
        </button>
      )}
      <button type="button" className="btn sm" disabled={wish.isPending} onClick={() => wish.mutate(null)}>
        {t('set.cancel')}
      </button>
    </div>
  );
}
