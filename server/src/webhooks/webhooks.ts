import { randomUUID } from 'node:crypto';
import type { WebhookEvent } from '@contracts/http/webhooks';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { writeLater } from '../common/gathered-writes';

export interface Happened {
  readonly event: WebhookEvent;
  readonly requestId: string;
  readonly appointmentId?: string | null;
}

/** The outbox: written in the transaction of what happened, so that neither exists without the other. */
@Injectable()
export class Webhooks {
  constructor(private readonly clock: Clock) {}

  /**
   * One delivery for each endpoint that listens to the event; one statement, and nothing where nobody
   * listens. The body holds no name and no telephone number.
   */
  async write(manager: EntityManager, { event, requestId, appointmentId = null }: Happened): Promise<void> {
    const at = this.clock.now();
    await writeLater(manager, {
      text: `INSERT INTO webhook_delivery (id, endpoint_id, event, body, state, created_at, due_at)
       SELECT gen_random_uuid(), endpoint.id, $1::text,
              jsonb_build_object('id', $2::text, 'event', $1::text, 'at', $3::text, 'requestId', request.id,
                'requestNo', request.no, 'appointmentId', appointment.id,
                'startsAt', to_char(appointment.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
              'pending', $4, $4
         FROM webhook_endpoint AS endpoint
         JOIN request ON request.id = $5
         LEFT JOIN appointment ON appointment.id = $6
        WHERE endpoint.active AND $1 = ANY(endpoint.events)`,
      params: [event, randomUUID(), at.toISOString(), at, requestId, appointmentId],
    });
  }
}
