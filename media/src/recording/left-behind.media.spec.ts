import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, watch } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import pino from 'pino';
import S3rver from 's3rver';
import { verifyChain } from '@domain/evidence-chain';
import type { ChainEntry } from '@contracts/media/recording';
import { openStore } from '@storage/open-store';
import { Evidence, sha256, type Body } from '../../test-support/evidence';
import { TestHouse } from '../../test-support/house';
import type { KilledTalk } from '../../test-support/killed-node';
import { RUNS_TYPESCRIPT, shortSegments } from '../../test-support/recorded-talk';
import { testRedis, type TestRedis } from '../../test-support/redis';
import { filesIn } from './spool';

let directory: string;
let redis: TestRedis;
let evidence: Evidence;
let child: ChildProcess | null = null;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'left-behind-'));
  redis = await testRedis();
  evidence = await Evidence.open(redis.url);
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await evidence.close();
  await redis.stop();
  await rm(directory, { recursive: true, force: true });
});

/** Resolves once the files below a folder are as wished; looked at with each change there. */
function filesAre(folder: string, wished: (files: readonly string[]) => boolean): Promise<void> {
  mkdirSync(folder, { recursive: true });
  return new Promise((resolve, reject) => {
    const look = (): void => {
      filesIn(folder).then((files) => {
        if (!wished(files)) return;
        watcher.close();
        resolve();
      }, reject);
    };
    const watcher = watch(folder, { recursive: true }, look);
    watcher.on('error', reject);
    look();
  });
}

/** Links of the killed node, each once: those that were told again are the same. */
function strandOf(callId: string, nodeId: string): ChainEntry[] {
  const links = new Map<number, ChainEntry>();
  for (const link of evidence.chain(callId).filter(({ strand }) => strand === nodeId)) {
    expect(links.get(link.index) ?? link).toEqual(link);
    links.set(link.index, link);
  }
  return [...links.values()].sort((one, other) => one.index - other.index);
}

describe('a node that is killed while the store is away', () => {
  it('loses no finished segment: the next start stores, proves and tells what it left behind', async () => {
    const bucket = { name: 'video-home', configs: [] };
    const options = { silent: true, directory: join(directory, 's3'), configureBuckets: [bucket] };
    const first = new S3rver({ ...options, port: 0 });
    const { port } = await first.run();
    const store = {
      RECORDINGS_DIR: join(directory, 'disk'),
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_BUCKET: 'video-home',
      S3_ACCESS_KEY: 'S3RVER',
      S3_SECRET_KEY: 'S3RVER',
    };
    const env = { ...process.env, TEST_REDIS_URL: redis.url, MATERIAL_DIR: directory, STORE: JSON.stringify(store) };
    child = fork(join(__dirname, '../../test-support/killed-node.ts'), { execArgv: RUNS_TYPESCRIPT, env });
    const [talk] = (await once(child, 'message')) as [KilledTalk];
    const { callId, nodeId, seats } = talk;
    const told = (seat: string): Body<'segment'>[] =>
      strandOf(callId, nodeId).flatMap(({ body }) => (body.kind === 'segment' && body.seat === seat ? [body] : []));
    await evidence.until(() => seats.every((seat) => told(seat).length > 0));

    const failed = once(child, 'message');
    await first.close();
    await failed;
    const spool = join(store.RECORDINGS_DIR, '.spool');
    const waiting = (files: readonly string[]) => files.filter((file) => file.endsWith('.webm'));
    await filesAre(spool, (files) => waiting(files).length >= 4);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    const lying = waiting(await filesIn(spool));
    const half = join(dirname(lying[0] ?? ''), '999.webm.part');
    await writeFile(half, 'half of a segm');

    const second = new S3rver({ ...options, port });
    await second.run();
    const lines: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line: string) => lines.push(line) });
    const again = await TestHouse.open(undefined, {
      env: { REDIS_URL: redis.url },
      log,
      recording: shortSegments(store),
    });
    try {
      const lay = ({ key }: Body<'segment'>): string => join(spool, encodeURIComponent(nodeId), key);
      await evidence.until(() => {
        const proven = new Set(seats.flatMap(told).map(lay));
        return lying.every((file) => proven.has(file));
      });
      const own = encodeURIComponent(again.node.id);
      await filesAre(
        spool,
        (files) => waiting(files).length === 0 && files.every((file) => dirname(file) === join(spool, own)),
      );
      const s3 = openStore(store);
      const keys: string[] = [];
      for await (const { key } of s3.list(`recordings/${callId}/`)) keys.push(key);
      await evidence.until(() => seats.flatMap(told).length === keys.length);

      const chain = strandOf(callId, nodeId);
      expect(verifyChain(chain, sha256)).toEqual({ ok: true });
      expect(chain.at(-1)?.body.kind).toBe('segment');
      for (const seat of seats) {
        const segments = told(seat).sort((one, other) => one.number - other.number);
        expect(segments.map(({ number }) => number)).toEqual(segments.map((_, at) => at));
        for (const [at, segment] of segments.entries()) {
          const content = await buffer(await s3.get(segment.key));
          expect([content.length, sha256(content)]).toEqual([segment.bytes, segment.sha256]);
          const before = segments[at - 1];
          if (before) expect(Math.abs(Date.parse(segment.from) - Date.parse(before.to))).toBeLessThan(150);
        }
      }
      expect(evidence.bodies(callId, 'gap')).toEqual([]);
      expect(lines.some((line) => line.includes('half-written') && line.includes('999.webm.part'))).toBe(true);
    } finally {
      await again.close();
      await second.close();
    }
  });
});
