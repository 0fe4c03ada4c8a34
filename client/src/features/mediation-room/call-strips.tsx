import { useState } from 'react';
import { Icon } from '../../ui/icon';
import { nameOf } from './person-name';
import { raisedHands } from './people';
import type { Room } from './use-room';
import { useWords } from './words';

/** What stands under the place for as long as it lasts: a pause, a question to a side, raised hands. */
export function CallStrips({ room }: { room: Room }) {
  return (
    <>
      <PauseStrip room={room} />
      <InviteStrip room={room} />
      <HandStrip room={room} />
    </>
  );
}

function PauseStrip({ room }: { room: Room }) {
  const { t } = useWords();
  if (!room.call?.suspendedAt) return null;
  return (
    <div className="mr-notice" role="status">
      <Icon name="pause" />
      <span>
        <b>{t('pause.title')}</b> {t('pause.hint')}
      </span>
      <button
        type="button"
        className="btn primary sm"
        disabled={room.busy}
        onClick={() => void room.order((client) => client.resume())}
      >
        {t('pause.resume')} <kbd>Shift+P</kbd>
      </button>
    </div>
  );
}

function InviteStrip({ room }: { room: Room }) {
  const { t, sideName } = useWords();
  const [seen, setSeen] = useState<typeof answer>(null);
  const { caucusAnswer: answer } = room.snapshot;
  const invited = room.call?.invited ?? null;
  if (invited) {
    return (
      <div className="mr-strip" role="status">
        <Icon name="question" />
        {t('invite.pending', { who: sideName(invited.side) })}
      </div>
    );
  }
  // A yes is answered by going there.
  if (!answer || answer.accepted || answer === seen) return null;
  return (
    <div className="mr-notice" role="status">
      <Icon name="warn" />
      <span>{t('invite.no', { who: sideName(answer.side) })}</span>
      <button type="button" className="btn sm" onClick={() => setSeen(answer)}>
        {t('common:action.close')}
      </button>
    </div>
  );
}

function HandStrip({ room }: { room: Room }) {
  const { t, sideName } = useWords();
  const hands = raisedHands(room.people);
  if (hands.length === 0) return null;
  const who = hands
    .map((person) => (room.sided && person.role === 'party' && person.side ? sideName(person.side) : nameOf(t)(person)))
    .join(t('place.separator'));
  return (
    <div className="mr-strip" role="status">
      <Icon name="raised" />
      <b>{t('hand.up', { who })}</b>
    </div>
  );
}
