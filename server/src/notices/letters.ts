import { formatBookingCode } from '@domain/booking-code';
import { HOUR_MS, MINUTE_MS } from '@domain/local-time';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { Sealing } from '../common/sealing';
import { CalendarFiles } from './calendar/calendar-files';
import { DeliveryError, type Channel, type Letter } from './channels/channel';
import { Channels, type PushedChannel } from './channels/channels';
import { ConfirmLinks } from './links/confirm-links';
import { NoticeFactsRepository, type Addressee } from './notice-facts.repository';
import { remainingWords } from './notice-text';
import { addressesOf } from './notice-writer';
import { keyOf, type NoticeEntity } from './notice.entity';
import { templateOf, wallTime } from './templates';

type Pushed = NoticeEntity & { readonly channel: PushedChannel };

/** A reminder that is later than this says how much time is left. */
const LATE_MS = 5 * MINUTE_MS;

/** Puts a claimed notice into an envelope: the address as it is known now, words, calendar file. */
@Injectable()
export class Letters {
  constructor(
    private readonly facts: NoticeFactsRepository,
    private readonly channels: Channels,
    private readonly links: ConfirmLinks,
    private readonly calendars: CalendarFiles,
    private readonly sealing: Sealing,
    private readonly clock: Clock,
  ) {}

  /** Throws a permanent DeliveryError when the address is not known any more. */
  async of(manager: EntityManager, notice: Pushed): Promise<{ channel: Channel; letter: Letter }> {
    const party = await this.facts.addressee(manager, notice.partyId, notice.appointmentId);
    const to = party && addressesOf(party, this.sealing)[notice.channel];
    if (!party || !to) throw new DeliveryError('noAddress', true);
    const at = this.clock.now();
    const words = templateOf(notice.language);
    const letter: Letter = {
      key: keyOf(notice),
      to,
      subject: words.subject,
      text: notice.body + this.lateWords(notice, at),
      at,
      fields: this.fieldsOf(notice, party),
      calendar:
        notice.channel === 'email' && notice.kind !== 'reminder' && notice.appointmentId
          ? await this.calendars.attachment(manager, notice.partyId, notice.appointmentId, notice.language, to)
          : undefined,
    };
    return { channel: this.channels.of(notice.channel), letter };
  }

  /** A retry moves `dueAt`, and another channel begins with a new one; the last hour is known without it. */
  private lateWords({ kind, reminder, startsAt, dueAt, language, attempts }: Pushed, at: Date): string {
    if (kind !== 'reminder' || !startsAt) return '';
    const leftMs = startsAt.getTime() - at.getTime();
    const inTime = attempts === 1 && at.getTime() - dueAt.getTime() <= LATE_MS;
    const lastHour = reminder === 'hourBefore' && leftMs < HOUR_MS - LATE_MS;
    return inTime && !lastHour ? '' : remainingWords(leftMs, language);
  }

  private fieldsOf(notice: Pushed, party: Addressee): NonNullable<Letter['fields']> {
    const words = templateOf(notice.language);
    const time = wallTime(notice.startsAt ?? party.noticeDueAt, party.timeZone, words.time);
    return {
      what: words.wechat[notice.kind],
      when: `${time.date}${time.clock}`,
      where: notice.language === 'zh' ? party.stationName : party.stationNameEn,
      code: formatBookingCode(party.bookingCode),
      link:
        notice.startsAt && notice.appointmentId
          ? this.links.address(this.links.token(notice.partyId, notice.appointmentId))
          : null,
    };
  }
}
