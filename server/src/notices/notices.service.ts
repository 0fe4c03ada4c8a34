import { randomUUID } from 'node:crypto';
import type { NoticeChannel, NoticeKind, NoticeView } from '@contracts/http/notices';
import { invariant } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PartyContacts } from '../requests/party-contacts';
import { RequestStates } from '../requests/request-states';
import { NoticeFactsRepository } from './notice-facts.repository';
import { noticeText } from './notice-text';
import { NoticeEntity } from './notice.entity';
import { presentNotice } from './notice.presenter';
import { NoticeRepository } from './notice.repository';

/** One fact that one party must be told. */
export interface NoticeFact {
  readonly requestId: string;
  readonly partyId: string;
  readonly appointmentId: string | null;
  readonly kind: NoticeKind;
  /** When it happened; it is due for sending at once. */
  readonly at: Date;
}

/** 约访通知. Rows are written in the transaction of what they tell of; a job sends them afterwards. */
@Injectable()
export class Notices {
  constructor(
    private readonly repository: NoticeRepository,
    private readonly facts: NoticeFactsRepository,
    private readonly contacts: PartyContacts,
    private readonly states: RequestStates,
  ) {}

  /**
   * Writes one row for each channel that applies: the paper slip and the resident's own page always,
   * SMS where a phone is known, else e-mail where an address is known (e-mail is also what a failed SMS
   * falls back to). Telling the same fact again writes nothing.
   */
  async write(manager: EntityManager, fact: NoticeFact): Promise<void> {
    const { phone, email } = await this.contacts.of(manager, fact.partyId);
    const pushed: NoticeChannel[] = phone ? ['sms'] : email ? ['email'] : [];
    const paper: NoticeChannel[] = fact.kind === 'cancelled' || fact.kind === 'reminder' ? [] : ['slip'];
    await this.writeOn(manager, fact, [...paper, 'inApp', ...pushed]);
  }

  /** Writes the same fact on further channels. */
  async writeOn(manager: EntityManager, fact: NoticeFact, channels: readonly NoticeChannel[]): Promise<void> {
    const facts = await this.facts.read(manager, fact.partyId, fact.appointmentId);
    invariant(facts, 'a notice is about a party that exists');
    const body = noticeText(fact.kind, facts);
    const rows = channels.map((channel) => pendingNotice(fact, channel, body));
    await this.repository.insertOnce(manager, rows);
  }

  /** What was written for a request and not sent yet is true no longer and is not sent any more. */
  async cancelPending(manager: EntityManager, requestId: string): Promise<void> {
    await this.repository.cancelPending(manager, requestId);
  }

  /** The slip was printed: what it says is now in the party's hands. */
  async slipHandedOver(manager: EntityManager, partyId: string, at: Date): Promise<void> {
    const delivered = await this.repository.deliver(manager, { partyId, channel: 'slip', from: ['pending'] }, at);
    await this.stopClock(manager, delivered, at);
  }

  /** The resident opened the own page, on which every notice stands. */
  async readInApp(manager: EntityManager, partyId: string, at: Date): Promise<void> {
    const from = ['pending', 'sending', 'sent'];
    const delivered = await this.repository.deliver(manager, { partyId, channel: 'inApp', from }, at);
    await this.stopClock(manager, delivered, at);
  }

  /** A clerk told the party by voice and says to whom; that counts as a delivery. Repeating it adds nothing. */
  async spoken(manager: EntityManager, fact: NoticeFact, toldTo: string, note: string): Promise<NoticeView> {
    const facts = await this.facts.read(manager, fact.partyId, fact.appointmentId);
    invariant(facts, 'a notice is about a party that exists');
    const said = [noticeText(fact.kind, facts), note].filter(Boolean).join('\n');
    const row: NoticeEntity = {
      ...pendingNotice(fact, 'spoken', said),
      state: 'delivered',
      sentAt: fact.at,
      deliveredAt: fact.at,
      acknowledgedBy: toldTo,
    };
    await this.repository.insertOnce(manager, [row]);
    await this.stopClock(manager, [fact], fact.at);
    const written = await this.repository.findByKey(manager, row.dedupeKey);
    invariant(written, 'the spoken notice was written');
    return presentNotice(written);
  }

  /**
   * The first delivery of a time and place stops the 24-hour clock. "We will tell you later" is
   * delivered too, but keeps no promise and stops nothing.
   */
  async stopClock(
    manager: EntityManager,
    delivered: readonly { readonly kind: string; readonly requestId: string }[],
    at: Date,
  ): Promise<void> {
    const told = delivered.find(({ kind }) => kind === 'booked' || kind === 'moved');
    if (told) await this.states.notified(manager, told.requestId, at);
  }

  /** Of one request, oldest first; of the given parties only. */
  async list(manager: EntityManager, requestId: string, partyIds?: readonly string[]): Promise<NoticeView[]> {
    return (await this.repository.listOf(manager, requestId, partyIds)).map(presentNotice);
  }
}

function pendingNotice(fact: NoticeFact, channel: NoticeChannel, body: string): NoticeEntity {
  return {
    id: randomUUID(),
    requestId: fact.requestId,
    partyId: fact.partyId,
    appointmentId: fact.appointmentId,
    kind: fact.kind,
    channel,
    state: 'pending',
    body,
    dedupeKey: [fact.kind, fact.appointmentId ?? fact.requestId, fact.partyId, channel].join(':'),
    createdAt: fact.at,
    dueAt: fact.at,
    claimedAt: null,
    sentAt: null,
    deliveredAt: null,
    attempts: 0,
    lastError: null,
    acknowledgedBy: null,
  };
}
