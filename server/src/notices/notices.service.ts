import type { NoticeKind, NoticeView } from '@contracts/http/notices';
import { invariant } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SchedulingSettings } from '../capacity/scheduling-settings';
import { Clock } from '../common/clock';
import type { Registered } from '../requests/registration.service';
import { RequestStates } from '../requests/request-states';
import { newAddressees, type NewAppointment } from './new-addressees';
import { NoticeFactsRepository, type Addressee } from './notice-facts.repository';
import { noticeText } from './notice-text';
import { NoticeWriter, type Told } from './notice-writer';
import type { NoticeEntity } from './notice.entity';
import { presentNotice } from './notice.presenter';
import { NoticeRepository } from './notice.repository';

/** One fact that one party must be told. */
export interface NoticeFact extends Told {
  readonly partyId: string;
}

/** What of a notice says whether it told a time. */
type Delivered = Pick<NoticeEntity, 'kind' | 'requestId' | 'appointmentId'>;

/** 约访通知. Rows are written in the transaction of what they tell of; a job sends them afterwards. */
@Injectable()
export class Notices {
  constructor(
    private readonly repository: NoticeRepository,
    private readonly facts: NoticeFactsRepository,
    private readonly writer: NoticeWriter,
    private readonly settings: SchedulingSettings,
    private readonly states: RequestStates,
    private readonly clock: Clock,
  ) {}

  /**
   * Tells every party of a request, in two statements: one reads, one writes. One row for each channel
   * that applies, and the reminders of a time. Telling the same fact again writes nothing.
   */
  async tellAll(manager: EntityManager, told: Told): Promise<void> {
    const parties = await this.facts.addressees(manager, told.requestId, told.appointmentId);
    await this.writeTo(manager, told, parties);
  }

  /** Tells every party of a request that this transaction has registered of its first time; reads next to nothing. */
  async tellNew(
    manager: EntityManager,
    registered: Registered,
    appointment: NewAppointment,
    clerkName: string | null,
    at: Date,
  ): Promise<void> {
    const parties = newAddressees(registered, appointment, await this.facts.templates(manager), clerkName);
    const tellDelayMs = await this.tellDelayMs(manager);
    const told: Told = { requestId: registered.request.id, appointmentId: appointment.id, kind: 'booked', at };
    await this.repository.insertLater(
      manager,
      parties.flatMap((party) => this.writer.rowsFor(told, party, tellDelayMs)),
    );
  }

  /** Like `tellAll`, one party only. */
  async write(manager: EntityManager, fact: NoticeFact): Promise<void> {
    const party = await this.facts.addressee(manager, fact.partyId, fact.appointmentId);
    invariant(party, 'a notice is about a party that exists');
    await this.writeTo(manager, fact, [party]);
  }

  /** What was written for a request and not sent yet is true no longer and is not sent any more. */
  async cancelPending(manager: EntityManager, requestId: string): Promise<void> {
    await this.repository.cancelPending(manager, requestId, this.clock.now());
  }

  /**
   * An appointment was cancelled by mistake and stands again: what was not sent is not sent any more, and
   * the same may be told another day.
   */
  async cancelledByMistake(manager: EntityManager, requestId: string, appointmentId: string): Promise<void> {
    await this.repository.cancelPending(manager, requestId, this.clock.now());
    await this.repository.letTellAgain(manager, appointmentId, 'cancelled');
  }

  /** The slip was printed: what it says is now in the party's hands. */
  async slipHandedOver(manager: EntityManager, partyId: string, at: Date): Promise<void> {
    const delivered = await this.repository.deliver(manager, { partyId, channel: 'slip', from: ['pending'] }, at);
    await this.stopClock(manager, delivered, at);
  }

  /** The resident opened the own page, on which every notice stands. */
  async readInApp(manager: EntityManager, partyId: string, at: Date): Promise<void> {
    const from = ['pending', 'sending', 'sent'] as const;
    const delivered = await this.repository.deliver(manager, { partyId, channel: 'inApp', from }, at);
    await this.stopClock(manager, delivered, at);
  }

  /** A clerk told the party by voice and says to whom; that counts as a delivery. Repeating it adds nothing. */
  async spoken(manager: EntityManager, fact: NoticeFact, toldTo: string, note: string): Promise<NoticeView> {
    const party = await this.facts.addressee(manager, fact.partyId, fact.appointmentId);
    invariant(party, 'a notice is about a party that exists');
    const { language, templates } = party;
    const words = noticeText(fact.kind, party, { language, template: templates[fact.kind] });
    const row: NoticeEntity = {
      ...this.writer.row(fact, party, 'spoken', fact.at),
      body: [words, note].filter(Boolean).join('\n'),
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
   * The first delivery of a time and place stops the 24-hour clock. "We will tell you later" is delivered
   * too, but keeps no promise and stops nothing; neither does a late word of a time that has moved.
   */
  async stopClock(manager: EntityManager, delivered: readonly Delivered[], at: Date): Promise<void> {
    for (const { kind, requestId, appointmentId } of delivered) {
      if (!TELLS_TIME.has(kind) || !appointmentId) continue;
      if (!(await this.repository.isLiveNews(manager, appointmentId))) continue;
      return this.states.notified(manager, requestId, at);
    }
  }

  /** Of one request, oldest first; of the given parties only. */
  async list(manager: EntityManager, requestId: string, partyIds?: readonly string[]): Promise<NoticeView[]> {
    return (await this.repository.listOf(manager, requestId, partyIds)).map(presentNotice);
  }

  private async writeTo(manager: EntityManager, told: Told, parties: readonly Addressee[]): Promise<void> {
    const tellDelayMs = told.kind === 'booked' || told.kind === 'moved' ? await this.tellDelayMs(manager) : 0;
    await this.repository.insertOnce(
      manager,
      parties.flatMap((party) => this.writer.rowsFor(told, party, tellDelayMs)),
    );
  }

  /** Costs nothing where the same transaction has planned. */
  private async tellDelayMs(manager: EntityManager): Promise<number> {
    return (await this.settings.read(manager)).tellDelayMs;
  }
}

const TELLS_TIME: ReadonlySet<NoticeKind> = new Set<NoticeKind>(['booked', 'moved']);
