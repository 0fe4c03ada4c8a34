import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMedia } from '../../../scripts/run/media.mjs';
import { freePort, freePortBlock } from '../../../scripts/run/ports.mjs';
import { startRedis } from '../../../scripts/run/redis.mjs';
import { nodeIdOf, workersOf } from '../../support/media-process';
import { CONTROL_SECRET, signTicket, TICKET_SECRET } from '../../support/tickets';
import { startBare } from '../call/bare/start';
import { bareDoor, ourDoor, type Door } from './door';

/** An SFU that is measured: how to come in, and which processes do its work. */
export interface Contender {
  readonly pids: readonly number[];
  /** A newcomer's door; everybody with the same `callId` hears each other. */
  door(callId: string): Promise<Door>;
  stop(): Promise<void>;
}

/** Our media node, with what those want to know who do more than talk through it. */
export interface OurNode extends Contender {
  readonly url: string;
  readonly nodeId: string;
  readonly port: number;
  readonly rtcPort: number;
  /** All that it has logged. */
  log(): string;
}

/** Our media node with one worker, as it runs in production, with a Redis of its own. */
export async function ourContender(): Promise<OurNode> {
  const dataDir = mkdtempSync(join(tmpdir(), 'video-home-sfu-'));
  chmodSync(dataDir, 0o711);
  const redis = await startRedis({ dir: join(dataDir, 'redis') });
  const media = await startMedia({
    dataDir,
    redisUrl: redis.url,
    workers: 1,
    port: await freePort(),
    rtcPort: await freePortBlock(47_000 + (process.pid % 1_000), 1),
    env: {
      TICKET_SECRET,
      CONTROL_SECRET,
      LOG_LEVEL: 'warn',
      MEDIASOUP_WORKER_BIN: process.env['MEDIASOUP_WORKER_BIN'],
    },
  });
  const nodeId = await nodeIdOf(media);
  return {
    url: media.url,
    nodeId,
    port: media.port,
    rtcPort: media.rtcPort,
    log: () => readFileSync(join(dataDir, 'logs', 'media.log'), 'utf8'),
    pids: [media.pid, ...workersOf(media)],
    door: (callId) => ourDoor(media.url, signTicket({ aud: nodeId, callId, seat: randomUUID() })),
    stop: async () => {
      await media.stop();
      await redis.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Bare mediasoup: everybody is in the one router that it has. */
export async function bareContender(): Promise<Contender> {
  const bare = await startBare(await freePortBlock(48_000 + (process.pid % 1_000), 1));
  return {
    pids: [bare.pid, bare.workerPid],
    door: () => bareDoor(`http://127.0.0.1:${bare.port}`),
    stop: () => bare.stop(),
  };
}
