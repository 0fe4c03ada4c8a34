import type { WebhookEvent } from '@contracts/http/webhooks';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { writeLater } from '../common/gathered-writes';

/** Something that happened to a request, to be told to whoever listens. */
export interface NewDeliveries {
  /** One for the event, whoever hears of it. */
  readonly eventId: string;
  readonly event: WebhookEvent;
  readonly requestId: string;
  readonly appointmentId: string | null;
  readonly at: Date;
}

export interface ClaimedDelivery {
  readonly id: string;
  readonly url: string;
  readonly secretSealed: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** This one counted. */
  readonly attempts: number;
}

/** Deliveries on their way out: written with what happened, taken by one worker at a time. */
@Injectable()
export class WebhookOutboxRepository {
  /** One delivery for each active endpoint that listens, due at once; with the transaction's other late writes. */
  async insertLater(
    manager: EntityManager,
    { eventId, event, requestId, appointmentId, at }: NewDeliveries,
  ): Promise<void> {
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
      params: [event, eventId, at.toISOString(), at, requestId, appointmentId],
    });
  }

  /** Takes up to `limit` that are due and not claimed since `stuckBefore`. Workers side by side skip each other's rows. */
  async claim(manager: EntityManager, now: Date, stuckBefore: Date, limit: number): Promise<ClaimedDelivery[]> {
    const [rows]: [ClaimedDelivery[], number] = await manager.query(
      `UPDATE webhook_delivery AS delivery SET claimed_at = $1, attempts = attempts + 1
         FROM webhook_endpoint AS endpoint
        WHERE endpoint.id = delivery.endpoint_id AND delivery.id IN (
          SELECT id FROM webhook_delivery
           WHERE state = 'pending' AND due_at <= $1 AND (claimed_at IS NULL OR claimed_at <= $2)
           ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
        RETURNING delivery.id, endpoint.url, endpoint.secret_sealed AS "secretSealed", delivery.body, delivery.attempts`,
      [now, stuckBefore, limit],
    );
    return rows;
  }

  async delivered(manager: EntityManager, id: string, at: Date): Promise<void> {
    await manager.query(
      `UPDATE webhook_delivery SET state = 'delivered', delivered_at = $2, last_error = NULL WHERE id = $1`,
      [id, at],
    );
  }

  /** Lets it go: to be tried again from `dueAt` on, or given up. */
  async putBack(
    manager: EntityManager,
    id: string,
    { state, dueAt, error }: { state: 'pending' | 'failed'; dueAt: Date; error: string },
  ): Promise<void> {
    await manager.query(
      `UPDATE webhook_delivery SET state = $2, due_at = $3, claimed_at = NULL, last_error = $4 WHERE id = $1`,
      [id, state, dueAt, error],
    );
  }
}
