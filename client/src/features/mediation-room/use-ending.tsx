import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';
import { asApiError } from '../../lib/api';
import { Refusal } from '../../ui/refusal';
import { useEndSession } from './queries';
import type { Notes } from './use-notes';
import type { Room } from './use-room';

/**
 * Ends the talk: notes are saved, the call is ended for everyone at the media node, then the session
 * on the server, which ends the call too should the node not have heard. A call that somebody else
 * ended, or that ended by itself, leads to the same place.
 */
export function useEnding(
  room: Room,
  notes: Notes,
  onOver: (stopped: boolean) => void,
): { end: (stopped: boolean) => Promise<void>; notice: ReactNode } {
  const { mutateAsync, mutate, error } = useEndSession(room.session.id);

  const ending = useRef(false);

  const end = async (stopped: boolean) => {
    ending.current = true;
    await notes.flush();
    if (room.snapshot.phase === 'joined') await room.order((client) => client.endCall());
    try {
      await mutateAsync();
      onOver(stopped);
    } catch {
      // Shown from `error`, with the next step.
      ending.current = false;
    }
  };

  const endedElsewhere = room.snapshot.phase === 'over' && room.snapshot.overReason === 'ended';
  const follow = useEffectEvent(() => {
    if (!ending.current) mutate(undefined, { onSuccess: () => onOver(false) });
  });
  useEffect(() => {
    if (endedElsewhere) follow();
  }, [endedElsewhere]);

  const notice = error && <Refusal error={asApiError(error)} again={() => void end(false)} staff />;
  return { end, notice };
}
