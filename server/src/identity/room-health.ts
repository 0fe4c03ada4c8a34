/**
 * SQL: whether the screen of a room cannot carry a talk: said to be offline, or without camera or
 * microphone at its last report. A screen that is merely switched off for the night is not broken.
 */
export const ROOM_FAILING = (roomId: string): string =>
  `EXISTS (SELECT FROM device WHERE device.room_id = ${roomId} AND device.revoked_at IS NULL AND (
     device.health = 'offline' OR device.report ->> 'camera' = 'false' OR device.report ->> 'microphone' = 'false'))`;
