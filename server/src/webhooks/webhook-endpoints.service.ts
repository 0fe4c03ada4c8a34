import { randomBytes, randomUUID } from 'node:crypto';
import type {
  webhookInput,
  webhookSwitch,
  WebhookCreated,
  WebhookDelivery,
  WebhookDeliveryPage,
  WebhookPage,
  WebhookView,
} from '@contracts/http/webhooks';
import { DomainError } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { Actor } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { cursorOf, pageOf } from '../common/cursor';
import { Idempotency, type Repeatable } from '../common/idempotency';
import { Sealing } from '../common/sealing';
import { WebhookJobs } from './webhook-jobs';
import { WebhookRepository, type DeliveryRow, type EndpointRow } from './webhook.repository';
import { requireAdmin } from './webhooks.policy';

/** Who else is told: other systems of the bureau. The secret leaves once, at creation. */
@Injectable()
export class WebhookEndpoints {
  constructor(
    private readonly source: DataSource,
    private readonly repository: WebhookRepository,
    private readonly idempotency: Idempotency,
    private readonly sealing: Sealing,
    private readonly jobs: WebhookJobs,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async create(actor: Actor, repeatable: Repeatable, input: z.output<typeof webhookInput>): Promise<WebhookCreated> {
    const staff = requireAdmin(actor);
    // A repetition gets the same answer, and the answer is kept: so it is kept sealed.
    const { sealed, ...view } = await this.source.transaction((manager) =>
      this.idempotency.once(manager, repeatable, async () => {
        const id = randomUUID();
        const createdAt = this.clock.now();
        const sealed = this.sealing.seal(`whsec_${randomBytes(32).toString('base64')}`);
        await this.repository.insert(manager, { ...input, id, createdAt, sealed, createdBy: staff.id });
        await this.write(manager, actor, 'webhook.create', id);
        return { ...presentEndpoint(await this.get(manager, id)), sealed };
      }),
    );
    return { ...view, secret: this.sealing.open(sealed) };
  }

  async list(actor: Actor, query: { limit: number; cursor?: string | undefined }): Promise<WebhookPage> {
    requireAdmin(actor);
    const rows = await this.repository.list(this.source.manager, cursorOf(query.cursor), query.limit + 1);
    const { items, nextCursor } = pageOf(rows, query.limit, (row) => ({ at: row.createdAt, id: row.id }));
    return { items: items.map(presentEndpoint), nextCursor };
  }

  /** Throws NOT_FOUND, STALE_VERSION; then nothing changed. */
  async activate(actor: Actor, id: string, input: z.output<typeof webhookSwitch>): Promise<WebhookView> {
    requireAdmin(actor);
    return this.source.transaction(async (manager) => {
      const { version } = await this.get(manager, id);
      if (!(await this.repository.activate(manager, id, input.version, input.active)))
        throw new DomainError('STALE_VERSION', { version });
      if (!input.active) await this.repository.giveUpPending(manager, id);
      await this.write(manager, actor, input.active ? 'webhook.activate' : 'webhook.deactivate', id);
      return presentEndpoint(await this.get(manager, id));
    });
  }

  async remove(actor: Actor, id: string): Promise<void> {
    requireAdmin(actor);
    await this.source.transaction(async (manager) => {
      await this.get(manager, id);
      await this.repository.delete(manager, id);
      await this.write(manager, actor, 'webhook.delete', id);
    });
  }

  async deliveries(
    actor: Actor,
    id: string,
    query: { limit: number; cursor?: string | undefined },
  ): Promise<WebhookDeliveryPage> {
    requireAdmin(actor);
    const { manager } = this.source;
    await this.get(manager, id);
    const rows = await this.repository.deliveries(manager, id, cursorOf(query.cursor), query.limit + 1);
    const { items, nextCursor } = pageOf(rows, query.limit, (row) => ({ at: row.createdAt, id: row.id }));
    return {
      items: items.map(presentDelivery),
      nextCursor,
    };
  }

  /** Sends a word about nothing, signed like the others. Throws NOT_FOUND; STATE_FORBIDS to one that is switched off. */
  async test(actor: Actor, repeatable: Repeatable, id: string): Promise<WebhookDelivery> {
    requireAdmin(actor);
    const delivery = await this.source.transaction((manager) =>
      this.idempotency.once(manager, repeatable, async () => {
        const { active } = await this.get(manager, id);
        if (!active) throw new DomainError('STATE_FORBIDS', { to: 'pending' });
        const row = await this.repository.insertTest(manager, id, randomUUID(), this.clock.now());
        await this.write(manager, actor, 'webhook.test', id);
        return presentDelivery(row);
      }),
    );
    this.jobs.hurry();
    return delivery;
  }

  /** Sends again what was given up. Throws STATE_FORBIDS for what is delivered or still being tried. */
  async retry(actor: Actor, deliveryId: string): Promise<void> {
    requireAdmin(actor);
    await this.source.transaction(async (manager) => {
      if (!(await this.repository.retry(manager, deliveryId, this.clock.now())))
        throw new DomainError('STATE_FORBIDS', { to: 'pending' });
      await this.write(manager, actor, 'webhook.retry', deliveryId);
    });
    this.jobs.hurry();
  }

  private async get(manager: EntityManager, id: string): Promise<EndpointRow> {
    const row = await this.repository.find(manager, id);
    if (!row) throw new DomainError('NOT_FOUND');
    return row;
  }

  private async write(manager: EntityManager, actor: Actor, action: string, subjectId: string): Promise<void> {
    await this.audit.write(manager, actor, { action, subjectKind: 'webhook', subjectId });
  }
}

const presentDelivery = (row: DeliveryRow): WebhookDelivery => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  dueAt: row.dueAt.toISOString(),
  deliveredAt: row.deliveredAt?.toISOString() ?? null,
});

const presentEndpoint = (row: EndpointRow): WebhookView => ({ ...row, createdAt: row.createdAt.toISOString() });
