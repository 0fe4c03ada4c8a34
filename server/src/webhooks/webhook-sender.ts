import { Inject, Injectable } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { DataSource } from 'typeorm';
import { Clock } from '../common/clock';
import { Logger } from '../common/logger';
import { Sealing } from '../common/sealing';
import { CONFIG, type Config } from '../config';
import { WebhookOutboxRepository, type ClaimedDelivery } from './webhook-outbox.repository';
import { retryDelayMs, WEBHOOK_TRIES } from './webhook-retry';

/** A claim older than this belonged to a worker that died; the same delivery goes out again, under the same id. */
const STUCK_AFTER_MS = 60_000;
const BATCH = 20;
const ERROR_LENGTH = 300;

type Claimed = Omit<ClaimedDelivery, 'secretSealed'> & { readonly secret: string };

/** Sends what stands in the outbox, signed after the Standard Webhooks specification. */
@Injectable()
export class WebhookSender {
  constructor(
    private readonly source: DataSource,
    private readonly outbox: WebhookOutboxRepository,
    private readonly sealing: Sealing,
    private readonly clock: Clock,
    private readonly logger: Logger,
    @Inject(CONFIG) private readonly config: Pick<Config, 'WEBHOOK_TIMEOUT_MS'>,
  ) {}

  /** Sends all that is due; returns how many were delivered. Workers side by side skip each other's rows. */
  async sweep(): Promise<number> {
    let delivered = 0;
    for (;;) {
      const batch = await this.claim();
      const sent = await Promise.all(batch.map((delivery) => this.deliver(delivery)));
      delivered += sent.filter(Boolean).length;
      if (batch.length < BATCH) return delivered;
    }
  }

  private async claim(): Promise<Claimed[]> {
    const now = this.clock.now();
    const stuckBefore = new Date(now.getTime() - STUCK_AFTER_MS);
    const rows = await this.outbox.claim(this.source.manager, now, stuckBefore, BATCH);
    return rows.map(({ secretSealed, ...row }) => ({ ...row, secret: this.sealing.open(secretSealed) }));
  }

  private async deliver(delivery: Claimed): Promise<boolean> {
    const { manager } = this.source;
    const error = await this.post(delivery);
    const now = this.clock.now();
    if (error === null) {
      await this.outbox.delivered(manager, delivery.id, now);
      return true;
    }
    const givenUp = delivery.attempts >= WEBHOOK_TRIES;
    this.logger.warn(`webhook ${delivery.id}: ${error}`);
    await this.outbox.putBack(manager, delivery.id, {
      state: givenUp ? 'failed' : 'pending',
      dueAt: new Date(now.getTime() + retryDelayMs(delivery.attempts)),
      error: error.slice(0, ERROR_LENGTH),
    });
    return false;
  }

  /** Null when the other side answered 2xx; else what went wrong. Redirects are not followed. */
  private async post({ id, url, secret, body }: Claimed): Promise<string | null> {
    // Signed with the machine's own time: the receiver compares it with its clock, which no demo shifts.
    const sentAt = new Date();
    const payload = JSON.stringify(body);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
          'webhook-signature': new Webhook(secret).sign(id, sentAt, payload),
        },
        body: payload,
        redirect: 'manual',
        signal: AbortSignal.timeout(this.config.WEBHOOK_TIMEOUT_MS),
      });
      await response.body?.cancel();
      return response.ok ? null : `answered ${response.status}`;
    } catch (error) {
      return error instanceof Error ? error.message : 'unreachable';
    }
  }
}
