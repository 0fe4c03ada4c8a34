import { AudioTrack } from '../call-stage/video-track';
import type { Room } from './use-room';

/** The sound of those who are no party: a tile plays its own party's. */
export function GuestVoices({ room }: { room: Room }) {
  const parties = new Set(room.parties.map(({ id }) => id));
  return room.snapshot.remote
    .filter(({ kind, seat }) => kind === 'audio' && !parties.has(seat))
    .map(({ track }) => <AudioTrack key={track.id} track={track} volume={1} />);
}
