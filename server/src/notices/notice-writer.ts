import { randomUUID } from 'node:crypto';
import type { NoticeChannel, NoticeKind } from '@contracts/http/notices';
import { HOUR_MS } from '@domain/local-time';
import { reminderTimes, type Reminder } from '@domain/reminder-times';
import { Injectable } from '@nestjs/common';
import { Sealing } from '../common/sealing';
import { Channels, isPushed, type Addresses } from './channels/channels';
import { ConfirmLinks } from './links/confirm-links';
import type { Addressee } from './notice-facts.repository';
import { noticeText } from './notice-text';
import type { NoticeEntity } from './notice.entity';

/** One fact that a request's parties, or one of them, must be told. */
export interface Told {
  readonly requestId: string;
  readonly appointmentId: string | null;
  readonly kind: NoticeKind;
  /** When it happened. */
  readonly at: Date;
}

/** Waiting to tell must not come near the end of the promise. */
const PROMISE_MARGIN_MS = HOUR_MS;

/** Puts a fact into rows: who is told, on which channels, in which words, when. Writes nothing itself. */
@Injectable()
export class NoticeWriter {
  constructor(
    private readonly channels: Channels,
    private readonly links: ConfirmLinks,
    private readonly sealing: Sealing,
  ) {}

  /**
   * The rows of one party: the paper slip and the own page, the first way on which it can be reached, and
   * the reminders on that way. A move of what was never told is told as a booking. `tellDelayMs` holds
   * back the time of a slot that is further off than it.
   */
  rowsFor(told: Told, party: Addressee, tellDelayMs: number): NoticeEntity[] {
    const kind = told.kind === 'moved' && !party.toldBefore ? 'booked' : told.kind;
    const dueAt = kind === 'booked' ? this.tellAt(told.at, party, tellDelayMs) : told.at;
    const fact = { ...told, kind };
    const paper: NoticeChannel[] = kind === 'cancelled' || kind === 'reminder' ? [] : ['slip'];
    const rows = [...paper, 'inApp' as const].map((channel) => this.row(fact, party, channel, dueAt));
    const pushed = this.channels.next(addressesOf(party, this.sealing));
    if (!pushed) return rows;
    rows.push(this.row(fact, party, pushed, dueAt));
    if ((kind === 'booked' || kind === 'moved') && party.startsAt) {
      for (const { reminder, at } of reminderTimes(party.startsAt.getTime(), dueAt.getTime(), party.timeZone)) {
        rows.push(this.row({ ...fact, kind: 'reminder' }, party, pushed, new Date(at), reminder));
      }
    }
    return rows;
  }

  /** One row, pending. Its key keeps the same fact from being written twice on one channel. */
  row(
    fact: Told,
    party: Addressee,
    channel: NoticeChannel,
    dueAt: Date,
    reminder: Reminder | null = null,
  ): NoticeEntity {
    const speaksOfTime = fact.kind === 'booked' || fact.kind === 'moved' || fact.kind === 'reminder';
    const token =
      speaksOfTime && fact.appointmentId && party.startsAt
        ? this.links.token(party.partyId, fact.appointmentId)
        : undefined;
    const link = token && isPushed(channel) ? this.links.address(token) : undefined;
    const template = party.templates[fact.kind];
    return {
      id: randomUUID(),
      requestId: fact.requestId,
      partyId: party.partyId,
      appointmentId: fact.appointmentId,
      kind: fact.kind,
      channel,
      state: 'pending',
      body: noticeText(fact.kind, party, { language: party.language, template, link }),
      language: party.language,
      dedupeKey: [reminder ?? fact.kind, fact.appointmentId ?? fact.requestId, party.partyId, channel].join(':'),
      startsAt: speaksOfTime ? party.startsAt : null,
      reminder,
      createdAt: fact.at,
      dueAt,
      claimedAt: null,
      sentAt: null,
      deliveredAt: null,
      failedAt: null,
      attempts: 0,
      round: 0,
      providerId: null,
      lastError: null,
      acknowledgedBy: null,
      link: channel === 'inApp' ? (token ?? null) : null,
    };
  }

  private tellAt(at: Date, { startsAt, noticeDueAt }: Addressee, delayMs: number): Date {
    const later = new Date(at.getTime() + delayMs);
    const farOff = startsAt !== null && startsAt.getTime() - at.getTime() > delayMs;
    return farOff && later.getTime() <= noticeDueAt.getTime() - PROMISE_MARGIN_MS ? later : at;
  }
}

/** What is known of a party's addresses; the sealed ones opened. */
export function addressesOf(party: Addressee, sealing: Sealing): Addresses {
  const open = (sealed: string | null) => (sealed ? sealing.open(sealed) : null);
  return { sms: open(party.phoneSealed), email: open(party.emailSealed), wechat: open(party.wechatSealed) };
}
