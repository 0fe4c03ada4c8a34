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
  /** The process is killed: its door is closed, and its entry in Redis is still there. */
  die(): Promise<void>;
  /** It hangs: whoever asks after it gets no answer, but orders are still obeyed. */
  hang(): void;
  /** What `GET /control/calls/:id` finds. */
  readonly calls: Set<string>;
  stop(): Promise<void>;
}

/**
 * Registers a media node in Redis as the contract says, with a control door that takes only orders
 * which the real node's own check finds signed. It carries no media.
 */
export async function registerNode(app: TestApp, change: Partial<NodeRegistration> = {}): Promise<RegisteredNode> {
  const orders: string[] = [];
  const id = change.id ?? `media-${randomUUID().slice(0, 8)}`;
  const calls = new Set<string>();
  const state = { hangs: false };
  const server = controlDoor(app, { id, calls, orders, state });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const redis = new Redis(app.env['REDIS_URL'] ?? '');
  const node: NodeRegistration = {
    id,
    signallingUrl: 'http://{host}:4443',
    controlUrl: `http://127.0.0.1:${port}`,
    workers: 1,
    calls: 0,
    peers: 0,
    consumers: 0,
    draining: false,
    region: null,
    records: true,
    at: Date.now(),
    ...change,
  };
  await redis.set(NODE_KEY_PREFIX + node.id, JSON.stringify(node));
  const vanish = async () => void (await redis.del(NODE_KEY_PREFIX + node.id));
  const die = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    id: node.id,
    orders,
    calls,
    vanish,
    die,
    hang: () => {
      state.hangs = true;
    },
    stop: async () => {
      await vanish();
      await redis.quit();
      await die();
    },
  };
}

interface DoorOf {
  readonly id: string;
  readonly calls: ReadonlySet<string>;
  readonly orders: string[];
  readonly state: { readonly hangs: boolean };
}

function controlDoor(app: TestApp, { id, calls, orders, state }: DoorOf): Server {
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
      if (method === 'GET' && state.hangs) return;
      if (url === '/health') return void response.writeHead(200).end(JSON.stringify({ ok: true, nodeId: id }));
      if (signed && method === 'POST') orders.push(`${method} ${url}`);
      const known = method === 'POST' || calls.has(url.split('/').at(-1) ?? '');
      response.writeHead(signed ? (known ? 200 : 404) : 403).end('{}');
    });
  });
}
