import { Throttle } from '@nestjs/throttler';

/** Public doors where guessing would pay: 20 knocks a minute from one address, times RATE_LIMIT_FACTOR. */
export const Strict = () => Throttle({ default: { limit: strictLimit, ttl: 60_000 } });

const strictLimit = (): number => 20 * rateLimitFactor();

/** For tests and benchmarks that knock from one address for many people. */
export const rateLimitFactor = (): number => Number(process.env['RATE_LIMIT_FACTOR'] ?? 1);
