import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail server on this machine that keeps what it takes. */
export class MailServer {
  readonly mails: Email[] = [];
  /** The SMTP status with which it refuses; null takes everything. */
  refuseWith: number | null = null;
  private readonly server: SMTPServer;

  private constructor() {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, _session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (this.refuseWith !== null)
            return done(Object.assign(new Error('refused'), { responseCode: this.refuseWith }));
          PostalMime.parse(Buffer.concat(chunks)).then((parsed) => {
            this.mails.push(parsed);
            done();
          }, done);
        });
      },
    });
  }

  static async start(): Promise<MailServer> {
    const mail = new MailServer();
    mail.server.listen(0, '127.0.0.1');
    await once(mail.server.server, 'listening');
    return mail;
  }

  get env() {
    const { port } = this.server.server.address() as AddressInfo;
    return { SMTP_URL: `smtp://127.0.0.1:${port}`, SMTP_FROM: 'notice@bureau.example' };
  }

  to(address: string): Email[] {
    return this.mails.filter((mail) => mail.to?.some((one) => one.address === address));
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
