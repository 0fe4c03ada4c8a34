import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import pino from 'pino';
import { verifyChain } from '@domain/evidence-chain';
import type { ChainEntry } from '@contracts/media/recording';
import { LocalStore } from '@storage/local-store';
import type { CallHappening, Outlet } from '../events';
import { writeSlip } from './slip';
import { filesIn, Spool } from './spool';
import { Strand, type TrackName } from './strand';
import { TakeUp } from './take-up';
import { Vault } from './vault';

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const clock = { now: () => new Date() };

/** What reached the queue; it takes all at once. */
class Told implements Outlet {
  readonly waiting = 0;
  readonly events: CallHappening[] = [];

  send(happening: CallHappening): void {
    this.events.push(happening);
  }

  /** Each link once; the same link told twice is the same. */
  get chain(): ChainEntry[] {
    const links = new Map<number, ChainEntry>();
    for (const event of this.events) {
      if (event.kind !== 'chained') continue;
      expect(links.get(event.entry.index) ?? event.entry).toEqual(event.entry);
      links.set(event.entry.index, event.entry);
    }
    return [...links.values()].sort((one, other) => one.index - other.index);
  }

  get kinds(): string[] {
    return this.chain.map(({ body }) => (body.kind === 'segment' ? `segment ${body.number}` : body.kind));
  }
}

let directory: string;
let store: LocalStore;
let said: string[];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'take-up-'));
  store = new LocalStore(directory);
  said = [];
});
afterEach(() => rm(directory, { recursive: true, force: true }));
const log = pino({ level: 'info' }, { write: (line: string) => said.push(line) });

/** What a start leaves behind that was killed after it told of segment 0, with segments 1 and 2 finished. */
async function killed(callId = randomUUID(), nodeId = `node-${randomUUID()}`) {
  const spool = new Spool(directory, nodeId, log);
  await spool.beat();
  const told = new Told();
  const strand = new Strand({ id: nodeId, callId, clock, journal: spool.journalOf(callId) });
  strand.attach((happening) => told.send({ ...happening, callId }));
  const name: TrackName = { scope: 'plenary', trackId: randomUUID(), seat: randomUUID(), source: 'microphone' };
  strand.add({ kind: 'trackOpened', ...name, mime: 'audio/webm', container: 'webm' });
  const folder = `recordings/${callId}/plenary/${name.trackId}`;
  const contentOf = (number: number): Buffer => Buffer.from(`words ${number}`);
  const about = (number: number) => {
    const content = contentOf(number);
    const size = { bytes: content.length, sha256: sha256(content), width: null, height: null };
    return { number, from: number * 1_000, to: number * 1_000 + 1_000, ...size };
  };
  const finish = async (number: number): Promise<string> => {
    const file = join(spool.folder, folder, `${number}.webm`);
    await mkdir(dirname(file), { recursive: true });
    await writeSlip({ ...about(number), file });
    await writeFile(file, contentOf(number));
    return file;
  };
  const chain = (number: number): void => {
    const { from, to, ...stored } = about(number);
    const span = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    strand.add({ kind: 'segment', ...name, ...span, ...stored, key: `${folder}/${number}.webm` });
  };
  chain(0);
  const files = [await finish(1), await finish(2)];
  return { callId, nodeId, spool, strand, told, folder, files, contentOf, chain, die: () => spool.leave(false) };
}

/** A start that looks once. */
async function startAnew() {
  const spool = new Spool(directory, `node-${randomUUID()}`, log);
  const vault = new Vault({ store, directory, spool, minFreeBytes: 0, log });
  const told = new Told();
  const takeUp = new TakeUp({ spool, vault, outlet: told, clock, log });
  await takeUp.look();
  await takeUp.close();
  vault.close();
  await spool.leave(true);
  return told;
}
const leftOver = () => filesIn(join(directory, '.spool'));

