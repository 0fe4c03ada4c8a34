/**
 * Writes `.env` for docker compose, with secrets of its own:
 *
 *   node scripts/deploy/write-env.mjs video.example.gov 203.0.113.7
 *
 * The first word is the name that people type, the second the address at which their browsers reach
 * this machine. Without them everything is for this computer only.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from '../set-up/places.mjs';
import { Problem, reportFailure } from '../set-up/problem.mjs';

try {
  const [domain = 'localhost', address = '127.0.0.1'] = process.argv.slice(2);
  const file = join(CHECKOUT, '.env');
  if (existsSync(file))
    throw new Problem(
      `${file} is there already: its FIELD_KEY opens what is stored, so move it away only if nothing is.`,
    );
  const secret = () => randomBytes(32).toString('base64');
  const word = () => randomBytes(18).toString('base64url');
  const settings = {
    DOMAIN: domain,
    PUBLIC_ADDRESS: address,
    TICKET_SECRET: secret(),
    CONTROL_SECRET: secret(),
    FIELD_KEY: secret(),
    POSTGRES_PASSWORD: word(),
    REDIS_PASSWORD: word(),
    S3_ACCESS_KEY: 'video-home',
    S3_SECRET_KEY: word(),
    TURN_SECRET: word(),
    METRICS_TOKEN: word(),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(file, lines.join(''), { mode: 0o600 });
  console.log(`Wrote ${file}. Keep a copy of it in a safe place, then: docker compose up -d --build`);
} catch (error) {
  reportFailure(error);
}
