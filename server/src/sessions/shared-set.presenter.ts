import type { SharedSet, StationSet } from '@contracts/http/shared-set';
import { isInRoom, mayBeLedIn, setPlaceOf, stepsFor } from '@domain/shared-set';
import type { SharedTalk } from './shared-set.repository';

export const presentSet = ({ wish, parties }: Pick<SharedTalk, 'wish' | 'parties'>): SharedSet => ({
  wish,
  steps: wish ? stepsFor(wish, parties) : [],
  places: parties.map((party) => ({ partyId: party.id, place: setPlaceOf(party) })),
});

export function presentStationSet(talk: SharedTalk): StationSet {
  const { sessionId, startsAt, parties } = talk;
  const admitted = new Set(parties.filter((one) => one.admitted).map(({ id }) => id));
  return {
    ...presentSet(talk),
    sessionId,
    startsAt: startsAt.toISOString(),
    roomName: parties[0]?.roomName ?? '',
    parties: parties.map((party) => ({
      id: party.id,
      side: party.side,
      name: party.name,
      place: setPlaceOf(party),
    })),
    mayBeLedIn: parties
      .filter((party) => party.arrived && !isInRoom(party) && mayBeLedIn(party.id, parties, admitted))
      .map(({ id }) => id),
  };
}
