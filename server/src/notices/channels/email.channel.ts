import { Inject, Injectable } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { CONFIG, type Config } from '../../config';
import { DeliveryError, type Channel, type HandedOver, type Letter } from './channel';

/** Gives up well before another worker would take the notice over. */
const PATIENCE = { connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 10_000 };

/** SMTP. Message-ID is the notice's key, so that a mail handed over twice is one mail to the reader. */
@Injectable()
export class EmailChannel implements Channel {
  private readonly transport: Transporter | null;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'SMTP_URL' | 'SMTP_FROM'>) {
    this.transport = config.SMTP_URL ? createTransport({ url: config.SMTP_URL, ...PATIENCE }) : null;
  }

  get configured(): boolean {
    return this.transport !== null;
  }

  /** A mail server's acceptance is no delivery. An answer of 500 and above is final (RFC 5321, 4.2.1). */
  async send(letter: Letter): Promise<HandedOver> {
    if (!this.transport) throw new DeliveryError('notConfigured', true);
    const domain = this.config.SMTP_FROM.split('@').at(-1) ?? 'localhost';
    const messageId = `<${letter.key}@${domain}>`;
    try {
      await this.transport.sendMail({
        messageId,
        date: letter.at,
        from: this.config.SMTP_FROM,
        to: letter.to,
        subject: letter.subject,
        text: letter.text,
        ...(letter.calendar && { icalEvent: { ...letter.calendar, filename: 'appointment.ics' } }),
      });
    } catch (error) {
      const status = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0;
      if (status >= 500) throw new DeliveryError('addressRefused', true, `SMTP ${status}`);
      throw new DeliveryError('providerDown', false, status > 0 ? `SMTP ${status}` : 'no answer');
    }
    return { state: 'sent', providerId: messageId };
  }
}
