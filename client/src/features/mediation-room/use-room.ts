import type { DeskParty, SessionView } from '@contracts/http/sessions';
import type { CallState } from '@contracts/media/signalling';
import type { Side } from '@domain/people';
import { useCallback, useState } from 'react';
import { ApiError, asApiError } from '../../lib/api';
import { bureauNow } from '../../lib/server-clock';
import type { CallClient } from '../../rtc/call-client';
import { codeOf } from '../../rtc/call-error';
import type { CallSnapshot } from '../../rtc/call-snapshot';
import { readTicket } from './queries';
import { useCall } from './use-call';
import { usePictureSize } from './use-picture-size';
import { guestsHere, peopleOf, type Person } from './people';
import { useCallPeople } from './people-queries';
import { seatOf, setPlaceOf } from './one-set';
import { bySide, hearing, placeOf, waitingParties, type Hearing, type Place } from './who-hears';

/** All that the parts of the mediation room show and do. */
export interface Room {
  readonly session: SessionView;
  /** 甲 before 乙. */
  readonly parties: readonly DeskParty[];
  /** Two sides, with private rooms; otherwise a talk with one visitor. */
  readonly sided: boolean;
  readonly snapshot: CallSnapshot;
  readonly call: CallState | null;
  readonly hearing: Hearing;
  readonly waiting: readonly DeskParty[];
  /** All but the host: parties, guests, and whoever else sits in the call. */
  readonly people: readonly Person[];
  /** Guests who sit with the mediator, and hear every word. */
  readonly guestsHere: readonly Person[];
  /** Epoch milliseconds since when the private talk goes on; null outside one. */
  readonly caucusSince: number | null;
  readonly place: (partyId: string) => Place;
  /** An order to the media node is under way. */
  readonly busy: boolean;
  readonly refusal: ApiError | null;
  readonly dismissRefusal: () => void;
  /** Gives the call an order; a refusal is shown, never thrown. Resolves to whether it was carried out. */
  readonly order: (order: (client: CallClient) => Promise<unknown>) => Promise<boolean>;
  readonly joinAgain: () => void;
}

const asRefusal = (error: unknown): ApiError => {
  if (error instanceof ApiError) return error;
  const code = codeOf(error);
  return code ? new ApiError({ code, params: {}, correlationId: '' }, 0) : asApiError(error);
};

export function useRoom(session: SessionView): Room {
  const { client, snapshot, joinAgain } = useCall(() => readTicket(session.id));
  const [orders, setOrders] = useState(0);
  const [refusal, setRefusal] = useState<ApiError | null>(null);

  const order = useCallback<Room['order']>(
    async (give) => {
      const at = client();
      if (!at) return false;
      setOrders((count) => count + 1);
      setRefusal(null);
      try {
        await give(at);
        return true;
      } catch (error) {
        setRefusal(asRefusal(error));
        return false;
      } finally {
        setOrders((count) => count - 1);
      }
    },
    [client],
  );

  const parties = bySide(session.appointment.parties);
  usePictureSize(client, snapshot.remote, parties.length);
  // What was true before the call was over is true no more.
  const call = snapshot.phase === 'over' ? null : snapshot.call;
  const { sharedSet } = session;
  const place = (partyId: string): Place => placeOf(call, seatOf(sharedSet, partyId));
  const heard = hearing(
    call,
    parties.map(({ id, side }) => ({ id: seatOf(sharedSet, id), side })),
  );
  const guests = useCallPeople(session.id).data?.guests ?? [];
  const people = peopleOf(call, parties, guests).map((one) => ({ ...one, place: place(one.seat) }));
  return {
    session,
    parties,
    sided: session.appointment.mode === 'mediate' && new Set(parties.map(({ side }) => side)).size > 1,
    snapshot,
    call,
    hearing: heard,
    waiting: waitingParties(call, parties).filter(({ id }) => setPlaceOf(sharedSet, id) !== 'outside'),
    people,
    guestsHere: guestsHere(people),
    caucusSince: useCaucusSince(session, heard.kind === 'caucus' ? heard.side : null),
    place,
    busy: orders > 0,
    refusal,
    dismissRefusal: () => setRefusal(null),
    order,
    joinAgain,
  };
}

/** Spans are measured by the computer: the bureau's clock may become known in between. */
const computerNow = (): number => Date.now();

/** By the server's record where it has one, so that a reload does not start the clock anew. */
function useCaucusSince(session: SessionView, side: Side | null): number | null {
  const [seen, setSeen] = useState<{ side: Side | null; at: number }>({ side: null, at: 0 });
  if (seen.side !== side) setSeen({ side, at: computerNow() });
  if (!side) return null;
  const recorded = session.caucuses.findLast((one) => one.side === side && !one.endedAt);
  return recorded ? Date.parse(recorded.startedAt) : bureauNow() - (computerNow() - seen.at);
}
