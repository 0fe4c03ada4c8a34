import type { DeskParty } from '@contracts/http/sessions';
import type { ReactNode } from 'react';
import { useNow } from '../../lib/server-clock';
import { Icon } from '../../ui/icon';
import { AudioTrack, VideoTrack } from '../call-stage/video-track';
import { besides, setPlaceOf } from './one-set';
import { Readings, readingsOf } from './readings';
import { useSetWish } from './set-queries';
import type { Room } from './use-room';
import type { Place } from './who-hears';
import { otherSide, useWords } from './words';

interface Props {
  room: Room;
  party: DeskParty;
  place: Place;
  admit: (seats: readonly string[]) => void;
}

/** The picture of who is here; of everyone else only where they are, never picture or sound. */
export function TileBody({ room, party, place, admit }: Props) {
  const { t, who: nameOf, sideName } = useWords();
  const who = nameOf(party, room.sided);
  if (room.call?.suspendedAt && place === 'here') return <Away title={t('pause.tile')} />;
  if (!room.call) {
    return room.snapshot.phase === 'over' ? (
      <Away title={t('cut.over')} />
    ) : (
      <Away title={t('cut.connecting')} hint={t('tile.unknown')} />
    );
  }
  const atSet = setPlaceOf(room.session.sharedSet, party.id);
  if (atSet === 'outside') return <Outside room={room} who={who} />;
  if (atSet === 'beside') {
    const other = sideName(otherSide(party.side));
    return <Away title={t('set.beside', { who, other })} hint={t('set.besideHint', { other })} />;
  }
  switch (place) {
    case 'here':
      return <Picture room={room} party={party} />;
    case 'waiting':
      return (
        <Away title={t('tile.waiting', { who })} hint={t(room.sided ? 'tile.waitingHint' : 'tile.waitingHintOne')}>
          {party.checkedInAt && <Waited since={Date.parse(party.checkedInAt)} />}
          {room.hearing.kind !== 'caucus' && (
            <button type="button" className="btn" disabled={room.busy} onClick={() => admit([party.id])}>
              {t('admit')}
            </button>
          )}
        </Away>
      );
    case 'setAside':
      return (
        <Away
          title={t('tile.setAside', { who })}
          hint={t('tile.setAsideHint', { other: sideName(otherSide(party.side)) })}
        >
          {room.caucusSince !== null && <Waited since={room.caucusSince} />}
        </Away>
      );
    case 'lost':
      return <Away title={t('tile.lost')} hint={t('tile.lostHint', { who })} />;
    case 'absent':
      return (
        <Away
          title={t(party.checkedInAt ? 'tile.checkedIn' : 'tile.absent')}
          hint={t(party.checkedInAt ? 'tile.checkedInHint' : 'tile.absentHint')}
        />
      );
  }
}

/** Outside the room with the one set; the station's clerk leads them in when asked. */
function Outside({ room, who }: { room: Room; who: string }) {
  const { t } = useWords();
  const wish = useSetWish(room.session.id);
  const asked = room.session.sharedSet?.wish === 'both';
  return (
    <Away title={t('set.outside', { who })} hint={t('set.outsideHint')}>
      {room.hearing.kind === 'plenary' && !asked && (
        <button type="button" className="btn" disabled={wish.isPending} onClick={() => wish.mutate('both')}>
          {t('set.ask')}
        </button>
      )}
    </Away>
  );
}

function Away({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <div className="mr-vid mr-away">
      <b>{title}</b>
      {hint && <p>{hint}</p>}
      {children}
    </div>
  );
}

function Waited({ since }: { since: number }) {
  const { t, span } = useWords();
  const now = useNow();
  return <p className="num">{t('tile.waited', { time: span(now - since) })}</p>;
}

function Picture({ room, party }: { room: Room; party: DeskParty }) {
  const { t } = useWords();
  const tracks = room.snapshot.remote.filter(({ seat }) => seat === party.id);
  const camera = tracks.find(({ source, paused }) => source === 'camera' && !paused);
  const readings = readingsOf(room.snapshot.remote, party.id);
  const held = tracks.some(({ source, paused }) => source === 'camera' && paused);
  const microphone = tracks.find(({ source }) => source === 'microphone');
  const speaking = room.snapshot.speakingSeat === party.id;
  const muted = microphone?.paused ?? true;
  const both = besides(room.session.sharedSet, party.id).length > 0;
  return (
    <div className="mr-vid">
      {tracks
        .filter(({ kind }) => kind === 'audio')
        .map(({ source, track }) => (
          <AudioTrack key={source} track={track} volume={1} />
        ))}
      {readings.length > 0 && <Readings readings={readings} who={party.name} />}
      {camera && (
        <div className={readings.length > 0 ? 'corner' : 'cover'}>
          <VideoTrack track={camera.track} label={party.name} />
        </div>
      )}
      {!camera && readings.length === 0 && (
        <div className="mr-dark">
          <b>{t(held ? 'tile.held' : 'tile.noCamera')}</b>
          <p>{t(held ? 'tile.heldHint' : muted ? 'tile.noSoundHint' : 'tile.noCameraHint')}</p>
        </div>
      )}
      <p className="mr-marks">
        {both && (
          <span>
            <Icon name="person" />
            {t('set.both')}
          </span>
        )}
        {speaking && (
          <span>
            <Icon name="mic" />
            {t('tile.speaking')}
          </span>
        )}
        {muted && (
          <span>
            <Icon name="mute" />
            {t('tile.muted')}
          </span>
        )}
        {readings.map(({ source }) => (
          <span key={source}>
            <Icon name="screen" />
            {t(source === 'document' ? 'tile.paper' : 'tile.screen')}
          </span>
        ))}
      </p>
    </div>
  );
}
