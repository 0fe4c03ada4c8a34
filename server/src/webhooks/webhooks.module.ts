import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module';
import { WebhookEndpoints } from './webhook-endpoints.service';
import { WebhookJobs } from './webhook-jobs';
import { WebhookOutboxRepository } from './webhook-outbox.repository';
import { WebhookRepository } from './webhook.repository';
import { WebhookSender } from './webhook-sender';
import { Webhooks } from './webhooks';
import { WebhooksController } from './webhooks.controller';

/** An outbox to other systems. Any later step may write what happened into it. */
@Module({
  imports: [IdentityModule],
  controllers: [WebhooksController],
  providers: [Webhooks, WebhookRepository, WebhookOutboxRepository, WebhookEndpoints, WebhookSender, WebhookJobs],
  exports: [Webhooks, WebhookJobs, WebhookSender],
})
export class WebhooksModule {}
