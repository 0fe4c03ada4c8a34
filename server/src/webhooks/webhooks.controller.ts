import type {
  WebhookCreated,
  WebhookDelivery,
  WebhookDeliveryPage,
  WebhookPage,
  WebhookView,
} from '@contracts/http/webhooks';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { IdempotencyKey, type Repeatable } from '../common/idempotency';
import { WebhookEndpoints } from './webhook-endpoints.service';
import {
  WebhookCreatedDto,
  WebhookDeliveryDto,
  WebhookDeliveryPageDto,
  WebhookInputDto,
  WebhookPageDto,
  WebhookParamDto,
  WebhookQueryDto,
  WebhookSwitchDto,
} from './webhooks.dto';

@Allow('admin')
@Controller('api')
export class WebhooksController {
  constructor(private readonly endpoints: WebhookEndpoints) {}

  @ApiCreatedResponse({ type: WebhookCreatedDto })
  @Post('webhooks')
  create(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() repeatable: Repeatable,
    @Body() body: WebhookInputDto,
  ): Promise<WebhookCreated> {
    return this.endpoints.create(actor, repeatable, body);
  }

  @ApiOkResponse({ type: WebhookPageDto })
  @Get('webhooks')
  list(@CurrentActor() actor: Actor, @Query() query: WebhookQueryDto): Promise<WebhookPage> {
    return this.endpoints.list(actor, query);
  }

  @Patch('webhooks/:id')
  activate(
    @CurrentActor() actor: Actor,
    @Param() { id }: WebhookParamDto,
    @Body() body: WebhookSwitchDto,
  ): Promise<WebhookView> {
    return this.endpoints.activate(actor, id, body);
  }

  @HttpCode(204)
  @Delete('webhooks/:id')
  remove(@CurrentActor() actor: Actor, @Param() { id }: WebhookParamDto): Promise<void> {
    return this.endpoints.remove(actor, id);
  }

  @ApiOkResponse({ type: WebhookDeliveryPageDto })
  @Get('webhooks/:id/deliveries')
  deliveries(
    @CurrentActor() actor: Actor,
    @Param() { id }: WebhookParamDto,
    @Query() query: WebhookQueryDto,
  ): Promise<WebhookDeliveryPage> {
    return this.endpoints.deliveries(actor, id, query);
  }

  /** Whether the other side hears us: one delivery of `webhook.test`. */
  @ApiCreatedResponse({ type: WebhookDeliveryDto })
  @Post('webhooks/:id/test')
  test(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() repeatable: Repeatable,
    @Param() { id }: WebhookParamDto,
  ): Promise<WebhookDelivery> {
    return this.endpoints.test(actor, repeatable, id);
  }

  @HttpCode(204)
  @Post('webhook-deliveries/:id/retry')
  retry(@CurrentActor() actor: Actor, @Param() { id }: WebhookParamDto): Promise<void> {
    return this.endpoints.retry(actor, id);
  }
}
