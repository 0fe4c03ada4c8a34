import type { Readable } from 'node:stream';

export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  readonly storedAt: Date;
}

/** From `start` to `end`, both included, as in a Range header. */
export interface ByteRange {
  readonly start: number;
  readonly end?: number | undefined;
}

/** A file of this machine, or the bytes themselves. */
export type ObjectSource = { readonly file: string } | { readonly content: Uint8Array };

/** What the bytes are known to be; a store refuses to keep others. */
export interface Expected {
  readonly bytes: number;
  /** SHA-256, hex. */
  readonly sha256: string;
}

/** Keeps bytes under keys. What `put` has answered is there for good, wholly or not at all. */
export interface ObjectStore {
  /** Names the place, for logs and for people; no secrets. */
  readonly place: string;
  /** Keeps it, over what was there. Throws `ObjectMismatch` where the bytes are not those expected; nothing is kept then. */
  put(key: string, source: ObjectSource, expected: Expected): Promise<void>;
  /** Throws `ObjectMissing`. A range that begins past the end throws `RangeError`. */
  get(key: string, range?: ByteRange): Promise<Readable>;
  /** Null where there is none. */
  stat(key: string): Promise<StoredObject | null>;
  /** All objects whose key begins with this, by key. */
  list(prefix: string): AsyncIterable<StoredObject>;
  /** No error where there is none. */
  remove(key: string): Promise<void>;
}

export class ObjectMissing extends Error {
  constructor(key: string) {
    super(`nothing is stored under ${key}`);
  }
}

export class ObjectMismatch extends Error {
  constructor(key: string) {
    super(`the bytes for ${key} are not those that were announced`);
  }
}

const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;

/** A key: parts of letters, digits, `.`, `_`, `-`, none beginning with a dot, parted by `/`. Throws a TypeError. */
export function assertKey(key: string): void {
  if (key.length > 300 || !KEY.test(key)) throw new TypeError('not a key of an object');
}

/** The beginning of keys: empty, a key, or a key with `/` at its end. Throws a TypeError. */
export function assertPrefix(prefix: string): void {
  if (prefix !== '') assertKey(prefix.replace(/\/$/, ''));
}
