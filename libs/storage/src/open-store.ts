import { join } from 'node:path';
import { LocalStore } from './local-store';
import type { ObjectStore } from './object-store';
import { S3Store } from './s3-store';

export type StoreSettings = Readonly<Record<string, string | undefined>>;

/**
 * The store that the environment names: S3 where `S3_ENDPOINT` is set (with `S3_BUCKET`, `S3_ACCESS_KEY`,
 * `S3_SECRET_KEY`, and `S3_REGION` where the store cares), else the directory `RECORDINGS_DIR`, by default
 * `DATA_DIR/recordings`. Throws one readable line for what is missing.
 */
export function openStore(env: StoreSettings): ObjectStore {
  const endpoint = env['S3_ENDPOINT']?.trim();
  if (!endpoint) return new LocalStore(recordingsDirectory(env));
  const needed = (name: string): string => {
    const value = env[name]?.trim();
    if (!value) throw new Error(`${name}: is needed beside S3_ENDPOINT`);
    return value;
  };
  return new S3Store({
    endpoint,
    bucket: needed('S3_BUCKET'),
    accessKey: needed('S3_ACCESS_KEY'),
    secretKey: needed('S3_SECRET_KEY'),
    region: env['S3_REGION']?.trim() || 'us-east-1',
  });
}

/** Where this machine keeps recordings: for good without S3, with it until the upload is answered. */
export function recordingsDirectory(env: StoreSettings): string {
  return env['RECORDINGS_DIR']?.trim() || join(env['DATA_DIR']?.trim() || '.data', 'recordings');
}
