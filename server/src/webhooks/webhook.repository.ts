import { WEBHOOK_TEST, type WebhookDelivery, type WebhookEvent } from '@contracts/http/webhooks';
import { invariant } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Cursor } from '../common/cursor';

export interface EndpointRow {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly events: WebhookEvent[];
  readonly active: boolean;
  readonly createdAt: Date;
  readonly version: number;
  readonly waiting: number;
  readonly failed: number;
}

export interface DeliveryRow {
  readonly id: string;
  readonly event: WebhookDelivery['event'];
  readonly state: WebhookDelivery['state'];
  readonly attempts: number;
  readonly createdAt: Date;
  readonly dueAt: Date;
  readonly deliveredAt: Date | null;
  readonly lastError: string | null;
}

const ENDPOINT = `endpoint.id, endpoint.name, endpoint.url, endpoint.events, endpoint.active,
  endpoint.created_at AS "createdAt", endpoint.version,
  (SELECT count(*)::int FROM webhook_delivery WHERE endpoint_id = endpoint.id AND state = 'pending') AS waiting,
  (SELECT count(*)::int FROM webhook_delivery WHERE endpoint_id = endpoint.id AND state = 'failed') AS failed`;

const DELIVERY = `id, event, state, attempts, created_at AS "createdAt", due_at AS "dueAt",
  delivered_at AS "deliveredAt", last_error AS "lastError"`;

@Injectable()
export class WebhookRepository {
  async insert(
    manager: EntityManager,
    row: Pick<EndpointRow, 'id' | 'name' | 'url' | 'events' | 'createdAt'> & { sealed: string; createdBy: string },
  ): Promise<void> {
    await manager.query(
      `INSERT INTO webhook_endpoint (id, name, url, events, secret_sealed, created_at, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [row.id, row.name, row.url, row.events, row.sealed, row.createdAt, row.createdBy],
    );
  }

  async find(manager: EntityManager, id: string): Promise<EndpointRow | null> {
    const rows: EndpointRow[] = await manager.query(
      `SELECT ${ENDPOINT} FROM webhook_endpoint AS endpoint WHERE id = $1`,
      [id],
    );
    return rows[0] ?? null;
  }

  list(manager: EntityManager, after: Cursor | undefined, limit: number): Promise<EndpointRow[]> {
    return manager.query(
      `SELECT ${ENDPOINT} FROM webhook_endpoint AS endpoint
        WHERE $1::timestamptz IS NULL OR (endpoint.created_at, endpoint.id) < ($1, $2)
        ORDER BY endpoint.created_at DESC, endpoint.id DESC LIMIT $3`,
      [after?.at ?? null, after?.id ?? null, limit],
    );
  }

  /** False when someone else has changed it since `version`. */
  async activate(manager: EntityManager, id: string, version: number, active: boolean): Promise<boolean> {
    const [, changed]: [unknown[], number] = await manager.query(
      'UPDATE webhook_endpoint SET active = $3, version = version + 1 WHERE id = $1 AND version = $2',
      [id, version, active],
    );
    return changed === 1;
  }

  async giveUpPending(manager: EntityManager, endpointId: string): Promise<void> {
    await manager.query(
      `UPDATE webhook_delivery SET state = 'failed', last_error = 'switched off'
        WHERE endpoint_id = $1 AND state = 'pending'`,
      [endpointId],
    );
  }

  async delete(manager: EntityManager, id: string): Promise<void> {
    await manager.query('DELETE FROM webhook_endpoint WHERE id = $1', [id]);
  }

  deliveries(
    manager: EntityManager,
    endpointId: string,
    after: Cursor | undefined,
    limit: number,
  ): Promise<DeliveryRow[]> {
    return manager.query(
      `SELECT ${DELIVERY} FROM webhook_delivery
        WHERE endpoint_id = $1 AND ($2::timestamptz IS NULL OR (created_at, id) < ($2, $3))
        ORDER BY created_at DESC, id DESC LIMIT $4`,
      [endpointId, after?.at ?? null, after?.id ?? null, limit],
    );
  }

  /** One delivery to this endpoint alone, about nothing, due at once. */
  async insertTest(manager: EntityManager, endpointId: string, id: string, at: Date): Promise<DeliveryRow> {
    const body = { id, event: WEBHOOK_TEST, at: at.toISOString() };
    const rows: DeliveryRow[] = await manager.query(
      `INSERT INTO webhook_delivery (id, endpoint_id, event, body, state, created_at, due_at)
       VALUES ($1, $2, $3, $4, 'pending', $5, $5)
       RETURNING ${DELIVERY}`,
      [id, endpointId, WEBHOOK_TEST, body, at],
    );
    const [row] = rows;
    invariant(row, 'what was inserted is returned');
    return row;
  }

  /** Puts one that was given up into the queue again; false when it was not given up. */
  async retry(manager: EntityManager, deliveryId: string, now: Date): Promise<boolean> {
    const [, changed]: [unknown[], number] = await manager.query(
      `UPDATE webhook_delivery SET state = 'pending', attempts = 0, due_at = $2, claimed_at = NULL
        WHERE id = $1 AND state = 'failed'`,
      [deliveryId, now],
    );
    return changed === 1;
  }
}
