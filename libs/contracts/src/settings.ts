import { z } from 'zod';

export const port = z.coerce.number().int().min(0).max(65_535);
export const secret = z.string().min(16);

/** A setting whose value is JSON; what stands in it is for the schema after it. `text` where it is not set. */
export const json = (text: string) =>
  z
    .string()
    .default(text)
    .transform((value, context): unknown => {
      try {
        return JSON.parse(value);
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON' });
        return z.NEVER;
      }
    });

/** What server and media node both read from their environment; they must be told the same. */
export const sharedSettings = {
  REDIS_URL: z.string().min(1),
  /** Signs what lets a person into a call. */
  TICKET_SECRET: secret,
  /** Signs the server's orders to a media node. */
  CONTROL_SECRET: secret,
  CLOCK_OFFSET_MS: z.coerce.number().int().default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
};
