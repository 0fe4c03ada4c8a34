import { useState } from 'react';
import { Icon } from '../../ui/icon';
import { VideoTrack } from '../call-stage/video-track';
import { Lamp } from '../../ui/lamp';
import { Refusal } from '../../ui/refusal';
import { asApiError } from '../../lib/api';
import { GuestForm } from './guest-form';
import { PersonLine } from './person-line';
import { PhoneForm } from './phone-form';
import { useStoredQuality } from './people-queries';
import type { Room } from './use-room';
import { useWords } from './words';

/** 人和线路: who is in the call and hears whom, how each line is, and who else may be asked in. */
export function PeoplePanel({ room, admit }: { room: Room; admit: (seats: readonly string[]) => void }) {
  const { t } = useWords();
  const stored = useStoredQuality(room.session.id);
  const { pauses = [], pausedSeconds = 0, cuts = [] } = stored.data ?? {};
  return (
    <div className="mr-scroll mr-people">
      <ul aria-label={t('people.title')}>
        {room.people.map((person) => (
          <PersonLine key={person.seat} room={room} person={person} stored={stored.data} admit={admit} />
        ))}
      </ul>
      {(pauses.length > 0 || cuts.length > 0) && (
        <p className="mr-hint">
          {pauses.length > 0 && t('people.pauses', { count: pauses.length, minutes: Math.ceil(pausedSeconds / 60) })}{' '}
          {cuts.length > 0 && t('people.cuts', { count: cuts.length })}
        </p>
      )}
      {stored.error && <Refusal error={asApiError(stored.error)} staff />}
      <ShowSwitches room={room} />
      <GuestForm room={room} />
      <PhoneForm session={room.session} sided={room.sided} />
    </div>
  );
}

/** One's screen, or a second camera that looks down on papers. */
function ShowSwitches({ room }: { room: Room }) {
  const { t } = useWords();
  const [none, setNone] = useState(false);
  const { showingPaper, sharing, shown } = room.snapshot.local;
  const flip = () =>
    void room.order(async (client) => {
      if (showingPaper) return client.stopPaper();
      setNone(!(await client.startPaper()));
    });
  return (
    <div className="mr-paper">
      <button
        type="button"
        className="btn sm"
        aria-pressed={sharing}
        disabled={room.snapshot.phase !== 'joined'}
        onClick={() => void room.order((client) => (sharing ? client.stopScreenShare() : client.startScreenShare()))}
      >
        <Icon name="screen" />
        {t(sharing ? 'me.shareStop' : 'me.share')}
      </button>
      <button
        type="button"
        className="btn sm"
        aria-pressed={showingPaper}
        disabled={room.snapshot.phase !== 'joined'}
        onClick={flip}
      >
        {t(showingPaper ? 'people.paperStop' : 'people.paper')}
      </button>
      {none && !showingPaper && <Lamp state="warn">{t('people.paperNone')}</Lamp>}
      {shown.length > 0 && (
        <div className="mr-shown">
          {shown.map((track) => (
            <VideoTrack key={track.id} track={track} label={t('people.shown')} />
          ))}
        </div>
      )}
    </div>
  );
}
