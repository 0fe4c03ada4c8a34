import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import type { CallTicket } from '@contracts/http/sessions';
import type { CallRole, TicketClaims } from '@contracts/media/ticket';
import type { Side } from '@domain/people';
import { startMedia } from '../../../scripts/run/media.mjs';
import { freePort, freePortBlock } from '../../../scripts/run/ports.mjs';
import { startRedis } from '../../../scripts/run/redis.mjs';
import { nodeIdOf, type MediaProcess } from '../../support/media-process';
import { CONTROL_SECRET, signTicket, TICKET_SECRET } from '../../support/tickets';

const run = promisify(execFile);
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

/** Media node and pages for measuring, without server and database: tickets are signed here. */
export interface CallHouse {
  readonly dataDir: string;
  readonly media: MediaProcess;
  readonly workers: number;
  /** Where the pages are, and tickets. */
  readonly pagePort: number;
  /** Ports that a place's line must reach. */
  readonly ports: { readonly tcp: readonly number[]; readonly udp: readonly number[] };
  stop(): Promise<void>;
}

/** Starts Redis, a media node as it runs in production, and a small server for the pages. */
export async function openCallHouse(options: { workers: number; env?: NodeJS.ProcessEnv }): Promise<CallHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'video-home-call-'));
  chmodSync(dataDir, 0o711);
  const undo: (() => unknown)[] = [() => rmSync(dataDir, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const { workers, env } = options;
    const redis = await startRedis({ dir: join(dataDir, 'redis') });
    undo.push(() => redis.stop());
    const rtcPort = await freePortBlock(41_000 + (process.pid % 1_000), workers);
    const media = await startMedia({
      dataDir,
      redisUrl: redis.url,
      workers,
      rtcPort,
      port: await freePort(),
      env: {
        TICKET_SECRET,
        CONTROL_SECRET,
        LOG_LEVEL: 'warn',
        MEDIASOUP_WORKER_BIN: process.env['MEDIASOUP_WORKER_BIN'],
        ...env,
      },
    });
    undo.push(() => media.stop());
    const pages = join(dataDir, 'page');
    await run(process.execPath, [join(process.cwd(), 'test/bench/call/page/bundle.mjs'), pages]);
    const server = createServer((request, response) => void answer(pages, media, request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    undo.push(() => {
      server.closeAllConnections();
      server.close();
    });
    const pagePort = (server.address() as AddressInfo).port;
    const udp = Array.from({ length: workers }, (_, at) => media.rtcPort + at);
    return { dataDir, media, workers, pagePort, ports: { tcp: [pagePort, media.port, ...udp], udp }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function answer(
  pages: string,
  media: MediaProcess,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://house');
  if (pathname === '/ticket') {
    const body = JSON.stringify(await ticketFor(media, searchParams));
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    return;
  }
  const file = join(pages, pathname === '/' ? 'index.html' : pathname);
  if (!existsSync(file)) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  response.end(readFileSync(file));
}

async function ticketFor(media: MediaProcess, asked: URLSearchParams): Promise<CallTicket> {
  const callId = asked.get('callId') ?? '';
  const recording = (asked.get('recording') ?? 'off') as TicketClaims['recording'];
  const ticket = signTicket({
    aud: await nodeIdOf(media),
    callId,
    seat: asked.get('seat') ?? '',
    role: (asked.get('role') ?? 'party') as CallRole,
    ...(asked.get('role') === 'party' && { side: (asked.get('side') ?? 'A') as Side }),
    recording,
  });
  return {
    ticket,
    callId,
    signallingUrl: `http://{host}:${media.port}`,
    expiresAt: new Date(Date.now() + 600_000).toISOString(),
    identityUncheckedPartyIds: [],
  };
}
