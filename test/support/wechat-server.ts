import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TemplateMessage {
  readonly touser: string;
  readonly template_id: string;
  readonly client_msg_id: string;
  readonly url?: string;
  readonly data: Readonly<Record<string, { value: string }>>;
}

/** 微信公众平台 as far as template messages need it: stable tokens, sending, and the event afterwards. */
export class WechatServer {
  /** The errcode of the next sendings. */
  errcode = 0;
  tokensGiven = 0;
  readonly messages: (TemplateMessage & { readonly msgid: number })[] = [];
  private token = '';
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      this.answer(request, response).catch(() => response.destroy());
    });
  }

  static async start(): Promise<WechatServer> {
    const wechat = new WechatServer();
    wechat.server.listen(0, '127.0.0.1');
    await once(wechat.server, 'listening');
    return wechat;
  }

  get env() {
    const { port } = this.server.address() as AddressInfo;
    return {
      WECHAT_BASE_URL: `http://127.0.0.1:${port}`,
      WECHAT_APP_ID: 'wx0000000000000000',
      WECHAT_APP_SECRET: 'app-secret-of-the-tests',
      WECHAT_TEMPLATE_ID: 'template-of-the-tests',
      WECHAT_CALLBACK_TOKEN: 'callback-token',
    };
  }

  /** The token in the server's hands is no good any more. */
  spoilToken(): void {
    this.token = randomUUID();
  }

  /** Tells the server what became of a message, signed with the callback token. */
  finish(server: string, msgid: number, status: string, token = this.env.WECHAT_CALLBACK_TOKEN): Promise<Response> {
    const [timestamp, nonce] = ['1795395600', 'nonce'];
    const signature = createHash('sha1').update([token, timestamp, nonce].sort().join('')).digest('hex');
    const query = new URLSearchParams({ signature, timestamp, nonce });
    return fetch(`${server}/api/notices/receipts/wechat?${query.toString()}`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body: `<xml><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[TEMPLATESENDJOBFINISH]]></Event><MsgID>${msgid}</MsgID><Status><![CDATA[${status}]]></Status></xml>`,
    });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '', 'http://wechat');
    const say = (json: object): void => void response.end(JSON.stringify(json));
    if (url.pathname === '/cgi-bin/stable_token') {
      this.token = randomUUID();
      this.tokensGiven += 1;
      return say({ access_token: this.token, expires_in: 7200 });
    }
    if (url.searchParams.get('access_token') !== this.token)
      return say({ errcode: 40001, errmsg: 'invalid credential' });
    if (this.errcode !== 0) return say({ errcode: this.errcode, errmsg: 'refused' });
    const message = JSON.parse(Buffer.concat(chunks).toString()) as TemplateMessage;
    const known = this.messages.find((one) => one.client_msg_id === message.client_msg_id);
    const msgid = known?.msgid ?? 1000 + this.messages.length;
    if (!known) this.messages.push({ ...message, msgid });
    say({ errcode: 0, errmsg: 'ok', msgid });
  }
}
