import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import S3rver from 's3rver';
import { LocalStore } from './local-store';
import { ObjectMismatch, ObjectMissing, type Expected, type ObjectStore, type StoredObject } from './object-store';
import { openStore } from './open-store';
import { S3Store } from './s3-store';

const expected = (content: Uint8Array): Expected => ({
  bytes: content.byteLength,
  sha256: createHash('sha256').update(content).digest('hex'),
});
const all = async (listing: AsyncIterable<StoredObject>): Promise<string[]> => {
  const keys: string[] = [];
  for await (const { key } of listing) keys.push(key);
  return keys;
};
const put = (store: ObjectStore, key: string, text: string): Promise<void> => {
  const content = Buffer.from(text);
  return store.put(key, { content }, expected(content));
};

describe.each(['a local directory', 'S3'])('objects in %s', (kind) => {
  let directory: string;
  let s3: S3rver | null = null;
  let store: ObjectStore;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'objects-'));
    if (kind === 'S3') {
      s3 = new S3rver({ port: 0, silent: true, directory });
      const { port } = await s3.run();
      store = openStore({
        S3_ENDPOINT: `http://127.0.0.1:${port}`,
        S3_BUCKET: 'video-home',
        S3_ACCESS_KEY: 'S3RVER',
        S3_SECRET_KEY: 'S3RVER',
      });
    } else store = openStore({ RECORDINGS_DIR: directory });
  });
  afterAll(async () => {
    await s3?.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('are kept and given back, whole and in part', async () => {
    await put(store, 'recordings/a/0.webm', '0123456789');
    expect((await buffer(await store.get('recordings/a/0.webm'))).toString()).toBe('0123456789');
    expect((await buffer(await store.get('recordings/a/0.webm', { start: 2, end: 4 }))).toString()).toBe('234');
    expect((await buffer(await store.get('recordings/a/0.webm', { start: 7 }))).toString()).toBe('789');
    expect(await store.stat('recordings/a/0.webm')).toMatchObject({ key: 'recordings/a/0.webm', bytes: 10 });
  });

  it('are taken from a file, too', async () => {
    const file = join(directory, '.source');
    const content = Buffer.alloc(300_000, 7);
    await writeFile(file, content);
    await store.put('files/big.bin', { file }, expected(content));
    expect((await buffer(await store.get('files/big.bin'))).equals(content)).toBe(true);
  });

  it('are replaced by a later one of the same key', async () => {
    await put(store, 'again', 'first');
    await put(store, 'again', 'second');
    expect((await buffer(await store.get('again'))).toString()).toBe('second');
  });

  it('are refused where the bytes are not those announced, and nothing is left of them', async () => {
    const content = Buffer.from('right');
    const wrong = { content: Buffer.from('wrong') };
    await expect(store.put('checked', wrong, expected(content))).rejects.toThrow(ObjectMismatch);
    await expect(store.put('checked', { content }, { ...expected(content), bytes: 4 })).rejects.toThrow(ObjectMismatch);
    expect(await store.stat('checked')).toBeNull();
    if (kind !== 'S3') expect(await readdir(join(directory, '.aside'))).toEqual([]);
  });

  it('that are missing are said to be missing', async () => {
    await expect(store.get('none')).rejects.toThrow(ObjectMissing);
    expect(await store.stat('none')).toBeNull();
    await expect(store.remove('none')).resolves.toBeUndefined();
    expect(await all(store.list('none/'))).toEqual([]);
  });

  it('are not read past their end', async () => {
    await put(store, 'short', 'abc');
    await expect(store.get('short', { start: 3 })).rejects.toThrow(RangeError);
  });

  it('are listed by the beginning of their keys, in order', async () => {
    for (const key of ['list/b/1', 'list/a/2', 'list/a/10', 'list/ab']) await put(store, key, key);
    expect(await all(store.list('list/'))).toEqual(['list/a/10', 'list/a/2', 'list/ab', 'list/b/1']);
    expect(await all(store.list('list/a'))).toEqual(['list/a/10', 'list/a/2', 'list/ab']);
    expect(await all(store.list('list/a/'))).toEqual(['list/a/10', 'list/a/2']);
  });

  it('are gone once removed', async () => {
    await put(store, 'gone/one', 'x');
    await store.remove('gone/one');
    expect(await store.stat('gone/one')).toBeNull();
    expect(await all(store.list('gone/'))).toEqual([]);
  });

  it.each(['', '/a', 'a/', 'a//b', '../a', 'a/../b', 'a/..', '.aside/a', 'a\\b', 'a\0b', 'a b', 'ü', 'a'.repeat(301)])(
    'never have the key %j',
    async (key) => {
      const content = Buffer.from('x');
      await expect(store.put(key, { content }, expected(content))).rejects.toThrow(TypeError);
      await expect(store.get(key)).rejects.toThrow(TypeError);
      await expect(store.stat(key)).rejects.toThrow(TypeError);
      await expect(store.remove(key)).rejects.toThrow(TypeError);
    },
  );
});

describe('the store of an environment', () => {
  it('is the directory recordings of DATA_DIR unless told otherwise', () => {
    expect(openStore({ DATA_DIR: '/data' })).toBeInstanceOf(LocalStore);
    expect(openStore({ DATA_DIR: '/data' }).place).toBe('/data/recordings');
    expect(openStore({ DATA_DIR: '/data', RECORDINGS_DIR: '/disk' }).place).toBe('/disk');
  });

  it('is S3 where an endpoint is named, with all that belongs to it', () => {
    const named = { S3_ENDPOINT: 'http://objects:8333', S3_BUCKET: 'b', S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 's' };
    expect(openStore(named)).toBeInstanceOf(S3Store);
    expect(() => openStore({ ...named, S3_SECRET_KEY: ' ' })).toThrow('S3_SECRET_KEY');
  });
});
