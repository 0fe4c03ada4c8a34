import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG, type Config } from '../../config';

/** Where exports are put together. What a process left behind that died in the middle of one is case content: it goes. */
@Injectable()
export class ExportFolders implements OnApplicationBootstrap {
  private readonly all: string;
  private readonly own: string;

  constructor(@Inject(CONFIG) config: Pick<Config, 'DATA_DIR'>) {
    this.all = resolve(config.DATA_DIR, 'exports');
    this.own = folderOf(process.pid);
  }

  async onApplicationBootstrap(): Promise<void> {
    await mkdir(this.all, { recursive: true });
    for (const name of await readdir(this.all)) {
      if (name === this.own || isOfDead(name)) await rm(join(this.all, name), { recursive: true, force: true });
    }
  }

  /** A fresh folder that nobody else on this machine reads. */
  async make(): Promise<{ folder: string; tidy: () => Promise<void> }> {
    const own = join(this.all, this.own);
    await mkdir(own, { recursive: true, mode: 0o700 });
    const folder = await mkdtemp(join(own, 'export-'));
    return { folder, tidy: () => rm(folder, { recursive: true, force: true }) };
  }
}

/** Containers share a disk, and each counts its processes from one: the machine's name belongs to it. */
const folderOf = (pid: number): string => `${hostname()}_${pid}`;

/** Only of this machine's processes do we know whether they live. */
function isOfDead(name: string): boolean {
  const pid = Number(name.slice(name.lastIndexOf('_') + 1));
  if (!Number.isInteger(pid) || name !== folderOf(pid)) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
