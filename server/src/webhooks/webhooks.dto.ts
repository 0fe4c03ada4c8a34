import { id, page } from '@contracts/common';
import {
  webhookCreated,
  webhookDelivery,
  webhookDeliveryPage,
  webhookInput,
  webhookPage,
  webhookSwitch,
} from '@contracts/http/webhooks';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class WebhookInputDto extends createZodDto(webhookInput) {}
export class WebhookSwitchDto extends createZodDto(webhookSwitch) {}
export class WebhookParamDto extends createZodDto(z.object({ id })) {}
export class WebhookQueryDto extends createZodDto(page) {}

// What is answered; for the API's description.
export class WebhookCreatedDto extends createZodDto(webhookCreated) {}
export class WebhookDeliveryDto extends createZodDto(webhookDelivery) {}
export class WebhookPageDto extends createZodDto(webhookPage) {}
export class WebhookDeliveryPageDto extends createZodDto(webhookDeliveryPage) {}
