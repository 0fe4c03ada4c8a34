import { SIDES, type Side } from '@domain/people';
import type { types as ms } from 'mediasoup-client';
import { z } from 'zod';
import { CALL_ROLES, GRANTS } from './ticket';

/**
 * Messages between a participant's browser and the media node (socket.io, path /signalling).
 * Every client message is acknowledged with `Ack<T>`. The ticket travels in the handshake's
 * `auth.ticket`.
 *
 * Spaces: `plenary`, `caucus:A`, `caucus:B`, `waiting:<seat>`. A peer is in one space, and hears
 * and sees the producers of that space only.
 */
export const SIGNALLING_PATH = '/signalling';
/** `document`: a second camera that looks down on papers; like a screen it is for reading. */
export const SOURCES = ['microphone', 'camera', 'screen', 'document'] as const;
export type Source = (typeof SOURCES)[number];

const mediaId = z.string().min(1).max(80);
/** RTP and DTLS parameters are checked in depth by mediasoup itself; the door limits shape and size. */
const opaque = z.record(z.string().max(80), z.unknown());
const space = z.string().regex(/^(plenary|caucus:[AB]|waiting:[0-9a-f-]{36})$/);

/** How long a caucus is meant to last; null for open end. It warns, and never closes by itself. */
const caucusMinutes = z.number().int().min(1).max(120).nullable().default(null);

export const clientMessages = {
  /** `resumeKey`, as `Joined` gave it, takes up the media of a signalling connection that was lost. */
  'call.join': z.object({ rtpCapabilities: opaque.optional(), resumeKey: z.string().min(1).max(80).optional() }),
  /** A browser knows what it can receive only once it has read the router's capabilities, so they come here. */
  'transport.create': z.object({
    direction: z.enum(['send', 'receive']),
    forceTcp: z.boolean().default(false),
    rtpCapabilities: opaque.optional(),
  }),
  'transport.connect': z.object({ transportId: mediaId, dtlsParameters: opaque }),
  'transport.restartIce': z.object({ transportId: mediaId }),
  'producer.create': z.object({
    transportId: mediaId,
    kind: z.enum(['audio', 'video']),
    source: z.enum(SOURCES),
    rtpParameters: opaque,
  }),
  'producer.pause': z.object({ producerId: mediaId }),
  'producer.resume': z.object({ producerId: mediaId }),
  'producer.close': z.object({ producerId: mediaId }),
  'consumer.layers': z.object({
    consumerId: mediaId,
    spatialLayer: z.number().int().min(0).max(3),
    temporalLayer: z.number().int().min(0).max(3).optional(),
  }),
  'peer.move': z.object({ seat: z.uuid(), space }),
  /** The host opens a caucus with one side, or returns everyone of it to the plenary; takes the host along. */
  'caucus.open': z.object({ side: z.enum(SIDES), minutes: caucusMinutes }),
  'caucus.close': z.object({}),
  /** Asks a side whether it will talk alone with the host; its party answers, and on yes the caucus opens. */
  'caucus.invite': z.object({ side: z.enum(SIDES), minutes: caucusMinutes }),
  'caucus.answer': z.object({ accepted: z.boolean() }),
  /** Locked, nobody is moved into the caucus and no late guest of that side walks in. */
  'caucus.lock': z.object({ locked: z.boolean() }),
  /** Nobody hears or sees anybody until it goes on; who is in which space stays. */
  'call.suspend': z.object({}),
  'call.resume': z.object({}),
  /** One's own hand; with a `seat`, a holder of `mute` lowers another's. */
  'hand.raise': z.object({ raised: z.boolean(), seat: z.uuid().optional() }),
  /** What only the browser sees of its line, every few seconds. */
  'line.report': z.object({
    roundTripMs: z.number().min(0).max(60_000).nullable(),
    /** Share of sound made up because packets were missing, 0 to 1. */
    concealedShare: z.number().min(0).max(1).nullable(),
    /** Freezes of the pictures since the last report. */
    freezes: z.number().int().min(0).max(10_000),
  }),
  /** This browser hears itself out of another's loudspeaker: two open microphones in one room. */
  'echo.report': z.object({ seat: z.uuid() }),
  'peer.remove': z.object({ seat: z.uuid() }),
  'peer.mute': z.object({ seat: z.uuid() }),
  'text.send': z.object({ text: z.string().trim().min(1).max(1000) }),
  'call.end': z.object({}),
  'call.leave': z.object({}),
} as const;
export type ClientMessages = typeof clientMessages;
export type ClientMessage = keyof ClientMessages;

export const occupant = z.object({
  seat: z.uuid(),
  role: z.enum(CALL_ROLES),
  side: z.enum(SIDES).nullable(),
  space,
  connected: z.boolean(),
  /** Sources now being sent, with whether each is paused (muted). */
  sources: z.array(z.object({ source: z.enum(SOURCES), producerId: mediaId, paused: z.boolean() })),
  handRaisedAt: z.iso.datetime().nullable(),
  /** Led away from a shared set; said only to a holder of `move`. */
  ledOut: z.boolean().optional(),
});
export type Occupant = z.infer<typeof occupant>;

