import type { NoticeChannel } from '@contracts/http/notices';
import { Injectable } from '@nestjs/common';
import type { Channel } from './channel';
import { EmailChannel } from './email.channel';
import { SmsGatewayChannel } from './sms-gateway.channel';
import { SmsLogChannel } from './sms-log.channel';
import { WechatChannel } from './wechat.channel';

/** The ways that go out to people by themselves, in the order in which they are asked. */
export const PUSHED = ['sms', 'wechat', 'email'] as const satisfies readonly NoticeChannel[];
export type PushedChannel = (typeof PUSHED)[number];

export const isPushed = (channel: NoticeChannel): channel is PushedChannel =>
  PUSHED.some((pushed) => pushed === channel);

/** Where a party can be reached, as far as it is known. */
export type Addresses = Readonly<Record<PushedChannel, string | null>>;

@Injectable()
export class Channels {
  constructor(
    private readonly smsGateway: SmsGatewayChannel,
    private readonly smsLog: SmsLogChannel,
    private readonly email: EmailChannel,
    private readonly wechat: WechatChannel,
  ) {}

  /** Texts go to the log until a gateway is set up, so that nobody is texted by accident. */
  of(channel: PushedChannel): Channel {
    if (channel === 'sms') return this.smsGateway.configured ? this.smsGateway : this.smsLog;
    return channel === 'email' ? this.email : this.wechat;
  }

  /**
   * The first way after `after` on which the party has an address, or null. WeChat only where it is set
   * up; e-mail is asked in any case, so that a bureau without a mail server sees whom it could not reach.
   */
  next(addresses: Addresses, after?: PushedChannel): PushedChannel | null {
    const later = after === undefined ? PUSHED : PUSHED.slice(PUSHED.indexOf(after) + 1);
    return later.find((one) => addresses[one] !== null && (one !== 'wechat' || this.wechat.configured)) ?? null;
  }
}
