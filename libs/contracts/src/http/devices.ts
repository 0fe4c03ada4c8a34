import { CHECK_CAUSES, CHECK_GRADES } from '@domain/room-check';
import { z } from 'zod';
import { id, instant, line } from '../common';
import { DEVICE_HEALTH } from './identity';

const share = z.number().min(0).max(1).nullable();
const milliseconds = z.number().min(0).max(60_000).nullable();
const kbps = z.number().min(0).max(1_000_000).nullable();

/** What a guided check measured; judged by `judgeCheck` of the domain, on the screen and again on the server. */
export const checkMeasures = z.object({
  camera: z.object({
    state: z.enum(['on', 'blocked', 'missing', 'denied']),
    brightness: z.number().min(0).max(255).nullable(),
    contrast: z.number().min(0).max(255).nullable(),
  }),
  microphone: z.object({ state: z.enum(['on', 'missing', 'denied']), peak: share, spokenTo: z.boolean() }),
  speaker: z.object({
    state: z.enum(['heard', 'notHeard', 'unclear', 'missing', 'untried']),
    riseDb: z.number().min(-200).max(200).nullable(),
  }),
  line: z
    .object({
      reached: z.boolean(),
      lossUp: share,
      lossDown: share,
      jitterMs: milliseconds,
      roundTripMs: milliseconds,
      upKbps: kbps,
      downKbps: kbps,
      availableUpKbps: kbps,
      protocol: z.enum(['udp', 'tcp']).nullable(),
      relayed: z.boolean(),
    })
    .nullable(),
});

/** `morning`: the room checked itself, with nobody there. */
export const CHECK_OCCASIONS = ['byHand', 'morning'] as const;
export type CheckOccasion = (typeof CHECK_OCCASIONS)[number];
export const reportCheck = z.object({
  occasion: z.enum(CHECK_OCCASIONS),
  measures: checkMeasures,
  /** The browser as it names itself. */
  browser: line(300),
});
export type ReportCheck = z.infer<typeof reportCheck>;

export const checkView = z.object({
  id,
  at: instant,
  occasion: z.enum(CHECK_OCCASIONS),
  /** Who ran it; null for the room by itself. */
  byName: z.string().nullable(),
  grade: z.enum(CHECK_GRADES),
  causes: z.array(z.enum(CHECK_CAUSES)),
  measures: checkMeasures,
});
export type CheckView = z.infer<typeof checkView>;

/** A thing to mend at a room: one open a room and cause. */
export const deviceTask = z.object({
  id,
  stationId: id,
  stationName: z.string(),
  stationNameEn: z.string(),
  roomId: id,
  roomName: z.string(),
  cause: z.enum(CHECK_CAUSES),
  openedAt: instant,
});
export type DeviceTask = z.infer<typeof deviceTask>;

/** One room of the registry. */
export const stationDevice = z.object({
  roomId: id,
  roomName: z.string(),
  stationId: id,
  stationName: z.string(),
  stationNameEn: z.string(),
  deviceId: id.nullable(),
  deviceName: z.string().nullable(),
  spare: z.boolean(),
  health: z.enum(DEVICE_HEALTH),
  lastSeenAt: instant.nullable(),
  pairedAt: instant.nullable(),
  browser: z.string().nullable(),
  lastCheck: checkView.nullable(),
  tasks: z.array(deviceTask),
  version: z.number().int(),
});
export type StationDevice = z.infer<typeof stationDevice>;

export const changeDevice = z.object({
  name: line(60).optional(),
  spare: z.boolean().optional(),
  version: z.number().int(),
});
export type ChangeDevice = z.infer<typeof changeDevice>;
