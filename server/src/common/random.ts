import { Injectable } from '@nestjs/common';

/** The only source of chance on the server, where chance is no secret: spreading out retries. */
@Injectable()
export class Random {
  /** In [0, 1). */
  next(): number {
    return Math.random();
  }
}
