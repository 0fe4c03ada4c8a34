import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface AcceptedText {
  readonly key: string;
  readonly to: string;
  readonly text: string;
  readonly messageId: string;
}

/**
 * What it does with the next messages: takes them, breaks, never answers, takes them and never answers,
 * refuses the number, asks for patience, speaks nonsense.
 */
export type Mood = 'accept' | 'break' | 'silent' | 'acceptSilently' | 'refuseNumber' | 'busy' | 'nonsense';

/** A text-message gateway that speaks the protocol of docs/notices.md, on this machine. */
export class SmsGateway {
  mood: Mood = 'accept';
  /** Every try that reached it, in order, with its key. */
  readonly tries: string[] = [];
  /** What it has taken on, each key once. */
  readonly accepted: AcceptedText[] = [];
  /** Tries whose signature was not ours. */
  forged = 0;
  readonly key = 'gateway-key-of-the-tests';
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      this.take(request, response).catch(() => response.destroy());
    });
  }

  static async start(): Promise<SmsGateway> {
    const gateway = new SmsGateway();
    gateway.server.listen(0, '127.0.0.1');
    await once(gateway.server, 'listening');
    return gateway;
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/messages`;
  }

  get env() {
    return { SMS_GATEWAY_URL: this.url, SMS_GATEWAY_KEY: this.key, SMS_GATEWAY_TIMEOUT_MS: '500' };
  }

  textsTo(phone: string): AcceptedText[] {
    return this.accepted.filter(({ to }) => to === phone);
  }

  /** Says what became of a message, signed as a gateway signs it. */
  receipt(
    server: string,
    { key, messageId }: Pick<AcceptedText, 'key' | 'messageId'>,
    status: 'delivered' | 'failed',
    at: Date,
    signedWith: { readonly key?: string; readonly at?: Date } = {},
  ): Promise<Response> {
    const body = JSON.stringify({
      key,
      messageId,
      status,
      at: at.toISOString(),
      reason: status === 'failed' ? 'ABSENT' : '',
    });
    const id = randomUUID();
    const signedAt = signedWith.at ?? new Date();
    return fetch(`${server}/api/notices/receipts/sms`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(signedAt.getTime() / 1000)),
        'webhook-signature': new Webhook(signedWith.key ?? this.key, { format: 'raw' }).sign(id, signedAt, body),
      },
      body,
    });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const answer = (status: number, json: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    };
    const key = String(request.headers['idempotency-key'] ?? '');
    this.tries.push(key);
    if (!this.isSigned(request, body)) {
      this.forged += 1;
      return answer(401, { code: 'SIGNATURE_WRONG' });
    }
    if (this.mood === 'silent') return;
    if (this.mood === 'break') return answer(500, { code: 'BROKEN' });
    if (this.mood === 'busy') return answer(429, { code: 'BUSY' });
    if (this.mood === 'refuseNumber') return answer(422, { code: 'NUMBER_REFUSED' });
    if (this.mood === 'nonsense') return void response.writeHead(200).end('<html>');
    const known = this.accepted.find((one) => one.key === key);
    const taken = known ?? {
      ...(JSON.parse(body.toString()) as { to: string; text: string }),
      key,
      messageId: randomUUID(),
    };
    if (!known) this.accepted.push(taken);
    if (this.mood === 'acceptSilently') return;
    answer(known ? 200 : 202, { messageId: taken.messageId });
  }

  private isSigned(request: IncomingMessage, body: Buffer): boolean {
    const header = (name: string): string => String(request.headers[name] ?? '');
    try {
      new Webhook(this.key, { format: 'raw' }).verify(
        body,
        {
          'webhook-id': header('webhook-id'),
          'webhook-timestamp': header('webhook-timestamp'),
          'webhook-signature': header('webhook-signature'),
        },
        { jsonParse: false },
      );
      return true;
    } catch {
      return false;
    }
  }
}
