import { Inject, Injectable } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { CONFIG, type Config } from '../../config';
import type { Channel, Letter } from './channel';

/** Gives up well before another worker would take the notice over. */
const PATIENCE = { connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 10_000 };

/** SMTP. Message-ID is the notice's id, so that a mail handed over twice is one mail to the reader. */
@Injectable()
export class EmailChannel implements Channel {
  private readonly transport: Transporter | null;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'SMTP_URL' | 'SMTP_FROM'>) {
    this.transport = config.SMTP_URL ? createTransport({ url: config.SMTP_URL, ...PATIENCE }) : null;
  }

  /** A mail server's acceptance is no delivery. Throws where no mail server is set. */
  async send(letter: Letter): Promise<'sent'> {
    if (!this.transport) throw new Error('SMTP_URL is not set');
    const domain = this.config.SMTP_FROM.split('@').at(-1) ?? 'localhost';
    await this.transport.sendMail({
      messageId: `<${letter.key}@${domain}>`,
      date: letter.at,
      from: this.config.SMTP_FROM,
      to: letter.to,
      subject: letter.subject,
      text: letter.text,
    });
    return 'sent';
  }
}
