import { Injectable } from '@nestjs/common';

/** Time became free: whoever waits without a slot may have one now. */
@Injectable()
export class FreedTime {
  private readonly listeners = new Set<() => void>();

  /** Called after each commit that freed time. A listener never throws and never waits. */
  listen(listener: () => void): void {
    this.listeners.add(listener);
  }

  /** Call it after the commit. */
  announce(): void {
    for (const listener of this.listeners) listener();
  }
}