describe('what a killed node left behind', () => {
  it('goes into the store and into its own strand, after its last link, and nothing is left', async () => {
    const left = await killed();
    await left.die();
    const told = await startAnew();
    expect(told.kinds).toEqual(['opened', 'trackOpened', 'segment 0', 'segment 1', 'segment 2']);
    expect(new Set(told.chain.map(({ strand }) => strand))).toEqual(new Set([left.nodeId]));
    expect(told.chain.slice(0, 3)).toEqual(left.told.chain);
    expect(verifyChain(told.chain, sha256)).toEqual({ ok: true });
    for (const number of [1, 2]) {
      expect(await buffer(await store.get(`${left.folder}/${number}.webm`))).toEqual(left.contentOf(number));
    }
    expect(await readdir(join(directory, '.spool'))).toEqual([]);
  });

  it('is told also where it was stored and not yet chained, and not twice where it was chained already', async () => {
    const left = await killed();
    const content = left.contentOf(1);
    await store.put(`${left.folder}/1.webm`, { content }, { bytes: content.length, sha256: sha256(content) });
    left.chain(1);
    await left.die();
    const told = await startAnew();
    expect(told.kinds).toEqual(['opened', 'trackOpened', 'segment 0', 'segment 1', 'segment 2']);
    expect(verifyChain(told.chain, sha256)).toEqual({ ok: true });
    expect(await leftOver()).toEqual([]);
  });

  it('is dropped where it is half written, and named in the log', async () => {
    const left = await killed();
    const half = join(dirname(left.files[0] ?? ''), '3.webm.part');
    await writeFile(half, 'hal');
    await left.die();
    const told = await startAnew();
    expect(told.kinds).not.toContain('segment 3');
    expect(said.some((line) => line.includes('half-written') && line.includes('3.webm.part'))).toBe(true);
    expect(await leftOver()).toEqual([]);
  });

  it('is a gap where its bytes are not those that were written', async () => {
    const left = await killed();
    await writeFile(left.files[0] ?? '', 'other');
    await left.die();
    const told = await startAnew();
    expect(told.kinds).toEqual(['opened', 'trackOpened', 'segment 0', 'gap', 'segment 2']);
    expect(await store.stat(`${left.folder}/1.webm`)).toBeNull();
    expect(verifyChain(told.chain, sha256)).toEqual({ ok: true });
  });

  it('of a strand that was closed is closed again behind it', async () => {
    const left = await killed();
    left.strand.close('nodeClosing');
    await left.die();
    const told = await startAnew();
    expect(told.kinds.slice(-4)).toEqual(['closed', 'segment 1', 'segment 2', 'closed']);
    expect(told.chain.at(-1)?.body).toEqual({ kind: 'closed', reason: 'nodeClosing' });
  });

  it('without a journal stays where it is, and is named in the log', async () => {
    const left = await killed();
    await rm(left.spool.journalOf(left.callId).file);
    await left.die();
    const told = await startAnew();
    expect(told.events).toEqual([]);
    expect((await leftOver()).filter((file) => file.endsWith('.webm'))).toHaveLength(2);
    expect(said.some((line) => line.includes('without a strand') && line.includes(left.callId))).toBe(true);
  });

  it('is taken up by the third start where the second was killed as well', async () => {
    const left = await killed();
    await left.die();
    const second = new Spool(directory, 'node-second', log);
    await second.beat();
    expect(await second.takeOver()).toHaveLength(1);
    await second.leave(false);
    const told = await startAnew();
    expect(told.kinds).toEqual(['opened', 'trackOpened', 'segment 0', 'segment 1', 'segment 2']);
    expect(await leftOver()).toEqual([]);
  });
});

describe('the spool of a start that lives', () => {
  it('is nobody else’s', async () => {
    const left = await killed();
    const told = await startAnew();
    expect(told.events).toEqual([]);
    expect((await filesIn(left.spool.folder)).filter((file) => file.endsWith('.webm'))).toEqual(left.files);
    await left.die();
  });
});
