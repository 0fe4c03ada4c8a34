import { Inject, Injectable } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { DataSource } from 'typeorm';
import { Clock } from '../common/clock';
import { Logger } from '../common/logger';
import { Sealing } from '../common/sealing';
import { CONFIG, type Config } from '../config';
import { retryDelayMs, WEBHOOK_TRIES } from './webhook-retry';

/** A claim older than this belonged to a worker that died; the same delivery goes out again, under the same id. */
const STUCK_AFTER_MS = 60_000;
const BATCH = 20;

interface Claimed {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly attempts: number;
}

/** Sends what stands in the outbox, signed after the Standard Webhooks specification. */
@Injectable()
export class WebhookSender {
  constructor(
    private readonly source: DataSource,
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
    const [rows]: [(Omit<Claimed, 'secret'> & { sealed: string })[], number] = await this.source.query(
      `UPDATE webhook_delivery AS delivery SET claimed_at = $1, attempts = attempts + 1
         FROM webhook_endpoint AS endpoint
        WHERE endpoint.id = delivery.endpoint_id AND delivery.id IN (
          SELECT id FROM webhook_delivery
           WHERE state = 'pending' AND due_at <= $1 AND (claimed_at IS NULL OR claimed_at <= $2)
           ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
        RETURNING delivery.id, endpoint.url, endpoint.secret_sealed AS sealed, delivery.body, delivery.attempts`,
      [now, new Date(now.getTime() - STUCK_AFTER_MS), BATCH],
    );
    return rows.map(({ sealed, ...row }) => ({ ...row, secret: this.sealing.open(sealed) }));
  }

  private async deliver(delivery: Claimed): Promise<boolean> {
    const error = await this.post(delivery);
    const now = this.clock.now();
    if (error === null) {
      await this.source.query(
        `UPDATE webhook_delivery SET state = 'delivered', delivered_at = $2, last_error = NULL WHERE id = $1`,
        [delivery.id, now],
      );
      return true;
    }
    const givenUp = delivery.attempts >= WEBHOOK_TRIES;
    this.logger.warn(`webhook ${delivery.id}: ${error}`);
    await this.source.query(
      `UPDATE webhook_delivery SET state = $2, due_at = $3, claimed_at = NULL, last_error = $4 WHERE id = $1`,
      [
        delivery.id,
        givenUp ? 'failed' : 'pending',
        new Date(now.getTime() + retryDelayMs(delivery.attempts)),
        error.slice(0, 300),
      ],
    );
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
