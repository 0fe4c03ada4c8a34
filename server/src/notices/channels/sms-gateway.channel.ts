import { Inject, Injectable } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { CONFIG, type Config } from '../../config';
import { DeliveryError, type Channel, type HandedOver, type Letter } from './channel';
import { exchange } from './http-exchange';

const accepted = z.object({ messageId: z.string().min(1).max(100) });
const refused = z.object({ code: z.string().max(60) });

/**
 * A text-message gateway over HTTP; docs/notices.md is its protocol. The key is the notice's, so that a
 * message handed over twice goes out once; the body is signed, so that nobody else sends in our name.
 */
@Injectable()
export class SmsGatewayChannel implements Channel {
  constructor(
    @Inject(CONFIG)
    private readonly config: Pick<
      Config,
      'SMS_GATEWAY_URL' | 'SMS_GATEWAY_KEY' | 'SMS_GATEWAY_TIMEOUT_MS' | 'SMS_GATEWAY_RECEIPTS'
    >,
  ) {}

  get configured(): boolean {
    return this.config.SMS_GATEWAY_URL !== undefined;
  }

  /** Accepted is `sent`; a receipt says `delivered`, unless the gateway is known to give none. */
  async send(letter: Letter): Promise<HandedOver> {
    const { SMS_GATEWAY_URL: url, SMS_GATEWAY_KEY: key } = this.config;
    if (!url || !key) throw new DeliveryError('notConfigured', true);
    const body = JSON.stringify({ to: letter.to, text: letter.text });
    // Signed with the machine's own time: the gateway compares it with its clock, which no demo shifts.
    const sentAt = new Date();
    const { status, json } = await exchange(
      url,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': letter.key,
          'webhook-id': letter.key,
          'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
          'webhook-signature': new Webhook(key, { format: 'raw' }).sign(letter.key, sentAt, body),
        },
        body,
      },
      this.config.SMS_GATEWAY_TIMEOUT_MS,
    );
    if (status >= 200 && status < 300) {
      const answer = accepted.safeParse(json);
      if (!answer.success) throw new DeliveryError('providerDown', false, 'answer without messageId');
      const counts = this.config.SMS_GATEWAY_RECEIPTS ? 'sent' : 'delivered';
      return { state: counts, providerId: answer.data.messageId };
    }
    if (status === 429 || status >= 500) throw new DeliveryError('providerDown', false, `answered ${status}`);
    const why = refused.safeParse(json);
    const code = why.success ? why.data.code : `answered ${status}`;
    throw new DeliveryError(code === 'NUMBER_REFUSED' ? 'addressRefused' : 'messageRefused', true, code);
  }
}
