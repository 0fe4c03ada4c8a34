import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { z } from 'zod';
import { drain, ledOut, removeSeat } from '@contracts/media/control';
import { statusOf, type ErrorBody } from '@contracts/errors';
import { DomainError } from '@domain/errors';
import type { Calls } from '../calls';
import type { Clock } from '../clock';
import type { Draining } from '../draining';
import { isSigned } from './signature';

const MAX_BODY_BYTES = 16 * 1024;
const callPath = /^\/control\/calls\/([0-9a-f-]{36})(?:\/(end|remove|let-go|led-out))?$/;

export interface ControlDoorOptions {
  nodeId: string;
  secret: string;
  calls: Calls;
  draining: Draining;
  clock: Clock;
  log: Logger;
}

/** Answers the server's orders and the health question; false for any other path. */
export function controlDoor(options: ControlDoorOptions) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (path === '/health' && request.method === 'GET') {
      const { calls, peers } = options.calls.counts();
      answer(response, 200, { ok: true, nodeId: options.nodeId, draining: options.draining.on, calls, peers });
      return true;
    }
    if (!path.startsWith('/control/')) return false;
    obey(options, request, path)
      .then((body) => answer(response, 200, body))
      .catch((error: unknown) => refuse(response, error, options.log));
    return true;
  };
}

async function obey({ secret, calls, draining, clock }: ControlDoorOptions, request: IncomingMessage, path: string) {
  const body = await read(request);
  const method = request.method ?? 'GET';
  const timestamp = header(request, 'x-control-timestamp');
  const signature = header(request, 'x-control-signature');
  // A rehearsed day shifts the clock of the house; whether an order is fresh may be told by either clock.
  const nows = [clock.now().getTime(), Date.now()];
  if (!isSigned(secret, { timestamp, method, path, body }, signature, nows)) {
    throw new DomainError('NOT_ALLOWED');
  }
  if (method === 'POST' && path === '/control/drain') {
    await draining.set(drain.parse(JSON.parse(body)).draining);
    return {};
  }
  const [, id, order] = callPath.exec(path) ?? [];
  const callId = z.uuid().safeParse(id);
  if (!callId.success) throw new DomainError('NOT_FOUND');
  if (method === 'POST' && order === 'end') {
    await calls.end(callId.data, 'server');
    return {};
  }
  if (method === 'POST' && order === 'remove') {
    calls.remove(callId.data, removeSeat.parse(JSON.parse(body)).seat);
    return {};
  }
  if (method === 'POST' && order === 'led-out') {
    const who = ledOut.parse(JSON.parse(body));
    await calls.setLedOut(callId.data, who.seat, who.ledOut);
    return {};
  }
  if (method === 'POST' && order === 'let-go') {
    calls.letGo(callId.data);
    return {};
  }
  if (method === 'GET' && !order) return describe(calls, callId.data);
  throw new DomainError('NOT_FOUND');
}

/** What the node knows of a call; nothing of what is said in it. */
function describe(calls: Calls, callId: string) {
  const call = calls.find(callId);
  if (!call) throw new DomainError('NOT_FOUND');
  return {
    callId,
    caucusOf: call.record.caucusOf,
    startedAt: call.record.startedAt?.toISOString() ?? null,
    peers: [...call.peers.values()].map((peer) => ({
      seat: peer.seat,
      role: peer.place.role,
      space: peer.place.space,
      connected: peer.connected,
      sources: [...peer.producings.keys()],
      listenings: peer.listenings.size,
    })),
  };
}

const header = (request: IncomingMessage, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
};

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part as Uint8Array);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) throw new DomainError('INPUT_TOO_LARGE', { maxBytes: MAX_BODY_BYTES });
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
}

function refuse(response: ServerResponse, error: unknown, log: Logger): void {
  const correlationId = randomUUID();
  const known =
    error instanceof DomainError
      ? error
      : new DomainError(error instanceof z.ZodError || error instanceof SyntaxError ? 'INPUT_INVALID' : 'INTERNAL');
  if (known.code === 'INTERNAL') log.error({ err: error, correlationId }, 'an order failed');
  const body: ErrorBody = { code: known.code, params: known.params, correlationId };
  answer(response, statusOf(known.code), body);
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
