import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { existsSync } from 'node:fs';
import jwt from 'jsonwebtoken';
import pino, { type Logger } from 'pino';
import { NOTHING_HELD, type CallRole, type Grant, type TicketClaims } from '@contracts/media/ticket';
import type { Side } from '@domain/people';
import type { Call } from '../src/call';
import { ShiftedClock } from '../src/clock';
import { readConfig } from '../src/config';
import { signatureOf } from '../src/control/signature';
import { MediaNode } from '../src/media-node';
import type { RecorderMaker } from '../src/recording-port';
import { RecordingNode } from '../src/recording/recording-node';
import type { RecordingSettings } from '../src/recording/settings';
import type { Timers } from '../src/timers';
import { TestPeer } from './test-peer';
import { testRedis, type TestRedis } from './redis';

export const TICKET_SECRET = 'ticket-secret-of-the-tests';
export const CONTROL_SECRET = 'control-secret-of-the-tests';
const CACHED_WORKER = `${homedir()}/.cache/video-home/mediasoup-worker-3.27.1`;

const HOST: Grant[] = ['publish', 'subscribe', 'share', 'admit', 'move', 'remove', 'mute', 'suspend', 'end'];
const PARTY: Grant[] = ['publish', 'subscribe'];

type Wishes = Partial<Pick<TicketClaims, 'held' | 'space' | 'recording' | 'screenedFrom' | 'sharesSetWith'>>;
export interface Person extends Wishes {
  seat: string;
  role: CallRole;
  side: Side | null;
  grants: Grant[];
}
export const host = (): Person => ({ seat: randomUUID(), role: 'host', side: null, grants: HOST });
export const party = (side: Side, wishes: Wishes = {}): Person => ({
  ...{ seat: randomUUID(), role: 'party', side, grants: PARTY },
  ...wishes,
});
export const guest = (role: CallRole, wishes: Wishes = {}): Person => ({ ...party('A', wishes), role, side: null });

export interface HouseOptions {
  env?: Record<string, string>;
  log?: Logger;
  timers?: Timers;
  recorder?: RecorderMaker;
  /** Records for real. */
  recording?: RecordingSettings;
}

const quiet = (): Logger => pino({ level: process.env['TEST_LOG_LEVEL'] ?? 'silent' });

/** A media node with a real worker, over a real Redis, and the people who come to it. */
export class TestHouse {
  readonly #peers: TestPeer[] = [];

  private constructor(
    readonly node: MediaNode,
    readonly redis: TestRedis,
    readonly recording: RecordingNode | undefined,
  ) {}

  static async open(
    limits: { graceMs: number; emptyMs: number } = { graceMs: 15_000, emptyMs: 600_000 },
    { env = {}, log = quiet(), timers, recorder, recording: settings }: HouseOptions = {},
  ) {
    const redis = await testRedis();
    const config = readConfig({
      MEDIA_WORKERS: '1',
      REDIS_URL: redis.url,
      TICKET_SECRET,
      CONTROL_SECRET,
      MEDIASOUP_WORKER_BIN: process.env['MEDIASOUP_WORKER_BIN'] ?? (existsSync(CACHED_WORKER) ? CACHED_WORKER : ''),
      ...env,
    });
    const { nodeId } = config;
    const recording = settings
      ? await RecordingNode.start({ nodeId, settings, clock: new ShiftedClock(), log })
      : undefined;
    const records = recording ?? { canRecord: () => recorder !== undefined, ...(recorder ? { maker: recorder } : {}) };
    const node = await MediaNode.start(config, log, limits, records, timers);
    return new TestHouse(node, redis, recording);
  }

  async close(): Promise<void> {
    for (const peer of this.#peers) peer.hangUp();
    await this.node.close();
    await this.recording?.close();
    await this.redis.stop();
  }

  get url(): string {
    return `http://127.0.0.1:${this.node.port}`;
  }

  claims(callId: string, person: Person, change: Partial<TicketClaims> = {}): TicketClaims {
    const now = Math.floor(Date.now() / 1000);
    const space = person.role === 'host' ? 'plenary' : `waiting:${person.seat}`;
    return {
      jti: randomUUID(),
      aud: this.node.id,
      iat: now,
      exp: now + 300,
      callId,
      space,
      recording: 'off',
      screenedFrom: [],
      sharesSetWith: [],
      held: NOTHING_HELD,
      ...person,
      ...change,
    };
  }

  ticket(callId: string, person: Person, change: Partial<TicketClaims> = {}): string {
    return jwt.sign(this.claims(callId, person, change), TICKET_SECRET, { algorithm: 'HS256' });
  }

  /** A socket with this ticket; rejects with the refusal's code. */
  async connect(ticket: string): Promise<TestPeer> {
    const peer = await TestPeer.connect(this.url, ticket);
    this.#peers.push(peer);
    return peer;
  }

  /** Connected, joined, and with media paths that need no browser. */
  async arrive(callId: string, person: Person, resumeKey?: string): Promise<TestPeer> {
    const peer = await this.connect(this.ticket(callId, person));
    await peer.join(resumeKey);
    await peer.openMedia(this.call(callId));
    return peer;
  }

  /** Sends a signed order of the server; resolves with the status of its answer. */
  async order(path: string, body: string): Promise<number> {
    const timestamp = String(Date.now());
    const signature = signatureOf(CONTROL_SECRET, { timestamp, method: 'POST', path, body });
    const headers = { 'x-control-timestamp': timestamp, 'x-control-signature': signature };
    const response = await fetch(`${this.node.controlUrl}${path}`, { method: 'POST', headers, body });
    return response.status;
  }

  call(callId: string): Call {
    const call = this.node.calls.live.get(callId);
    if (!call) throw new Error(`no live call ${callId}`);
    return call;
  }
}
