import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** FIELD_KEY encrypts identity numbers and phones at rest, and is a key of 32 bytes. */
const NAMES = ['TICKET_SECRET', 'CONTROL_SECRET', 'FIELD_KEY'];

/**
 * The secrets of this copy: those of the environment, else made once and kept in the data folder,
 * readable by its owner only.
 * @param {string} dataDir
 * @returns {Record<string, string>}
 */
export function loadSecrets(dataDir) {
  const file = join(dataDir, 'secrets.json');
  /** @type {Record<string, string>} */
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const missing = NAMES.filter((name) => !kept[name]);
  for (const name of missing) kept[name] = randomBytes(32).toString('base64');
  if (missing.length > 0) writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  return Object.fromEntries(NAMES.map((name) => [name, process.env[name] || kept[name] || '']));
}