/** What the red lamp shows of the space the peer is in. `failed`: nothing is stored now, though it should be. */
export const recordingLamp = z.object({
  state: z.enum(['off', 'starting', 'on', 'failed']),
  /** A caucus is recorded apart, and opened to few. */
  restricted: z.boolean(),
  since: z.iso.datetime().nullable(),
  storedSegments: z.number().int(),
});
export type RecordingLamp = z.infer<typeof recordingLamp>;

/** Sent to each peer whenever what it may know of the call changes. A party sees only its own space; a holder of `move` sees all. */
export const callState = z.object({
  callId: z.uuid(),
  mySeat: z.uuid(),
  mySpace: space,
  grants: z.array(z.enum(GRANTS)),
  occupants: z.array(occupant),
  caucusOf: z.enum(SIDES).nullable(),
  /** The open caucus, for those inside and the holder of `move`. */
  caucus: z.object({ locked: z.boolean(), openedAt: z.iso.datetime(), endsAt: z.iso.datetime().nullable() }).nullable(),
  /** The side that is asked for a caucus and has not answered. */
  invited: z.object({ side: z.enum(SIDES), minutes: z.number().int().nullable() }).nullable(),
  suspendedAt: z.iso.datetime().nullable(),
  startedAt: z.iso.datetime().nullable(),
  recording: recordingLamp,
});
export type CallState = z.infer<typeof callState>;

export interface Joined {
  routerRtpCapabilities: ms.RtpCapabilities;
  iceServers: { urls: string[]; username?: string; credential?: string }[];
  /** `relay`: the node is reached over TURN and in no other way. */
  iceTransportPolicy: 'all' | 'relay';
  state: CallState;
  /** Names this browser's media, so that it alone may take them up again. */
  resumeKey: string;
  /** The media of before go on: transports, `producers` and `consumers` are as listed, and nothing is made anew. */
  resumed: boolean;
  producers: { producerId: string; source: Source; paused: boolean }[];
  consumers: { consumerId: string; producerPaused: boolean }[];
}
export interface TransportCreated {
  id: string;
  iceParameters: ms.IceParameters;
  iceCandidates: ms.IceCandidate[];
  dtlsParameters: ms.DtlsParameters;
}
export interface ConsumerCreated {
  consumerId: string;
  producerId: string;
  seat: string;
  source: Source;
  kind: 'audio' | 'video';
  rtpParameters: ms.RtpParameters;
  producerPaused: boolean;
}

/** What each client message answers with, beside `{}`. */
export interface ClientAnswers {
  'call.join': Joined;
  'transport.create': TransportCreated;
  'transport.restartIce': { iceParameters: ms.IceParameters };
  'producer.create': { producerId: string };
}
export type AnswerOf<M extends ClientMessage> = M extends keyof ClientAnswers
  ? ClientAnswers[M]
  : Record<string, never>;

export const GRADES = ['good', 'poor', 'bad'] as const;
export type Grade = (typeof GRADES)[number];

/** What makes a line worse than good. */
export const LINE_TROUBLES = ['loss', 'roundTrip', 'freezes', 'cut'] as const;
export type LineTrouble = (typeof LINE_TROUBLES)[number];
export interface PeerQuality {
  seat: string;
  grade: Grade;
  trouble: LineTrouble | null;
  /** Worst of the last moments: share lost either way, and round trip. */
  lossShare: number;
  roundTripMs: number | null;
  at: string;
}

/** node → client events. */
export interface NodeEvents {
  'call.state': (state: CallState) => void;
  /** The client makes the consumer, then acknowledges; the node resumes it only then. */
  'consumer.created': (consumer: ConsumerCreated, ack: () => void) => void;
  'consumer.closed': (message: { consumerId: string }) => void;
  /** `sender`: muted where it comes from; `line`: the listener's own line is too bad for pictures now. */
  'consumer.paused': (message: { consumerId: string; by: 'sender' | 'line' }) => void;
  'consumer.resumed': (message: { consumerId: string }) => void;
  'peer.quality': (message: PeerQuality) => void;
  'peer.speaking': (message: { seat: string | null }) => void;
  /** Answer of the side that was asked; told to the host. */
  'caucus.answered': (message: { side: Side; accepted: boolean }) => void;
  /** The time set for the caucus is nearly, or wholly, over; told to those inside. */
  'caucus.ending': (message: { secondsLeft: number }) => void;
  /** Two open microphones hear each other. Told to both and to the host. */
  'peer.echo': (message: { seats: [string, string] }) => void;
  'peer.muted': (message: { by: string }) => void;
  'text.received': (message: { seat: string; text: string; at: string }) => void;
  'call.over': (message: { reason: 'ended' | 'removed' | 'replaced' | 'nodeClosing' }) => void;
}
