import type { Watch } from '@contracts/realtime/house';
import type { Actor } from '../common/actor';

/** The room's id for a topic that this actor may watch, or undefined where they may not. */
export function watchable(actor: Actor, { topic, id }: Watch): string | null | undefined {
  switch (actor.kind) {
    case 'staff':
      if (topic === 'board' || topic === 'followUps') return null;
      if (topic === 'desk') return actor.id;
      if (topic === 'session') return id;
      if (topic === 'station') return actor.stationId === null ? id : actor.stationId;
      return undefined;
    case 'device':
      return topic === 'room' ? actor.roomId : undefined;
    case 'resident':
      return topic === 'resident' ? actor.partyId : undefined;
    default:
      return undefined;
  }
}
