/** Waits this many intervals for the queue before it acts itself. */
const PATIENCE = 1.2;
const LOOKS_AN_INTERVAL = 5;

/**
 * Does repeated work by this process's own clock when the queue has not had it done lately: Redis may be
 * away, or have come back empty, and what is due stands in the database all the same. The work must bear
 * being done by two at once.
 */
export class StandIn {
  private lastAt = performance.now();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;

  constructor(
    private readonly everyMs: number,
    private readonly work: () => Promise<unknown>,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.lastAt = performance.now();
    this.timer = setInterval(() => this.look(), this.everyMs / LOOKS_AN_INTERVAL);
    this.timer.unref();
  }

  /** The queue has had it done. */
  done(): void {
    this.lastAt = performance.now();
  }

  /** Resolves when nothing of it runs any more. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private look(): void {
    if (this.running || performance.now() - this.lastAt < this.everyMs * PATIENCE) return;
    this.running = this.work()
      .then(() => undefined, this.onError)
      .finally(() => {
        this.running = null;
        this.lastAt = performance.now();
      });
  }
}
