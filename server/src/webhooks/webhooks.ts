import { randomUUID } from 'node:crypto';
import type { WebhookEvent } from '@contracts/http/webhooks';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { WebhookOutboxRepository } from './webhook-outbox.repository';

export interface Happened {
  readonly event: WebhookEvent;
  readonly requestId: string;
  readonly appointmentId?: string | null;
}

/** The outbox: written in the transaction of what happened, so that neither exists without the other. */
@Injectable()
export class Webhooks {
  constructor(
    private readonly outbox: WebhookOutboxRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * One delivery for each endpoint that listens to the event; one statement, and nothing where nobody
   * listens. The body holds no name and no telephone number.
   */
  async write(manager: EntityManager, { event, requestId, appointmentId = null }: Happened): Promise<void> {
    const at = this.clock.now();
    await this.outbox.insertLater(manager, { eventId: randomUUID(), event, requestId, appointmentId, at });
  }
}
