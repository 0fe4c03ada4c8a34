import type { Changed, HouseTopic } from '@contracts/realtime/house';
import { Injectable } from '@nestjs/common';

/** Something that passes news on to screens; the gateway registers itself. */
export interface Messenger {
  send(room: string, message: Changed): void;
}

/** The name of the socket room in which the watchers of a topic stand. */
export const roomOf = (topic: HouseTopic, id: string | null): string => (id === null ? topic : `${topic}:${id}`);

/**
 * Tells screens that something changed; they read what it is now over HTTP. Call it after the
 * transaction has committed. Losing a message costs nothing but a moment: screens refetch at
 * reconnection and from time to time.
 *
 * Topics and ids: `board` null · `station` stationId · `room` roomId · `desk` staffId ·
 * `session` sessionId · `resident` partyId · `followUps` null.
 */
@Injectable()
export class House {
  private messenger: Messenger | null = null;

  register(messenger: Messenger): void {
    this.messenger = messenger;
  }

  announce(topic: HouseTopic, id: string | null, what: string): void {
    this.messenger?.send(roomOf(topic, id), { topic, id, what });
  }
}
