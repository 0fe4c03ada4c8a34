import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { verifyChain } from '@domain/evidence-chain';
import { Evidence, sha256, type Body } from '../../test-support/evidence';
import { host, party, TestHouse, type Person } from '../../test-support/house';
import { faultsOf, loudness, probe } from '../../test-support/listening-in';
import { picture, tone, type Material } from '../../test-support/material';
import type { TestPeer } from '../../test-support/test-peer';

/** Shorter than in life, so that a test sees several. */
const SEGMENT_MS = 1_500;
const HERTZ = { official: 440, neighbour: 1_000, other: 1_900 };
const LOUD = 0.02;
const RUNS_TYPESCRIPT = ['--require', join(__dirname, '../../../scripts/measure/typescript.cjs')];

const settings = (store: Record<string, string>) => ({
  store,
  minFreeBytes: 0,
  segmentMs: SEGMENT_MS,
  execArgv: RUNS_TYPESCRIPT,
});
const recorded = (person: Person): Person => ({ ...person, recording: 'on' });
const obliged = (person: Person): Person => ({ ...person, recording: 'required' });

describe('recording', () => {
  let directory: string;
  let house: TestHouse;
  let evidence: Evidence;
  const tones = new Map<number, Material>();
  const pictures = new Map<string, Material>();

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'recording-'));
    for (const hertz of Object.values(HERTZ)) tones.set(hertz, await tone(directory, hertz));
    for (const codec of ['vp8', 'h264'] as const) pictures.set(codec, await picture(directory, codec));
    house = await TestHouse.open(undefined, { recording: settings({ RECORDINGS_DIR: join(directory, 'store') }) });
    evidence = await Evidence.open(house.redis.url);
    await running(house);
  }, 180_000);
  afterAll(async () => {
    await evidence.close();
    await house.close();
    await rm(directory, { recursive: true, force: true });
  });

  const running = async (one: TestHouse): Promise<void> => {
    const tapes = one.recording?.tapes;
    if (tapes && !tapes.up) await new Promise<void>((resolve) => tapes.once('up', () => resolve()));
  };
  const soundOf = (hertz: number): Material => tones.get(hertz) ?? raise('no such tone');
  const raise = (what: string): never => {
    throw new Error(what);
  };
  const fileOf = (segment: Body<'segment'>): string => join(directory, 'store', segment.key);
  const segmentsOf = (callId: string, seat: string, scope = 'plenary'): Body<'segment'>[] =>
    evidence.bodies(callId, 'segment').filter((one) => one.seat === seat && one.scope === scope);
  const closed = (callId: string): Promise<void> => evidence.until(() => evidence.bodies(callId, 'closed').length > 0);

  /** An official and a resident, together, each with a voice of their own. */
  const talk = async (at = house, as = recorded) => {
    const callId = randomUUID();
    const [official, resident] = [as(host()), as(party('A'))];
    const desk = await at.arrive(callId, official);
    const room = await at.arrive(callId, resident);
    await desk.send('opus', 'microphone', soundOf(HERTZ.official));
    await room.send('opus', 'microphone', soundOf(HERTZ.neighbour));
    await desk.ask('peer.move', { seat: resident.seat, space: 'plenary' });
    return { callId, official, resident, desk, room };
  };
  const lampIs = (peer: TestPeer, state: string): Promise<void> =>
    peer.until(() => peer.state?.recording.state === state);

  it('keeps each voice and each picture as files that open by themselves, chained and true to the clock', async () => {
    const { callId, official, resident, desk, room } = await talk();
    await room.send('vp8', 'camera', pictures.get('vp8') ?? raise('no picture'));
    await desk.send('h264', 'camera', pictures.get('h264') ?? raise('no picture'));
    const began = Date.now();
    await lampIs(desk, 'on');
    await evidence.until(() =>
      [official, resident].every(({ seat }) =>
        (['microphone', 'camera'] as const).every(
          (source) => segmentsOf(callId, seat).filter((one) => one.source === source).length >= 2,
        ),
      ),
    );
    await desk.ask('call.end');
    const ended = Date.now();
    await closed(callId);

    const segments = evidence.bodies(callId, 'segment');
    for (const segment of segments) {
      const content = await readFile(fileOf(segment));
      expect({ bytes: content.length, sha256: sha256(content) }).toEqual({
        bytes: segment.bytes,
        sha256: segment.sha256,
      });
      expect(await faultsOf(fileOf(segment))).toBe('');
      const found = await probe(fileOf(segment));
      const [from, to] = [Date.parse(segment.from), Date.parse(segment.to)];
      expect(from).toBeGreaterThan(began - 5_000);
      expect(to).toBeLessThan(ended + 200);
      expect(Math.abs(found.seconds * 1_000 - (to - from))).toBeLessThan(200);
      expect(found).toMatchObject(
        segment.source === 'microphone'
          ? { codec: 'opus', width: undefined }
          : { codec: segment.seat === official.seat ? 'h264' : 'vp8', width: 160, height: 90 },
      );
      expect({ width: segment.width, height: segment.height }).toEqual(
        segment.source === 'microphone' ? { width: null, height: null } : { width: 160, height: 90 },
      );
    }
    // One follows on the other: nothing of a voice is missing in between, nor said twice.
    for (const { seat } of [official, resident]) {
      const voice = segmentsOf(callId, seat).filter(({ source }) => source === 'microphone');
      expect(voice.map(({ number }) => number)).toEqual(voice.map((_, at) => at));
      for (const [at, segment] of voice.slice(1).entries()) {
        const hole = Date.parse(segment.from) - Date.parse(voice[at]?.to ?? '');
        expect(Math.abs(hole)).toBeLessThan(100);
      }
    }
    expect(evidence.bodies(callId, 'gap')).toEqual([]);
    expect(evidence.bodies(callId, 'trackClosed')).toHaveLength(evidence.bodies(callId, 'trackOpened').length);
    expect(evidence.bodies(callId, 'happened').map(({ what }) => what)).toEqual(
      expect.arrayContaining(['peerJoined', 'peerMoved', 'callStarted']),
    );
  });

  it('can be proved: the chain holds, and shows whatever is changed in it', async () => {
    const { callId, resident } = await talk();
    await evidence.until(() => segmentsOf(callId, resident.seat).length >= 1);
    house.call(callId).end('server');
    await closed(callId);
    const chain = evidence.chain(callId);
    expect(chain[0]?.body).toEqual({ kind: 'opened', callId });
    expect(chain.at(-1)?.body).toEqual({ kind: 'closed', reason: 'server' });
    expect(new Set(chain.map(({ strand }) => strand))).toEqual(new Set([house.node.id]));
    expect(verifyChain(chain, sha256)).toEqual({ ok: true });
    const at = chain.findIndex(({ body }) => body.kind === 'segment');
    const changed = structuredClone(chain);
    const body = changed[at]?.body;
    if (body?.kind === 'segment') body.sha256 = 'f'.repeat(64);
    expect(verifyChain(changed, sha256)).toEqual({ ok: false, brokenAt: at, why: 'hash' });
    expect(verifyChain(chain.toSpliced(at, 1), sha256)).toMatchObject({ ok: false, brokenAt: at });
  });

  it('keeps a caucus apart: not a sound of it is in the plenary, nor of the plenary in it', async () => {
    const { callId, official, resident, desk, room } = await talk();
    const other = recorded(party('B'));
    const station = await house.arrive(callId, other);
    await station.send('opus', 'microphone', soundOf(HERTZ.other));
    await desk.ask('peer.move', { seat: other.seat, space: 'plenary' });
    await evidence.until(() => segmentsOf(callId, other.seat).length >= 1);
    await desk.ask('caucus.open', { side: 'A' });
    // From here on the official has another voice: it is heard where what was said was said.
    await desk.send('opus', 'microphone', soundOf(HERTZ.other));
    await evidence.until(() => segmentsOf(callId, official.seat, 'caucus:A').length >= 2);
    await evidence.until(() => segmentsOf(callId, resident.seat, 'caucus:A').length >= 2);
    expect(desk.state?.recording).toMatchObject({ state: 'on', restricted: true });
    expect(station.state?.recording).toMatchObject({ state: 'on', restricted: false });
    await desk.ask('caucus.close');
    await lampIs(room, 'on');
    await desk.ask('call.end');
    await closed(callId);

    const opened = evidence.bodies(callId, 'trackOpened');
    expect(new Set(opened.filter(({ scope }) => scope !== 'plenary').map(({ seat }) => seat))).toEqual(
      new Set([official.seat, resident.seat]),
    );
    const moved = evidence.chain(callId).find(({ body }) => body.kind === 'happened' && body.what === 'caucusOpened');
    const back = evidence.chain(callId).find(({ body }) => body.kind === 'happened' && body.what === 'caucusClosed');
    const private_ = [Date.parse(moved?.at ?? ''), Date.parse(back?.at ?? '')] as const;
    for (const segment of evidence.bodies(callId, 'segment')) {
      const [from, to] = [Date.parse(segment.from), Date.parse(segment.to)];
      if (segment.scope === 'plenary' && segment.seat !== other.seat) {
        expect(to <= private_[0] + 50 || from >= private_[1] - 50).toBe(true);
      }
      if (segment.scope !== 'plenary') expect(from >= private_[0] - 50 && to <= private_[1] + 50).toBe(true);
      if (segment.scope === 'plenary' && segment.seat === official.seat && to <= private_[0] + 50) {
        const [, theirs] = await loudness(fileOf(segment), [HERTZ.official, HERTZ.other]);
        expect(theirs).toBeLessThan(LOUD);
      }
      if (segment.scope === 'caucus:A' && segment.seat === resident.seat) {
        const [own, theirs] = await loudness(fileOf(segment), [HERTZ.neighbour, HERTZ.other]);
        expect(own).toBeGreaterThan(LOUD);
        expect(theirs).toBeLessThan(LOUD);
      }
      expect(segment.key).toContain(segment.scope === 'plenary' ? '/plenary/' : '/caucus-A/');
    }
  });

  it('records nothing before the talk begins, and nothing where nobody asked for it', async () => {
    const callId = randomUUID();
    const desk = await house.arrive(callId, recorded(host()));
    await desk.send('opus', 'microphone', soundOf(HERTZ.official));
    expect(desk.state?.recording.state).toBe('off');
    const unasked = await talk(house, (person) => person);
    for (const id of [callId, unasked.callId]) house.call(id).end('server');
    await closed(callId);
    expect(evidence.bodies(callId, 'trackOpened')).toEqual([]);
    await evidence.until(() => evidence.events(unasked.callId).some(({ kind }) => kind === 'callEnded'));
    expect(evidence.chain(unasked.callId)).toEqual([]);
  });

  it('keeps nothing of what is said while the talk is suspended, and says so', async () => {
    const { callId, resident, desk } = await talk();
    await evidence.until(() => segmentsOf(callId, resident.seat).length >= 1);
    await desk.ask('call.suspend');
    const suspended = Date.now();
    expect(desk.state?.recording.state).not.toBe('failed');
    await desk.until(() => desk.state?.recording.state === 'off');
    await evidence.until(() => segmentsOf(callId, resident.seat).some(({ to }) => Date.parse(to) > suspended - 500));
    await desk.ask('call.resume');
    const count = segmentsOf(callId, resident.seat).length;
    await evidence.until(() => segmentsOf(callId, resident.seat).length > count + 1);
    await desk.ask('call.end');
    await closed(callId);
    const gap = evidence.bodies(callId, 'gap').find(({ seat }) => seat === resident.seat);
    expect(gap).toMatchObject({ reason: 'suspended' });
    const [from, to] = [Date.parse(gap?.from ?? ''), Date.parse(gap?.to ?? '')];
    for (const segment of segmentsOf(callId, resident.seat)) {
      expect(Date.parse(segment.to) <= from + 200 || Date.parse(segment.from) >= to - 200).toBe(true);
    }
  });

  it('calls it no loss when a microphone is off', async () => {
    const { callId, official, resident, desk, room } = await talk();
    await evidence.until(() => segmentsOf(callId, resident.seat).length >= 1);
    const producer = room.live.producings.get('microphone')?.producer ?? raise('no microphone');
    const off = Date.now();
    await room.ask('producer.pause', { producerId: producer.id });
    // Two whole segments of the other one: long enough for the silence to be seen.
    await evidence.until(
      () => segmentsOf(callId, official.seat).filter(({ from }) => Date.parse(from) > off).length >= 2,
    );
    await room.ask('producer.resume', { producerId: producer.id });
    const on = Date.now();
    await evidence.until(() => segmentsOf(callId, resident.seat).some(({ from }) => Date.parse(from) > on - 100));
    await desk.ask('call.end');
    await closed(callId);
    const gaps = evidence.bodies(callId, 'gap');
    expect(gaps).toMatchObject([{ seat: resident.seat, reason: 'muted' }]);
    expect(Math.abs(Date.parse(gaps[0]?.from ?? '') - off)).toBeLessThan(1_000);
    expect(Math.abs(Date.parse(gaps[0]?.to ?? '') - on)).toBeLessThan(1_000);
  });

  it('goes on in another process when the recorder is killed, and shows the gap', async () => {
    const { callId, resident, desk } = await talk();
    await evidence.until(() => segmentsOf(callId, resident.seat).length >= 1);
    const killed = house.recording?.tapes.pid ?? raise('no recorder');
    const down = new Promise<void>((resolve) => house.recording?.tapes.once('down', () => resolve()));
    process.kill(killed, 'SIGKILL');
    await down;
    expect(house.recording?.canRecord()).toBe(false);
    await lampIs(desk, 'failed');
    await lampIs(desk, 'on');
    const before = segmentsOf(callId, resident.seat).length;
    await evidence.until(() => segmentsOf(callId, resident.seat).length > before);
    expect(house.recording?.tapes.pid).not.toBe(killed);
    await desk.ask('call.end');
    await closed(callId);
    const gap = evidence.bodies(callId, 'gap').find(({ seat }) => seat === resident.seat);
    expect(gap).toMatchObject({ reason: 'recorderFailed' });
    const states = evidence.events(callId).flatMap((event) => (event.kind === 'recording' ? [event.state] : []));
    expect(states).toEqual(['on', 'failed', 'on', 'off']);
    const numbers = segmentsOf(callId, resident.seat).map(({ number }) => number);
    expect(numbers).toEqual(numbers.map((_, at) => at));
    expect(verifyChain(evidence.chain(callId), sha256)).toEqual({ ok: true });
  });

  it('goes on in the same strand when a worker dies, and shows the gap', async () => {
    const { callId, official, resident, desk, room } = await talk();
    await evidence.until(() => segmentsOf(callId, resident.seat).length >= 1);
    const replaced = new Promise<void>((resolve) => house.node.pool.once('replaced', () => resolve()));
    process.kill(house.node.pool.workers[0]?.pid ?? raise('no worker'), 'SIGKILL');
    await replaced;
    await Promise.all([desk, room].map((peer) => peer.until(() => peer.over.includes('nodeClosing'))));
    const again = await house.arrive(callId, official);
    const back = await house.arrive(callId, resident);
    await again.send('opus', 'microphone', soundOf(HERTZ.official));
    await back.send('opus', 'microphone', soundOf(HERTZ.neighbour));
    await lampIs(again, 'on');
    await evidence.until(() => evidence.bodies(callId, 'gap').length === 2);
    await again.ask('call.end');
    await closed(callId);
    expect(evidence.bodies(callId, 'gap').map(({ reason }) => reason)).toEqual(['workerDied', 'workerDied']);
    expect(evidence.bodies(callId, 'closed')).toHaveLength(1);
    expect(verifyChain(evidence.chain(callId), sha256)).toEqual({ ok: true });
  });

  it('stores the last words when the node stops', async () => {
    const stopping = await TestHouse.open(undefined, {
      recording: settings({ RECORDINGS_DIR: join(directory, 'store') }),
    });
    await running(stopping);
    const seen = await Evidence.open(stopping.redis.url);
    try {
      const { callId, official, resident, desk } = await talk(stopping);
      await lampIs(desk, 'on');
      const storedOf = (seat: string) => seen.bodies(callId, 'segment').filter((one) => one.seat === seat);
      await seen.until(() => [official, resident].every(({ seat }) => storedOf(seat).length > 0));
      await stopping.node.close();
      await seen.until(() => seen.bodies(callId, 'closed').length > 0);
      for (const { seat } of [official, resident]) {
        const last = seen.bodies(callId, 'segment').findLast((one) => one.seat === seat) ?? raise('nothing stored');
        expect(await faultsOf(fileOf(last))).toBe('');
      }
      expect(seen.chain(callId).at(-1)?.body).toEqual({ kind: 'closed', reason: 'nodeClosing' });
      expect(verifyChain(seen.chain(callId), sha256)).toEqual({ ok: true });
    } finally {
      await seen.close();
      await stopping.close();
    }
  });

  it('lets nobody talk where it must record and no recorder runs', async () => {
    const away = await TestHouse.open();
    try {
      const callId = randomUUID();
      const [official, resident] = [obliged(host()), obliged(party('A'))];
      const desk = await away.arrive(callId, official);
      await away.arrive(callId, resident);
      await expect(desk.ask('peer.move', { seat: resident.seat, space: 'plenary' })).rejects.toMatchObject({
        code: 'RECORDER_AWAY',
      });
      expect(away.call(callId).record.startedAt).toBeNull();
      expect(away.call(callId).record.places.get(resident.seat)?.space).toBe(`waiting:${resident.seat}`);
    } finally {
      await away.close();
    }
  });

  it('says that the store is away, keeps what is said, and brings it there afterwards', async () => {
    const bucket = { name: 'video-home', configs: [] };
    const options = { silent: true, directory: join(directory, 's3'), configureBuckets: [bucket] };
    const first = new S3rver({ ...options, port: 0 });
    const { port } = await first.run();
    const s3 = await TestHouse.open(undefined, {
      recording: settings({
        RECORDINGS_DIR: join(directory, 'waiting'),
        S3_ENDPOINT: `http://127.0.0.1:${port}`,
        S3_BUCKET: 'video-home',
        S3_ACCESS_KEY: 'S3RVER',
        S3_SECRET_KEY: 'S3RVER',
      }),
    });
    const seen = await Evidence.open(s3.redis.url);
    let second: S3rver | null = null;
    try {
      await running(s3);
      const { callId, resident, desk } = await talk(s3, obliged);
      const stored = () => seen.bodies(callId, 'segment').filter(({ seat }) => seat === resident.seat);
      await seen.until(() => stored().length >= 1);
      await first.close();
      await lampIs(desk, 'failed');
      expect(s3.recording?.canRecord()).toBe(false);
      const alarm = seen.events(callId).filter((event) => event.kind === 'recording');
      await seen.until(() =>
        seen.events(callId).some((event) => event.kind === 'recording' && event.state === 'failed'),
      );
      expect(alarm[0]).toMatchObject({ scope: 'plenary', state: 'on' });
      second = new S3rver({ ...options, port });
      await second.run();
      const before = stored().length;
      await lampIs(desk, 'on');
      await seen.until(() => stored().length > before + 1);
      await desk.ask('call.end');
      await seen.until(() => seen.bodies(callId, 'closed').length > 0);
      expect(seen.bodies(callId, 'gap')).toEqual([]);
      for (const [at, segment] of stored().slice(1).entries()) {
        expect(Math.abs(Date.parse(segment.from) - Date.parse(stored()[at]?.to ?? ''))).toBeLessThan(100);
      }
      expect(verifyChain(seen.chain(callId), sha256)).toEqual({ ok: true });
    } finally {
      await seen.close();
      await s3.close();
      await second?.close();
    }
  }, 180_000);
});
