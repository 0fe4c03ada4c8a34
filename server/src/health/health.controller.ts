import { Controller, Get, Inject, Res } from '@nestjs/common';
import { NODE_KEY_PREFIX } from '@contracts/media/control';
import { SkipThrottle } from '@nestjs/throttler';
import type { Response } from 'express';
import { Allow } from '../common/allow';
import { Redis } from '../common/redis';
import { CONFIG, type Config } from '../config';
import { DatabaseWatch } from '../database/database-watch';

const PATIENCE_MS = 2000;

interface Health {
  ready: boolean;
  parts: Record<string, 'ready' | 'away'>;
}

/** 200 once every part answers; otherwise 503 naming the part that does not. */
@SkipThrottle()
@Controller('api/health')
export class HealthController {
  constructor(
    private readonly database: DatabaseWatch,
    private readonly redis: Redis,
    @Inject(CONFIG) private readonly config: Pick<Config, 'ROLE'>,
  ) {}

  @Allow('anyone')
  @Get()
  async health(@Res({ passthrough: true }) response: Response): Promise<Health> {
    const checks: Record<string, () => Promise<unknown>> = {
      database: () => this.database.check(),
      redis: () => this.redis.client.ping(),
      media: () => this.requireMediaNode(),
    };
    const entries = await Promise.all(
      Object.entries(checks).map(async ([part, check]) => [part, (await answers(check)) ? 'ready' : 'away'] as const),
    );
    const ready = entries.every(([, state]) => state === 'ready');
    response.status(ready ? 200 : 503);
    return { ready, parts: Object.fromEntries(entries) };
  }

  private async requireMediaNode(): Promise<void> {
    if (this.config.ROLE === 'jobs') return;
    const [, keys] = await this.redis.client.scan('0', 'MATCH', `${NODE_KEY_PREFIX}*`, 'COUNT', 1000);
    if (keys.length === 0) throw new Error('no media node is registered');
  }
}

/** False when the part fails or keeps silent for two seconds; which part, the answer itself says. */
async function answers(check: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const answered = check().then(
    () => true,
    () => false,
  );
  return Promise.race([answered, patience]).finally(() => clearTimeout(timer));
}
