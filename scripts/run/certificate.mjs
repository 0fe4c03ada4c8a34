import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';

const DAY_MS = 86_400_000;

/**
 * The addresses at which other computers of the local network reach this one.
 * @returns {string[]} IPv4, the likeliest first
 */
export function lanAddresses() {
  const virtual = /^(docker|br-|veth|virbr|tun|tap|zt|wg)/;
  return Object.entries(networkInterfaces())
    .sort(([a], [b]) => Number(virtual.test(a)) - Number(virtual.test(b)))
    .flatMap(([, addresses]) => addresses ?? [])
    .filter((address) => address.family === 'IPv4' && !address.internal)
    .map((address) => address.address);
}

/**
 * A certificate for localhost and these addresses, made on the spot and kept in the data folder.
 * Browsers warn of it once, since nobody vouches for it, and then give the page its camera.
 * @param {string} dataDir
 * @param {string[]} addresses
 * @returns {Promise<{ keyFile: string, certFile: string }>}
 */
export async function ensureCertificate(dataDir, addresses) {
  const folder = join(dataDir, 'tls');
  const files = { keyFile: join(folder, 'key.pem'), certFile: join(folder, 'cert.pem') };
  if (isGood(files, addresses)) return files;
  const { generate } = await import('selfsigned');
  const made = await generate([{ name: 'commonName', value: 'Video Home' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + 365 * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          ...['127.0.0.1', ...addresses].map((ip) => ({ type: /** @type {const} */ (7), ip })),
        ],
      },
    ],
  });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(files.keyFile, made.private, { mode: 0o600 });
  writeFileSync(files.certFile, made.cert);
  return files;
}

/**
 * Whether the kept certificate covers all addresses, and for a good while yet.
 * @param {{ keyFile: string, certFile: string }} files
 * @param {string[]} addresses
 */
function isGood({ keyFile, certFile }, addresses) {
  if (!existsSync(keyFile) || !existsSync(certFile)) return false;
  const certificate = new X509Certificate(readFileSync(certFile));
  const lasts = Date.parse(certificate.validTo) > Date.now() + 7 * DAY_MS;
  return lasts && addresses.every((ip) => certificate.checkIP(ip) !== undefined);
}
