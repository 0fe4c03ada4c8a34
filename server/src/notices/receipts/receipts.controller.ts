import { createHash, timingSafeEqual } from 'node:crypto';
import { smsReceipt } from '@contracts/http/notices';
import { DomainError } from '@domain/errors';
import { Controller, Get, Header, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiNoContentResponse } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import type { Request } from 'express';
import { Webhook } from 'standardwebhooks';
import { Allow } from '../../common/allow';
import { CONFIG, type Config } from '../../config';
import { Receipts } from './receipts.service';

/** Delivery receipts of providers. Each carries a signature of its own; an unsigned one is NOT_ALLOWED. */
@Allow('signed')
@SkipThrottle()
@Controller('api/notices/receipts')
export class ReceiptsController {
  constructor(
    private readonly receipts: Receipts,
    @Inject(CONFIG) private readonly config: Pick<Config, 'SMS_GATEWAY_KEY' | 'WECHAT_CALLBACK_TOKEN'>,
  ) {}

  @Post('sms')
  @HttpCode(204)
  @ApiNoContentResponse()
  async sms(@Req() request: Request): Promise<void> {
    const bytes = bytesOf(request);
    this.checkSms(request, bytes);
    await this.receipts.sms(smsReceipt.parse(parse(bytes)));
  }

  /** WeChat asks once whether this address is ours. */
  @Get('wechat')
  @ApiExcludeEndpoint()
  @Header('content-type', 'text/plain')
  echo(@Query() query: Record<string, unknown>): string {
    this.checkWechat(query);
    return text(query['echostr']);
  }

  /** 事件推送 TEMPLATESENDJOBFINISH. Other events are none of ours, and are taken without a word. */
  @Post('wechat')
  @HttpCode(200)
  @ApiExcludeEndpoint()
  @Header('content-type', 'text/plain')
  async wechat(@Req() request: Request, @Query() query: Record<string, unknown>): Promise<string> {
    this.checkWechat(query);
    const xml = bytesOf(request).toString('utf8');
    if (tag(xml, 'Event') === 'TEMPLATESENDJOBFINISH')
      await this.receipts.wechat(tag(xml, 'MsgID'), tag(xml, 'Status'));
    return 'success';
  }

  /** Standard Webhooks; a signature older than five minutes is none. */
  private checkSms(request: Request, bytes: Buffer): void {
    const key = this.config.SMS_GATEWAY_KEY;
    if (!key) throw new DomainError('NOT_ALLOWED');
    const headers = {
      'webhook-id': request.header('webhook-id') ?? '',
      'webhook-timestamp': request.header('webhook-timestamp') ?? '',
      'webhook-signature': request.header('webhook-signature') ?? '',
    };
    try {
      new Webhook(key, { format: 'raw' }).verify(bytes, headers, { jsonParse: false });
    } catch {
      throw new DomainError('NOT_ALLOWED');
    }
  }

  /** SHA-1 over token, timestamp and nonce in alphabetical order, as WeChat has it. */
  private checkWechat(query: Record<string, unknown>): void {
    const token = this.config.WECHAT_CALLBACK_TOKEN;
    if (!token) throw new DomainError('NOT_ALLOWED');
    const words = [token, text(query['timestamp']), text(query['nonce'])].sort().join('');
    const expected = createHash('sha1').update(words).digest();
    const given = Buffer.from(text(query['signature']), 'hex');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new DomainError('NOT_ALLOWED');
  }
}

/** Kept as bytes for this address by `createServer`. */
const bytesOf = (request: Request): Buffer => (Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const tag = (xml: string, name: string): string =>
  new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([^<\\]]*)(?:\\]\\]>)?</${name}>`).exec(xml)?.[1] ?? '';

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new DomainError('INPUT_INVALID');
  }
}
