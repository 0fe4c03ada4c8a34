import { Global, Module } from '@nestjs/common';
import { CONFIG, readConfig } from '../config';
import { Audit } from './audit';
import { Clock } from './clock';
import { Idempotency } from './idempotency';
import { Logger } from './logger';
import { Random } from './random';
import { Redis } from './redis';
import { Sealing } from './sealing';

const shared = [Clock, Logger, Audit, Idempotency, Sealing, Redis, Random];

/** What every step of the journey stands on. */
@Global()
@Module({
  providers: [{ provide: CONFIG, useFactory: () => readConfig() }, ...shared],
  exports: [CONFIG, ...shared],
})
export class CommonModule {}
