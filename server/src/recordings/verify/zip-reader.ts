import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';

/** One file in a zip, as its directory tells. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: number;
  /** Reads the file; a damaged one breaks or gives other bytes. */
  read(): Promise<Readable>;
}

/** The file is no zip, or a damaged one; the message names the part. */
export class NotAZip extends Error {}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const LONGEST_DIRECTORY = 256 * 1024 * 1024;
const ZIP64_EXTRA = 1;
const MAX_16 = 0xffff;
const MAX_32 = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;

/** Opens a zip by its directory, with 64-bit sizes where it has them; files are read one by one, never whole. */
export async function openZip(path: string): Promise<{ entries: ZipEntry[]; close: () => Promise<void> }> {
  const file = await open(path, 'r');
  try {
    const directory = await readDirectory(file);
    return { entries: entriesOf(path, file, directory), close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readDirectory(file: FileHandle): Promise<{ bytes: Buffer; count: number }> {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - END_BYTES - LONGEST_COMMENT), size);
  const at = tail.lastIndexOf(signature(END));
  if (at < 0 || at + END_BYTES > tail.length) throw new NotAZip('its directory');
  let count = tail.readUInt16LE(at + 10);
  let length = tail.readUInt32LE(at + 12);
  let offset = tail.readUInt32LE(at + 16);
  if (count === MAX_16 || length === MAX_32 || offset === MAX_32) {
    const locator = at - 20;
    if (locator < 0 || tail.readUInt32LE(locator) !== LOCATOR_64) throw new NotAZip('its directory');
    const start = Number(tail.readBigUInt64LE(locator + 8));
    const end = await readAt(file, start, start + 56);
    if (end.readUInt32LE(0) !== END_64) throw new NotAZip('its directory');
    count = Number(end.readBigUInt64LE(32));
    length = Number(end.readBigUInt64LE(40));
    offset = Number(end.readBigUInt64LE(48));
  }
  if (length > LONGEST_DIRECTORY || offset + length > size) throw new NotAZip('its directory');
  return { bytes: await readAt(file, offset, offset + length), count };
}

function entriesOf(path: string, file: FileHandle, { bytes, count }: { bytes: Buffer; count: number }): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) {
      throw new NotAZip('its directory');
    }
    const nameLength = bytes.readUInt16LE(at + 28);
    const extraLength = bytes.readUInt16LE(at + 30);
    const nameAt = at + 46;
    const sizes = wideSizes(bytes, at, bytes.subarray(nameAt + nameLength, nameAt + nameLength + extraLength));
    const method = bytes.readUInt16LE(at + 10);
    const name = bytes.toString('utf8', nameAt, nameAt + nameLength);
    entries.push({ name, bytes: sizes.full, read: () => readEntry(path, file, method, sizes) });
    at = nameAt + nameLength + extraLength + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

interface Sizes {
  readonly full: number;
  readonly packed: number;
  readonly offset: number;
}

/** Sizes that do not fit into 32 bits stand in an extra field, in this order. */
function wideSizes(bytes: Buffer, at: number, extra: Buffer): Sizes {
  const narrow = {
    packed: bytes.readUInt32LE(at + 20),
    full: bytes.readUInt32LE(at + 24),
    offset: bytes.readUInt32LE(at + 42),
  };
  let field = 0;
  while (field + 4 <= extra.length && extra.readUInt16LE(field) !== ZIP64_EXTRA) {
    field += 4 + extra.readUInt16LE(field + 2);
  }
  let next = field + 4;
  const wide = (value: number): number => {
    if (value !== MAX_32) return value;
    if (next + 8 > extra.length) throw new NotAZip('its directory');
    next += 8;
    return Number(extra.readBigUInt64LE(next - 8));
  };
  const full = wide(narrow.full);
  const packed = wide(narrow.packed);
  return { full, packed, offset: wide(narrow.offset) };
}

async function readEntry(path: string, file: FileHandle, method: number, { packed, offset }: Sizes): Promise<Readable> {
  const header = await readAt(file, offset, offset + 30);
  if (header.readUInt32LE(0) !== LOCAL_HEADER) throw new NotAZip('a file in it');
  const start = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (method !== STORED && method !== DEFLATED) throw new NotAZip('the packing of a file in it');
  if (packed === 0) return Readable.from([]);
  const raw = createReadStream(path, { start, end: start + packed - 1 });
  if (method === STORED) return raw;
  const inflate = createInflateRaw();
  raw.once('error', (error) => inflate.destroy(error));
  return raw.pipe(inflate);
}

async function readAt(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const wanted = Buffer.alloc(Math.max(0, end - start));
  const { bytesRead } = await file.read(wanted, 0, wanted.length, start);
  if (bytesRead < wanted.length) throw new NotAZip('its end');
  return wanted;
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
