import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { asApiError } from '../../lib/api';
import { useHouse } from '../../lib/house';
import { identityChanged } from '../../app/me';
import { AfterTalk } from './after-talk';
import type { Device } from './device';
import { Idle } from './idle';
import { readRoom, ROOM } from './room-api';
import { RoomTrouble } from './room-trouble';
import { useReports } from './use-reports';
import { Visit } from './visit';
import { wipeRoom } from './wipe';

/** How often the state is read even when no news comes: a lost message costs at most this long. */
const LOOK_MS = 10_000;

/** What the room shows: nobody here, somebody with us, or the question how it was. */
export function RoomScreen({ device }: { device: Device }) {
  useHouse('room', device.roomId);
  useReports();
  const { data, error, refetch } = useQuery({ queryKey: ROOM, queryFn: readRoom, refetchInterval: LOOK_MS });
  const reason = error ? asApiError(error).code : null;

  useEffect(() => {
    // The clerk has taken this screen out of its room: it goes back to its pairing code.
    if (reason === 'SIGN_IN_REQUIRED' || reason === 'NOT_ALLOWED') void identityChanged();
  }, [reason]);
  const party = data?.partyId;
  const lastParty = useRef<typeof party>(undefined);
  useEffect(() => {
    if (party === undefined) return;
    const last = lastParty.current;
    // However they left, by the button, by time or by the clerk: what was theirs goes with them. Nobody there at the
    // first look: they may have left while the power was off.
    if (last === undefined ? party === null : last !== null && last !== party) wipeRoom();
    lastParty.current = party;
  }, [party]);

  if (!data) return <RoomTrouble error={error ? asApiError(error) : null} again={() => void refetch()} />;
  switch (data.phase) {
    case 'idle':
      return <Idle device={device} />;
    case 'rate':
      return <AfterTalk key={data.partyId} afterOther={data.afterOther} />;
    default:
      return <Visit key={data.partyId} device={device} state={data} />;
  }
}
