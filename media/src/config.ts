import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { json, port, secret, sharedSettings } from '@contracts/settings';
import { z } from 'zod';

const iceServer = z.object({
  urls: z.array(z.string().min(1)).min(1),
  username: z.string().optional(),
  credential: z.string().optional(),
});
export type IceServer = z.infer<typeof iceServer>;

const optional = z
  .string()
  .optional()
  .transform((value) => value?.trim() || undefined);

/** Addresses apart by commas or spaces. */
const turnUrls = optional.transform((value) => value?.split(/[\s,]+/).filter(Boolean) ?? []);

/** At most so many workers where nobody asked for a number: a demonstration shares its machine with everything else. */
const DEMO_WORKERS = 4;

const environment = z
  .object({
    ...sharedSettings,
    NODE_ENV: z.string().default('development'),
    MEDIA_NODE_ID: optional,
    /** Signalling and control. 0: any free port. */
    MEDIA_PORT: port.default(0),
    /** First media port, one a worker, UDP and TCP alike. 0: any free ones. */
    MEDIA_RTC_PORT: port.default(0),
    MEDIA_LISTEN_IP: z.string().default('127.0.0.1'),
    MEDIA_ANNOUNCED_ADDRESS: optional,
    MEDIA_PUBLIC_URL: optional,
    /** Where the server reaches the control door, when that is not this machine. */
    MEDIA_CONTROL_URL: optional,
    MEDIA_WORKERS: z.coerce.number().int().min(1).max(256).optional(),
    TLS_KEY_FILE: optional,
    TLS_CERT_FILE: optional,
    MEDIASOUP_WORKER_BIN: optional,
    ICE_SERVERS: json('[]').pipe(z.array(iceServer)),
    /** TURN servers that know TURN_SECRET (coturn: use-auth-secret); each seat gets an account of its own for a while. */
    TURN_URLS: turnUrls.pipe(z.array(z.string().regex(/^turns?:/, 'must begin with turn: or turns:'))),
    TURN_SECRET: optional.pipe(secret.optional()),
    TURN_LIFE_SECONDS: z.coerce
      .number()
      .int()
      .min(60)
      .default(8 * 3_600),
    /** The node is reached over TURN alone. */
    TURN_ONLY: z.stringbool().default(false),
    MEDIA_REGION: optional.pipe(z.string().max(60).optional()),
    METRICS_TOKEN: optional.pipe(secret.optional()),
  })
  .refine((env) => Boolean(env.TLS_KEY_FILE) === Boolean(env.TLS_CERT_FILE), {
    message: 'TLS_KEY_FILE and TLS_CERT_FILE belong together',
  })
  .refine((env) => env.TURN_URLS.length > 0 === Boolean(env.TURN_SECRET), {
    message: 'TURN_URLS and TURN_SECRET belong together',
  })
  .refine((env) => !env.TURN_ONLY || env.TURN_URLS.length > 0, { message: 'TURN_ONLY needs TURN_URLS' });

export interface Config {
  /** New at each start, so that events of two starts are never taken for one another. */
  nodeId: string;
  port: number;
  rtcPort: number;
  listenIp: string;
  announcedAddress: string | undefined;
  publicUrl: string | undefined;
  controlUrl: string | undefined;
  workers: number;
  redisUrl: string;
  ticketSecret: string;
  controlSecret: string;
  tls: { keyFile: string; certFile: string } | null;
  clockOffsetMs: number;
  workerBin: string | undefined;
  iceServers: IceServer[];
  turn: { urls: string[]; secret: string; lifeSeconds: number; only: boolean } | null;
  region: string | null;
  metricsToken: string | undefined;
  logLevel: string;
}

/** Reads the environment once. Throws with one readable line a setting that is missing or wrong. */
export function readConfig(source: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(source);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'settings'}: ${issue.message}`);
    throw new Error(`The media node cannot start.\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  const cores = availableParallelism();
  return {
    nodeId: `${env.MEDIA_NODE_ID ?? 'media'}-${randomBytes(4).toString('hex')}`,
    port: env.MEDIA_PORT,
    rtcPort: env.MEDIA_RTC_PORT,
    listenIp: env.MEDIA_LISTEN_IP,
    announcedAddress: env.MEDIA_ANNOUNCED_ADDRESS,
    publicUrl: env.MEDIA_PUBLIC_URL,
    controlUrl: env.MEDIA_CONTROL_URL,
    workers: env.MEDIA_WORKERS ?? (env.NODE_ENV === 'production' ? cores : Math.min(cores, DEMO_WORKERS)),
    redisUrl: env.REDIS_URL,
    ticketSecret: env.TICKET_SECRET,
    controlSecret: env.CONTROL_SECRET,
    tls: env.TLS_KEY_FILE && env.TLS_CERT_FILE ? { keyFile: env.TLS_KEY_FILE, certFile: env.TLS_CERT_FILE } : null,
    clockOffsetMs: env.CLOCK_OFFSET_MS,
    workerBin: env.MEDIASOUP_WORKER_BIN,
    iceServers: env.ICE_SERVERS,
    turn: env.TURN_SECRET
      ? { urls: env.TURN_URLS, secret: env.TURN_SECRET, lifeSeconds: env.TURN_LIFE_SECONDS, only: env.TURN_ONLY }
      : null,
    region: env.MEDIA_REGION ?? null,
    metricsToken: env.METRICS_TOKEN,
    logLevel: env.LOG_LEVEL,
  };
}
