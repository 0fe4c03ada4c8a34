import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config';

/** The only source of "now" on the server. A demo county shifts it so that its offices are open. */
@Injectable()
export class Clock {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'CLOCK_OFFSET_MS'>) {}

  now(): Date {
    return new Date(Date.now() + this.config.CLOCK_OFFSET_MS);
  }

  get shifted(): boolean {
    return this.config.CLOCK_OFFSET_MS !== 0;
  }
}
