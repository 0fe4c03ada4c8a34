import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { NODE_KEY_PREFIX, type CallEvent, type NodeRegistration } from '@contracts/media/control';
import type { RegisterRequest, RequestView } from '@contracts/http/requests';
import type { RoomState } from '@contracts/http/sessions';
import { Redis } from 'ioredis';
import { isSigned } from '../../media/src/control/signature';
import { CallEventsService } from '../../server/src/sessions/call-events.service';
import type { TestApp } from './app';
import { asDevice, type Answer, type TestClient } from './client';
import type { TestStation } from './county';

/** A request with a slot at this start, registered by a clerk. Throws what the server refused. */
export async function book(clerk: TestClient, body: RegisterRequest, startsAt: string): Promise<RequestView> {
  const { status, body: view, error } = await clerk.postOnce<RequestView>('/api/requests', { ...body, startsAt });
  if (status !== 201) throw new Error(`Not booked: ${JSON.stringify(error)}`);
  return view;
}

/** A party types the code of the slip at the station's screen. */
export async function sitDown(
  app: TestApp,
  station: TestStation,
  party: { bookingCode: string; phoneMasked: string | null } | undefined,
): Promise<Answer<RoomState>> {
  const screen = await asDevice(app, station.deviceId);
  return screen.post<RoomState>('/api/room/check-in', {
    code: party?.bookingCode,
    lastFour: party?.phoneMasked?.slice(-4),
  });
}

type Happening = CallEvent extends infer Event
  ? Event extends CallEvent
    ? Omit<Event, 'callId' | 'nodeId' | 'sequence' | 'at'>
    : never
  : never;

/** What a media node would tell of one call, at the bureau's time unless given. */
export function teller(app: TestApp, callId: string, nodeId = 'node-1') {
  let sequence = 0;
  const event = (happening: Happening, at: Date | string = app.now()): CallEvent => ({
    ...happening,
    callId,
    nodeId,
    sequence: ++sequence,
    at: new Date(at).toISOString(),
  });
  const apply = (one: CallEvent) => app.app.get(CallEventsService).apply(one);
  return { event, apply, tell: (happening: Happening, at?: Date | string) => apply(event(happening, at)) };
}

export interface RegisteredNode {
  readonly id: string;
  /** Signed orders that arrived at the control door, as `POST /path`. */
  readonly orders: string[];
  /** The node falls silent: it is no longer registered. */
  vanish(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Registers a media node in Redis as the contract says, with a control door that takes only orders
 * which the real node's own check finds signed. It carries no media.
 */
export async function registerNode(app: TestApp, change: Partial<NodeRegistration> = {}): Promise<RegisteredNode> {
  const orders: string[] = [];
  const server = controlDoor(app, orders);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const redis = new Redis(app.env['REDIS_URL'] ?? '');
  const node: NodeRegistration = {
    id: `media-${randomUUID().slice(0, 8)}`,
    signallingUrl: 'http://{host}:4443',
    controlUrl: `http://127.0.0.1:${port}`,
    workers: 1,
    calls: 0,
    peers: 0,
    consumers: 0,
    draining: false,
    at: Date.now(),
    ...change,
  };
  await redis.set(NODE_KEY_PREFIX + node.id, JSON.stringify(node));
  const vanish = async () => void (await redis.del(NODE_KEY_PREFIX + node.id));
  return {
    id: node.id,
    orders,
    vanish,
    stop: async () => {
      await vanish();
      await redis.quit();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function controlDoor(app: TestApp, orders: string[]): Server {
  return createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { method = '', url = '' } = request;
      const header = (name: string) => String(request.headers[name] ?? '');
      const order = { timestamp: header('x-control-timestamp'), method, path: url, body };
      const signed = isSigned(app.env['CONTROL_SECRET'] ?? '', order, header('x-control-signature'), [
        app.now().getTime(),
      ]);
      if (signed) orders.push(`${method} ${url}`);
      response.writeHead(signed ? 200 : 403).end('{}');
    });
  });
}
