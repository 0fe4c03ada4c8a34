import { BRANCHES, ROLES } from '@domain/people';
import { TOPICS } from '@domain/topic';
import { z } from 'zod';
import { id, instant, lastFour, line, text } from '../common';

export const staffSignIn = z.object({ username: line(60), password: z.string().min(1).max(200) });
export type StaffSignIn = z.infer<typeof staffSignIn>;

/** A resident signs in with the booking code of the slip and the last four digits of the phone. */
export const residentSignIn = z.object({
  code: z
    .string()
    .transform((value) => value.replace(/[\s-]/g, '').toUpperCase())
    .pipe(z.string().regex(/^[A-Z0-9]{8}$/)),
  lastFour,
});
export type ResidentSignIn = z.infer<typeof residentSignIn>;

export const station = z.object({
  id,
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  address: z.string(),
  phone: z.string(),
});
export type Station = z.infer<typeof station>;

export const staffView = z.object({
  id,
  username: z.string(),
  displayName: z.string(),
  role: z.enum(ROLES),
  stationId: id.nullable(),
  stationName: z.string().nullable(),
  branch: z.enum(BRANCHES).nullable(),
  topics: z.array(z.enum(TOPICS)),
});
export type StaffView = z.infer<typeof staffView>;

/** Who the cookie says we are. */
export const me = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('anonymous') }),
  z.object({ kind: z.literal('staff'), staff: staffView }),
  z.object({ kind: z.literal('resident'), partyId: id, requestId: id }),
  z.object({
    kind: z.literal('device'),
    deviceId: id,
    roomId: id,
    stationId: id,
    stationName: z.string(),
    roomName: z.string(),
  }),
]);
export type Me = z.infer<typeof me>;

/** Server time, so that screens show the bureau's clock and not the computer's. */
export const serverNow = z.object({
  now: instant,
  timeZone: z.string(),
  demoClock: z.boolean(),
  bureauName: z.string(),
  bureauNameEn: z.string(),
  bureauPhone: z.string(),
});
export type ServerNow = z.infer<typeof serverNow>;

// Pairing: the room's screen shows a code, a clerk of the station types it.
export const pairingStarted = z.object({ pairingId: id, code: z.string(), secret: z.string(), expiresAt: instant });
export type PairingStarted = z.infer<typeof pairingStarted>;
export const pairingClaim = z.object({ secret: line(200) });
export const pairingClaimed = z.object({ paired: z.boolean() });
export type PairingClaimed = z.infer<typeof pairingClaimed>;
export const pairingApproval = z.object({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/),
  roomId: id,
});
export type PairingApproval = z.infer<typeof pairingApproval>;

export const DEVICE_HEALTH = ['good', 'weak', 'offline', 'unpaired'] as const;
export const deviceReport = z.object({
  camera: z.boolean(),
  microphone: z.boolean(),
  speaker: z.boolean(),
  roundTripMs: z.number().min(0).max(60_000).nullable(),
  note: text(500).default(''),
});
export type DeviceReport = z.infer<typeof deviceReport>;
export const roomView = z.object({
  id,
  stationId: id,
  name: z.string(),
  health: z.enum(DEVICE_HEALTH),
  deviceId: id.nullable(),
  lastSeenAt: instant.nullable(),
  report: deviceReport.nullable(),
});
export type RoomView = z.infer<typeof roomView>;
