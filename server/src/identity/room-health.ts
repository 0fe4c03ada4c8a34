import { STOPPING_CAUSES } from '@domain/room-check';

/** SQL: whether something at a room is still to be mended. */
export const ROOM_UNMENDED = (roomId: string): string =>
  `EXISTS (SELECT FROM device_task WHERE device_task.room_id = ${roomId} AND device_task.closed_at IS NULL)`;

const STOPPING = STOPPING_CAUSES.map((cause) => `'${cause}'`).join(', ');

/**
 * SQL: whether the screen of a room cannot carry a talk: said to be offline, without camera or microphone at
 * its last report, or with a fault at its last check that stops every talk. A screen that is merely switched
 * off for the night is not broken.
 */
export const ROOM_FAILING = (roomId: string): string =>
  `(EXISTS (SELECT FROM device WHERE device.room_id = ${roomId} AND device.revoked_at IS NULL AND (
     device.health = 'offline' OR device.report ->> 'camera' = 'false' OR device.report ->> 'microphone' = 'false'))
    OR EXISTS (SELECT FROM device_task WHERE device_task.room_id = ${roomId} AND device_task.closed_at IS NULL
     AND device_task.cause IN (${STOPPING})))`;
