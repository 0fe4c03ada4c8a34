import { z } from 'zod';

const flag = z.stringbool().default(false);
const secret = z.string().min(16);

/** Settings of the server, from the environment; README.md holds the table that explains each. */
const environment = z.object({
  ROLE: z.enum(['api', 'jobs', 'all']).default('all'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  DATABASE_URL: z.string().min(1),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(20),
  REDIS_URL: z.string().min(1),
  DATA_DIR: z.string().default('.data'),
  CLIENT_DIR: z.string().optional(),
  PUBLIC_URL: z.string().optional(),
  TLS_KEY_FILE: z.string().optional(),
  TLS_CERT_FILE: z.string().optional(),
  /** Behind a TLS proxy: trust its forwarded headers and mark cookies secure. */
  TRUST_PROXY: flag,
  CLOCK_OFFSET_MS: z.coerce.number().int().default(0),
  TICKET_SECRET: secret,
  CONTROL_SECRET: secret,
  /** 32 bytes, base64: seals identity numbers and phones. */
  FIELD_KEY: z.string().refine((value) => Buffer.from(value, 'base64').length === 32, 'must be 32 bytes in base64'),
  SMTP_URL: z.string().optional(),
  SMTP_FROM: z.string().default('video-home@localhost'),
  NOTICE_SWEEP_MS: z.coerce.number().int().min(100).default(5000),
  RATE_LIMIT_FACTOR: z.coerce.number().min(1).default(1),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export type Config = z.infer<typeof environment>;

/** Reads the settings once; throws one readable sentence that names what is missing or wrong. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = environment.safeParse(env);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ');
  throw new Error(`The server's settings are not right: ${wrong}.`);
}

export const CONFIG = Symbol('CONFIG');
