import { clock } from './clock';
import type { Fault } from './fault-row';
import { halfOpen } from './half-open';
import { oneSlot } from './one-slot';
import { postgresKilled } from './postgres-killed';
import { redisKilled } from './redis-killed';
import { sameKey } from './same-key';
import { serverKilled } from './server-killed';
import { workerKilled } from './worker-killed';

/** The faults that a booking and its notices must survive, in the order of the measures. */
export const faults: Readonly<Record<string, Fault>> = {
  '1 server killed': serverKilled,
  '2 postgres killed': postgresKilled,
  '3 one slot': oneSlot,
  '4 same key': sameKey,
  '5 redis killed': redisKilled,
  '6 worker killed': workerKilled,
  '12 clock': clock,
  '13 half-open': halfOpen,
};
