import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
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

export interface S3Place {
  endpoint: string;
  bucket: string;
  accessKey: string;
  secretKey: string;
  region: string;
}

/** How long the store may be silent before a call fails. */
const SILENT_MS = 8_000;
const WHOLE_BYTES = 32 * 1024 * 1024;

/** A bucket of a server that speaks S3. Failures are thrown at once; whoever must not fail tries again. */
export class S3Store implements ObjectStore {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly place: string;

  constructor({ endpoint, bucket, accessKey, secretKey, region }: S3Place) {
    this.#bucket = bucket;
    this.place = `${endpoint}/${bucket}`;
    this.#client = new S3Client({
      endpoint,
      region,
      forcePathStyle: true,
      credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
      // Stores other than Amazon's do not all know the newer checksums; the bytes are compared below.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      maxAttempts: 2,
      requestHandler: { connectionTimeout: 2_000, requestTimeout: SILENT_MS, throwOnRequestTimeout: true },
    });
  }

  async put(key: string, source: ObjectSource, expected: Expected): Promise<void> {
    assertKey(key);
    try {
      await this.#send(key, source, expected);
    } catch (error) {
      if (!isNamed(error, 'NoSuchBucket')) throw error;
      await this.#makeBucket();
      await this.#send(key, source, expected);
    }
  }

  async #send(key: string, source: ObjectSource, expected: Expected): Promise<void> {
    const { body, md5 } = await checked(key, source, expected);
    await this.#client.send(
      new PutObjectCommand({
        Bucket: this.#bucket,
        Key: key,
        Body: body,
        ContentLength: expected.bytes,
        // The store itself refuses bytes that were damaged on the way.
        ContentMD5: md5,
        Metadata: { sha256: expected.sha256 },
      }),
    );
  }

  /** A new store has no bucket yet; two who find that at once are both right. */
  async #makeBucket(): Promise<void> {
    try {
      await this.#client.send(new CreateBucketCommand({ Bucket: this.#bucket }));
    } catch (error) {
      if (!isNamed(error, 'BucketAlreadyOwnedByYou') && !isNamed(error, 'BucketAlreadyExists')) throw error;
    }
  }

  async get(key: string, range?: ByteRange): Promise<Readable> {
    assertKey(key);
    try {
      const { Body } = await this.#client.send(
        new GetObjectCommand({
          Bucket: this.#bucket,
          Key: key,
          ...(range ? { Range: `bytes=${range.start}-${range.end ?? ''}` } : {}),
        }),
      );
      if (Body instanceof Readable) return Body;
      throw new Error(`the store answered for ${key} without a body`);
    } catch (error) {
      if (isMissing(error)) throw new ObjectMissing(key);
      if (statusOf(error) === 416) throw new RangeError('the range lies past the end');
      throw error;
    }
  }

  async stat(key: string): Promise<StoredObject | null> {
    assertKey(key);
    try {
      const found = await this.#client.send(new HeadObjectCommand({ Bucket: this.#bucket, Key: key }));
      return { key, bytes: found.ContentLength ?? 0, storedAt: found.LastModified ?? new Date(0) };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    assertPrefix(prefix);
    let after: string | undefined;
    do {
      const page = await this.#client.send(
        new ListObjectsV2Command({ Bucket: this.#bucket, Prefix: prefix, ContinuationToken: after }),
      );
      for (const { Key, Size, LastModified } of page.Contents ?? []) {
        if (Key) yield { key: Key, bytes: Size ?? 0, storedAt: LastModified ?? new Date(0) };
      }
      after = page.NextContinuationToken;
    } while (after);
  }

  async remove(key: string): Promise<void> {
    assertKey(key);
    await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: key }));
  }
}

/** What is sent, having seen once that it is what was announced: a small file whole, so that it can be sent again. */
async function checked(key: string, source: ObjectSource, expected: Expected) {
  const whole = 'file' in source && expected.bytes <= WHOLE_BYTES ? await readFile(source.file) : null;
  const read = (): Readable => ('file' in source ? createReadStream(source.file) : Readable.from([source.content]));
  const sha256 = createHash('sha256');
  const md5 = createHash('md5');
  let bytes = 0;
  for await (const part of whole ? [whole] : (read() as AsyncIterable<Uint8Array>)) {
    sha256.update(part);
    md5.update(part);
    bytes += part.byteLength;
  }
  if (bytes !== expected.bytes || sha256.digest('hex') !== expected.sha256) throw new ObjectMismatch(key);
  return { body: whole ?? ('file' in source ? read() : source.content), md5: md5.digest('base64') };
}

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
const isNamed = (error: unknown, name: string): boolean => error instanceof S3ServiceException && error.name === name;
const isMissing = (error: unknown): boolean => statusOf(error) === 404;
