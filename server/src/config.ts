import { json, port, secret, sharedSettings } from '@contracts/settings';
import { z } from 'zod';

const flag = z.stringbool().default(false);
const regions = json('{}').pipe(z.record(z.string(), z.string().min(1).max(60)));

/** Settings of the server, from the environment; README.md holds the table that explains each. */
const environment = z.object({
  ...sharedSettings,
  ROLE: z.enum(['api', 'jobs', 'all']).default('all'),
  PORT: port.default(3000),
  HOST: z.string().default('0.0.0.0'),
  DATABASE_URL: z.string().min(1),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(20),
  DATA_DIR: z.string().default('.data'),
  CLIENT_DIR: z.string().optional(),
  PUBLIC_URL: z.string().optional(),
  TLS_KEY_FILE: z.string().optional(),
  TLS_CERT_FILE: z.string().optional(),
  /** Behind a TLS proxy: trust its forwarded headers and mark cookies secure. */
  TRUST_PROXY: flag,
  /** 32 bytes, base64: seals identity numbers and phones. */
  FIELD_KEY: z.string().refine((value) => Buffer.from(value, 'base64').length === 32, 'must be 32 bytes in base64'),
  SMTP_URL: z.string().optional(),
  SMTP_FROM: z.string().default('video-home@localhost'),
  /** A text-message gateway (docs/notices.md); without both, texts go to DATA_DIR/sms.log. */
  SMS_GATEWAY_URL: z.url({ protocol: /^https?$/ }).optional(),
  SMS_GATEWAY_KEY: secret.optional(),
  SMS_GATEWAY_TIMEOUT_MS: z.coerce.number().int().min(100).max(20_000).default(10_000),
  /** Off for a gateway that gives no delivery receipts: there, accepted counts as delivered. */
  SMS_GATEWAY_RECEIPTS: z.stringbool().default(true),
  WECHAT_BASE_URL: z.url({ protocol: /^https?$/ }).default('https://api.weixin.qq.com'),
  WECHAT_APP_ID: z.string().optional(),
  WECHAT_APP_SECRET: z.string().optional(),
  WECHAT_TEMPLATE_ID: z.string().optional(),
  /** The token that the official account's server settings name; signs what WeChat tells us. */
  WECHAT_CALLBACK_TOKEN: z.string().min(3).max(32).optional(),
  NOTICE_SWEEP_MS: z.coerce.number().int().min(100).default(5000),
  /** How long the receiver of a webhook may take to answer. */
  WEBHOOK_TIMEOUT_MS: z.coerce.number().int().min(100).default(10_000),
  /** Mediations are always recorded; consultations only where this is on. */
  RECORD_CONSULTATIONS: flag,
  /** How long a consultation's recording is kept, and the least for any: the law's minimum is six months. */
  RECORDING_MONTHS: z.coerce.number().int().min(6).max(1200).default(6),
  /** Which region a station is in, by its code: {"S01":"north"}. A call goes to a media node of its stations' region. */
  REGION_OF_STATIONS: regions,
  /** Puts an exported recording together; without it an export has no film. */
  FFMPEG_BIN: z.string().min(1).default('ffmpeg'),
  RATE_LIMIT_FACTOR: z.coerce.number().min(1).default(1),
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
