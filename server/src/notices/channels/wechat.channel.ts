import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../common/clock';
import { CONFIG, type Config } from '../../config';
import { DeliveryError, type Channel, type HandedOver, type Letter } from './channel';
import { exchange } from './http-exchange';

/** Four exchanges at most, all before another worker would take the notice over. */
const TIMEOUT_MS = 5_000;
/** A token is renewed this long before it runs out. */
const RENEW_BEFORE_MS = 300_000;

/** WeChat's codes: the token is not good any more, and what no second try can mend. */
const TOKEN_STALE = new Set([40001, 40014, 42001]);
const RECIPIENT_REFUSED = new Set([40003, 43004, 43101]);
const MESSAGE_REFUSED = new Set([40037, 40036, 41028, 47001, 47003, 48001]);

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number() });
const sendAnswer = z.object({ errcode: z.number(), msgid: z.union([z.number(), z.string()]).optional() });

/**
 * 微信模板消息 of the bureau's official account. `client_msg_id` keeps a message handed over twice from
 * going out twice; the stable token may be asked for by several processes without spoiling each other's.
 */
@Injectable()
export class WechatChannel implements Channel {
  private token: { readonly value: string; readonly until: number } | null = null;

  constructor(
    @Inject(CONFIG)
    private readonly config: Pick<
      Config,
      'WECHAT_BASE_URL' | 'WECHAT_APP_ID' | 'WECHAT_APP_SECRET' | 'WECHAT_TEMPLATE_ID'
    >,
    private readonly clock: Clock,
  ) {}

  get configured(): boolean {
    const { WECHAT_APP_ID, WECHAT_APP_SECRET, WECHAT_TEMPLATE_ID } = this.config;
    return Boolean(WECHAT_APP_ID && WECHAT_APP_SECRET && WECHAT_TEMPLATE_ID);
  }

  /** Accepted is `sent`; the event TEMPLATESENDJOBFINISH says whether it arrived. */
  async send(letter: Letter): Promise<HandedOver> {
    if (!this.configured) throw new DeliveryError('notConfigured', true);
    let code = await this.post(letter, await this.accessToken());
    if (TOKEN_STALE.has(code.errcode)) {
      this.token = null;
      code = await this.post(letter, await this.accessToken());
    }
    const { errcode, msgid } = code;
    if (errcode === 0) return { state: 'sent', providerId: msgid === undefined ? null : String(msgid) };
    if (RECIPIENT_REFUSED.has(errcode)) throw new DeliveryError('addressRefused', true, `errcode ${errcode}`);
    if (MESSAGE_REFUSED.has(errcode)) throw new DeliveryError('messageRefused', true, `errcode ${errcode}`);
    throw new DeliveryError('providerDown', false, `errcode ${errcode}`);
  }

  private async post(letter: Letter, token: string): Promise<z.output<typeof sendAnswer>> {
    const { fields } = letter;
    const url = new URL('/cgi-bin/message/template/send', this.config.WECHAT_BASE_URL);
    url.searchParams.set('access_token', token);
    const body = {
      touser: letter.to,
      template_id: this.config.WECHAT_TEMPLATE_ID,
      client_msg_id: letter.key,
      ...(fields?.link && { url: fields.link }),
      data: {
        thing1: { value: fields?.what ?? letter.subject },
        time2: { value: fields?.when ?? '' },
        thing3: { value: fields?.where ?? '' },
        character_string4: { value: fields?.code ?? '' },
      },
    };
    return this.ask(url, body, sendAnswer);
  }

  private async accessToken(): Promise<string> {
    const now = this.clock.now().getTime();
    if (this.token && now < this.token.until) return this.token.value;
    const answer = await this.ask(
      new URL('/cgi-bin/stable_token', this.config.WECHAT_BASE_URL),
      { grant_type: 'client_credential', appid: this.config.WECHAT_APP_ID, secret: this.config.WECHAT_APP_SECRET },
      tokenAnswer,
    );
    this.token = { value: answer.access_token, until: now + answer.expires_in * 1000 - RENEW_BEFORE_MS };
    return answer.access_token;
  }

  private async ask<S extends z.ZodType>(url: URL, body: object, schema: S): Promise<z.output<S>> {
    const { status, json } = await exchange(
      url,
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      TIMEOUT_MS,
    );
    const answer = schema.safeParse(json);
    if (status === 200 && answer.success) return answer.data;
    throw new DeliveryError('providerDown', false, `answered ${status}`);
  }
}
