import { SIDES } from '@domain/people';
import { z } from 'zod';
import { CALL_ROLES } from './ticket';

/**
 * Server → media node (HTTP on the node's port). Body signed: header `x-control-signature` =
 * hex HMAC-SHA256(CONTROL_SECRET, `${timestamp}.${method}.${path}.${body}`), header
 * `x-control-timestamp` in epoch milliseconds, refused when more than 60 s off.
 *   POST /control/calls/:callId/end      {}               – ends the call, kills its tickets
 *   POST /control/calls/:callId/remove   { seat }         – removes a person, kills their tickets
 *   GET  /control/calls/:callId                           – what the node knows of the call
 *   GET  /health                                          – unsigned, { ok, nodeId, calls, peers }
 */
export const removeSeat = z.object({ seat: z.uuid() });

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
  z.object({ ...base, kind: z.literal('callEnded'), reason: z.enum(['host', 'server', 'empty', 'nodeClosing']) }),
]);
export type CallEvent = z.infer<typeof callEvent>;
