import { z } from 'zod';
import { id } from '../common';

/**
 * "The house": the server's socket. It says that something changed; what it is now is read over
 * HTTP, so that a missed message costs a refetch and never a wrong screen.
 */
export { HOUSE_PATH } from './house-path';

export const HOUSE_TOPICS = ['board', 'desk', 'station', 'room', 'session', 'resident', 'followUps'] as const;
export type HouseTopic = (typeof HOUSE_TOPICS)[number];

/** client → server. Which news this screen wants; the server refuses what the actor may not see. */
export const watch = z.object({ topic: z.enum(HOUSE_TOPICS), id: id.optional() });
export type Watch = z.infer<typeof watch>;

/** server → client, event `changed`. */
export const changed = z.object({ topic: z.enum(HOUSE_TOPICS), id: id.nullable(), what: z.string() });
export type Changed = z.infer<typeof changed>;

export interface HouseClientEvents {
  watch: (message: Watch, ack: (answer: unknown) => void) => void;
}
export interface HouseServerEvents {
  changed: (message: Changed) => void;
}
