import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { CONFIG, type Config } from '../config';
import { DatabaseLines } from './database-lines';

/** How often it is asked while all is well, and while it is not. */
const EVERY_MS = 1000;
const AGAIN_MS = 300;
/** A database that cannot even answer "1" for so long is away, whatever its sockets say. */
const PATIENCE_MS = 2000;
const LOOK_MS = 50;

/**
 * Knows within three seconds that the database cannot be worked with, also when the network swallows every
 * word without closing a connection (then it cuts them), or when every connection of the pool is taken.
 */
@Injectable()
export class DatabaseWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private isAway = false;
  private closed = false;
  private timer: NodeJS.Timeout | undefined;
  private probe: Client | null = null;

  constructor(
    private readonly source: DataSource,
    private readonly lines: DatabaseLines,
    @Inject(CONFIG) private readonly config: Pick<Config, 'DATABASE_URL'>,
  ) {}

  /** True from the first unanswered question until the next answer. */
  get away(): boolean {
    return this.isAway;
  }

  /** Rejects while the database is away, and when it does not answer now. */
  async check(): Promise<void> {
    if (this.isAway) throw new Error('the database is away');
    await this.source.query('SELECT 1');
  }

  onApplicationBootstrap(): void {
    this.askAfter(EVERY_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.dropProbe();
  }

  private askAfter(ms: number): void {
    if (this.closed) return;
    this.timer = setTimeout(() => void this.ask(), ms);
    this.timer.unref();
  }

  private async ask(): Promise<void> {
    const reachable = await answersWithin(PATIENCE_MS, () => this.reach());
    if (!reachable) {
      await this.dropProbe();
      this.lines.cut();
    }
    this.isAway = !reachable || !(await answersWithin(PATIENCE_MS, () => this.source.query('SELECT 1')));
    this.askAfter(this.isAway ? AGAIN_MS : EVERY_MS);
  }

  /** Over a connection of its own: the pool may be empty while the database is well. */
  private async reach(): Promise<void> {
    if (!this.probe) {
      const probe = new Client({ connectionString: this.config.DATABASE_URL, connectionTimeoutMillis: PATIENCE_MS });
      // The question that fails next says it, too.
      probe.on('error', () => undefined);
      this.probe = probe;
      await probe.connect();
    }
    await this.probe.query('SELECT 1');
  }

  private async dropProbe(): Promise<void> {
    const { probe } = this;
    this.probe = null;
    // A connection that is cut needs no farewell, and would never answer it.
    await answersWithin(this.closed ? PATIENCE_MS : 0, async () => probe?.end());
  }
}

/** False when the work fails or takes longer. */
async function answersWithin(ms: number, work: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<boolean>((resolve) => {
    // When this process itself was held up, the answer may lie there unread: one look more.
    timer = setTimeout(() => (timer = setTimeout(() => resolve(false), LOOK_MS)), ms);
  });
  const answered = work().then(
    () => true,
    () => false,
  );
  return Promise.race([answered, patience]).finally(() => clearTimeout(timer));
}
