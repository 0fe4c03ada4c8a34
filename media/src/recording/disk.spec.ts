import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { LocalStore } from '@storage/local-store';
import { Spool } from './spool';
import { Room, Shelf, type Reel } from './tape/shelf';
import { Vault } from './vault';

/** Whatever is written into this device meets a full disk, for real. */
const FULL = '/dev/full';
const log = pino({ level: 'silent' });

let directory: string;
beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), 'disk-'))));
afterEach(() => rm(directory, { recursive: true, force: true }));

const reel = (number: number): Reel => ({
  ...{ number, from: 0, to: 1_000, width: null, height: null, name: `${number}.webm` },
  content: Buffer.from(`segment ${number}`),
});

describe('a full disk', () => {
  it('makes a segment wait: it says so at once, and writes it whole when there is room', async () => {
    const folder = join(directory, 'track');
    await mkdir(folder);
    await symlink(FULL, join(folder, '0.webm.part'));
    const said: string[] = [];
    await new Promise<void>((resolve) => {
      const shelf = new Shelf({
        folder,
        room: new Room(1_000),
        unwritten: (reason) => said.push(reason),
        written: ({ number }) => {
          said.push(`written ${number}`);
          if (number === 1) resolve();
        },
        lost: ({ number }) => said.push(`lost ${number}`),
      });
      shelf.put(reel(0));
      shelf.put(reel(1));
    });
    expect(said).toEqual([expect.stringContaining('ENOSPC'), 'written 0', 'written 1']);
    expect((await readdir(folder)).sort()).toEqual(['0.webm', '0.webm.json', '1.webm', '1.webm.json']);
    expect(await readFile(join(folder, '0.webm'), 'utf8')).toBe('segment 0');
  });

  it('loses what there is no room to keep waiting, and says which', async () => {
    const folder = join(directory, 'track');
    await mkdir(folder);
    await symlink(FULL, join(folder, '0.webm.json.part'));
    const lost: number[] = [];
    await new Promise<void>((resolve) => {
      const shelf = new Shelf({
        folder,
        room: new Room(1),
        unwritten: () => undefined,
        written: () => resolve(),
        lost: ({ number }) => lost.push(number),
      });
      shelf.put(reel(0));
      shelf.put(reel(1));
    });
    expect(lost).toEqual([1]);
  });

  it('is noticed by the look that the vault takes every three seconds, and is over with the next that it takes', async () => {
    const spool = new Spool(directory, 'node-1', log);
    const vault = new Vault({ store: new LocalStore(directory), directory, spool, minFreeBytes: 0, log });
    await vault.probe();
    expect([vault.trouble, vault.open]).toEqual([null, true]);
    const changes: (string | null)[] = [];
    vault.on('change', () => changes.push(vault.trouble));
    await symlink(FULL, join(spool.folder, 'owner.json.part'));
    await vault.probe();
    expect([vault.trouble, vault.open]).toEqual([expect.stringContaining('ENOSPC'), false]);
    await vault.probe();
    expect([vault.trouble, vault.open]).toEqual([null, true]);
    expect(changes).toHaveLength(2);
    vault.close();
    await spool.leave(true);
  });

  it('ends a journal, which would have a hole, and no call', async () => {
    const spool = new Spool(directory, 'node-1', log);
    const journal = spool.journalOf('call-1');
    await mkdir(join(spool.folder, 'strands'), { recursive: true });
    await symlink(FULL, journal.file);
    const digest = '0'.repeat(64);
    const body = { kind: 'closed', reason: 'host' } as const;
    const entry = {
      strand: 'node-1',
      index: 0,
      at: '2026-11-24T02:00:00.000Z',
      previousHash: digest,
      hash: digest,
      body,
    };
    expect(() => journal.add(entry)).not.toThrow();
    journal.add(entry);
    expect(await readdir(join(spool.folder, 'strands'))).toEqual([]);
    await writeFile(join(directory, 'room'), 'again');
    await spool.leave(true);
  });
});
