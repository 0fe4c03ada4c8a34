import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import {
  assertKey,
  assertPrefix,
  ObjectMismatch,
  ObjectMissing,
  type ByteRange,
  type Expected,
  type ObjectSource,
  type ObjectStore,
  type StoredObject,
} from './object-store';

/** Half-written files: not a part of any key, for no part begins with a dot. */
const ASIDE = '.aside';

/** A directory of this machine. An object is written aside, brought to the disk, and only then given its name. */
export class LocalStore implements ObjectStore {
  constructor(private readonly directory: string) {}

  get place(): string {
    return this.directory;
  }

  async put(key: string, source: ObjectSource, expected: Expected): Promise<void> {
    assertKey(key);
    const target = join(this.directory, key);
    const aside = join(this.directory, ASIDE, randomUUID());
    await mkdir(dirname(aside), { recursive: true });
    try {
      await this.#write(aside, key, source, expected);
      await mkdir(dirname(target), { recursive: true });
      await rename(aside, target);
      await syncDirectory(dirname(target));
    } catch (error) {
      await rm(aside, { force: true });
      throw error;
    }
  }

  async get(key: string, range?: ByteRange): Promise<Readable> {
    assertKey(key);
    const found = await this.stat(key);
    if (!found) throw new ObjectMissing(key);
    if (range && (range.start < 0 || range.start >= found.bytes)) throw new RangeError('the range lies past the end');
    return createReadStream(join(this.directory, key), range ?? {});
  }

  async stat(key: string): Promise<StoredObject | null> {
    assertKey(key);
    try {
      const found = await stat(join(this.directory, key));
      return found.isFile() ? { key, bytes: found.size, storedAt: found.mtime } : null;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    assertPrefix(prefix);
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    const keys: string[] = [];
    await collect(join(this.directory, folder), (file) => {
      const key = relative(this.directory, file).split(sep).join('/');
      if (key.startsWith(prefix)) keys.push(key);
    });
    for (const key of keys.sort()) {
      const found = await this.stat(key);
      if (found) yield found;
    }
  }

  async remove(key: string): Promise<void> {
    assertKey(key);
    await rm(join(this.directory, key), { force: true });
    await this.#removeEmpty(dirname(key));
  }

  async #write(aside: string, key: string, source: ObjectSource, expected: Expected): Promise<void> {
    const hash = createHash('sha256');
    const from = 'file' in source ? createReadStream(source.file) : Readable.from([source.content]);
    const file = await open(aside, 'wx');
    try {
      let bytes = 0;
      for await (const part of from as AsyncIterable<Uint8Array>) {
        hash.update(part);
        bytes += part.byteLength;
        await file.writeFile(part);
      }
      if (bytes !== expected.bytes || hash.digest('hex') !== expected.sha256) throw new ObjectMismatch(key);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** Folders exist only for what is in them. */
  async #removeEmpty(folder: string): Promise<void> {
    if (folder === '.') return;
    try {
      await rmdir(join(this.directory, folder));
    } catch (error) {
      if (isMissing(error) || isCode(error, 'ENOTEMPTY') || isCode(error, 'EEXIST')) return;
      throw error;
    }
    await this.#removeEmpty(dirname(folder));
  }
}

async function collect(folder: string, found: (file: string) => void): Promise<void> {
  let entries;
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await collect(path, found);
    else found(path);
  }
}

/** A name is as durable as the directory it stands in. */
async function syncDirectory(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const isCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
const isMissing = (error: unknown): boolean => isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR');
