import { SIDES } from '@domain/people';
import { z } from 'zod';
import { chainEntry, RECORDING_SCOPES } from './recording';
import { GRADES, LINE_TROUBLES } from './signalling';
import { CALL_ROLES, heldCall } from './ticket';

/**
 * Server → media node (HTTP on the node's port). Body signed: header `x-control-signature` =
 * hex HMAC-SHA256(CONTROL_SECRET, `${timestamp}.${method}.${path}.${body}`), header
 * `x-control-timestamp` in epoch milliseconds, refused when more than 60 s off.
 *   POST /control/calls/:callId/end      {}               – ends the call, kills its tickets
 *   POST /control/calls/:callId/remove   { seat }         – removes a person, kills their tickets
 *   POST /control/calls/:callId/led-out  { seat, ledOut } – a clerk has led a person away from a shared set, or back
 *   POST /control/calls/:callId/let-go   {}               – another node has the call now: its people are sent to rejoin there
 *   POST /control/drain                  { draining }     – takes no new calls; those that run go on to their end
 *   GET  /control/calls/:callId                           – what the node knows of the call, also when its worker died and it is to go on here
 *   GET  /health                                          – unsigned, { ok, nodeId, draining, calls, peers }
 *   GET  /metrics                                         – Prometheus text, for METRICS_TOKEN or this machine; no names, no call ids
 */
export const removeSeat = z.object({ seat: z.uuid() });
export const ledOut = z.object({ seat: z.uuid(), ledOut: z.boolean() });
export const drain = z.object({ draining: z.boolean() });

/** Redis key `media:node:<id>`, JSON, expires after 15 s unless renewed every 5 s. */
export const nodeRegistration = z.object({
  id: z.string(),
  /** Where browsers reach the signalling. `{host}` stands for the host name the browser used for the server. */
  signallingUrl: z.string(),
  controlUrl: z.string(),
  workers: z.number().int(),
  calls: z.number().int(),
  peers: z.number().int(),
  consumers: z.number().int(),
  draining: z.boolean(),
  /** Where the node stands; a call goes to a node of its stations' region where one is healthy. */
  region: z.string().max(60).nullable().default(null),
  /** Whether it can record: the recorder's tool is there and its disk has room. */
  records: z.boolean().default(false),
  at: z.number(),
});
export type NodeRegistration = z.infer<typeof nodeRegistration>;
export const NODE_KEY_PREFIX = 'media:node:';

/** Media node → server, BullMQ queue. Job id `<callId>_<nodeId>_<sequence>`: an
 * event is applied once. A node id is new at each start of the process, so sequences never clash. */
export const CALL_EVENTS_QUEUE = 'call-events';
const base = { callId: z.uuid(), nodeId: z.string(), sequence: z.number().int(), at: z.iso.datetime() };
export const callEvent = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    kind: z.literal('peerJoined'),
    seat: z.uuid(),
    role: z.enum(CALL_ROLES),
    side: z.enum(SIDES).nullable(),
    space: z.string(),
    rejoined: z.boolean(),
  }),
  z.object({
    ...base,
    kind: z.literal('peerLeft'),
    seat: z.uuid(),
    reason: z.enum(['left', 'lost', 'removed', 'ended']),
  }),
  z.object({ ...base, kind: z.literal('peerMoved'), seat: z.uuid(), from: z.string(), to: z.string() }),
  /** First moment at which a host and a party are together in the plenary. */
  z.object({ ...base, kind: z.literal('callStarted') }),
  z.object({ ...base, kind: z.literal('caucusOpened'), side: z.enum(SIDES) }),
  z.object({ ...base, kind: z.literal('caucusClosed'), side: z.enum(SIDES) }),
  z.object({ ...base, kind: z.literal('callSuspended') }),
  z.object({ ...base, kind: z.literal('callResumed') }),
  /** A pause, a lock, minutes or somebody led out has changed: all of it, as it is from now on. */
  z.object({ ...base, kind: z.literal('callHeld'), held: heldCall }),
  /** What a person's line was like over some ten seconds. */
  z.object({
    ...base,
    kind: z.literal('lineMeasured'),
    seat: z.uuid(),
    grade: z.enum(GRADES),
    trouble: z.enum(LINE_TROUBLES).nullable(),
    lossShare: z.number().min(0).max(1),
    roundTripMs: z.number().min(0).nullable(),
    freezes: z.number().int().min(0),
  }),
  /** A ticket, or a message beyond a ticket's grants, was refused; `callId` as claimed. */
  z.object({
    ...base,
    kind: z.literal('refused'),
    seat: z.uuid().nullable(),
    code: z.string().max(60),
    message: z.string().max(60),
    /** In a flood not each refusal is told: so many of this node were left out before this one. */
    leftOut: z.number().int().min(1).optional(),
  }),
  z.object({
    ...base,
    kind: z.literal('recording'),
    scope: z.enum(RECORDING_SCOPES),
    state: z.enum(['on', 'failed', 'off']),
    reason: z.string().max(200).nullable(),
  }),
  /** One more link of the call's evidence chain on this node. */
  z.object({ ...base, kind: z.literal('chained'), entry: chainEntry }),
  z.object({ ...base, kind: z.literal('callEnded'), reason: z.enum(['host', 'server', 'empty', 'nodeClosing']) }),
]);
export type CallEvent = z.infer<typeof callEvent>;
