import { formatBookingCode } from '@domain/booking-code';
import { DomainError } from '@domain/errors';
import { fillTemplate } from '@domain/notice-template';
import { Inject, Injectable, StreamableFile } from '@nestjs/common';
import ical, { ICalAttendeeRole, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { CONFIG, type Config } from '../../config';
import { templateOf, type Language } from '../templates';
import { CalendarEntryRepository, type CalendarEntry } from './calendar-entry.repository';

export interface CalendarFile {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly content: string;
}

/** 日历文件: the appointment for the reader's own calendar. Never the matter, never the other party. */
@Injectable()
export class CalendarFiles {
  constructor(
    private readonly repository: CalendarEntryRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'SMTP_FROM'>,
  ) {}

  /** The live appointment, else the last one, taken back if it was cancelled. NOT_FOUND when there was none. */
  async current(manager: EntityManager, partyId: string, language: Language): Promise<CalendarFile> {
    const entry = await this.repository.findCurrent(manager, partyId);
    if (!entry) throw new DomainError('NOT_FOUND');
    return this.file(entry, language, null);
  }

  /** What goes with a notice by e-mail; undefined when the appointment is not known. */
  async attachment(
    manager: EntityManager,
    partyId: string,
    appointmentId: string,
    language: Language,
    email: string,
  ): Promise<CalendarFile | undefined> {
    const entry = await this.repository.findOf(manager, partyId, appointmentId);
    return entry ? this.file(entry, language, email) : undefined;
  }

  /** One UID for a request and round: what comes later replaces what came before. Times are in UTC. */
  private file(entry: CalendarEntry, language: Language, email: string | null): CalendarFile {
    const zh = language === 'zh';
    const words = templateOf(language).calendar;
    const cancelled = entry.state === 'cancelled';
    const station = zh ? entry.stationName : entry.stationNameEn;
    const details = fillTemplate(words.description, {
      code: formatBookingCode(entry.bookingCode),
      phone: entry.stationPhone,
    });
    const calendar = ical({
      prodId: { company: 'video-home', product: 'appointments', language: zh ? 'ZH' : 'EN' },
      method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
    });
    const event = calendar.createEvent({
      id: `${entry.requestId}-${entry.round}@video-home`,
      sequence: entry.sequence,
      stamp: this.clock.now(),
      start: entry.startsAt,
      end: entry.endsAt,
      summary: fillTemplate(words.title, { station }),
      description: cancelled ? words.cancelled : details,
      location: [station, entry.stationAddress].filter(Boolean).join(' '),
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      organizer: { name: zh ? entry.bureauName : entry.bureauNameEn, email: this.config.SMTP_FROM },
    });
    if (email) event.createAttendee({ email, role: ICalAttendeeRole.REQ, rsvp: false });
    return { method: cancelled ? 'CANCEL' : 'REQUEST', content: calendar.toString() };
  }
}

export const asDownload = ({ method, content }: CalendarFile): StreamableFile =>
  new StreamableFile(Buffer.from(content), {
    type: `text/calendar; charset=utf-8; method=${method}`,
    disposition: 'attachment; filename="appointment.ics"',
  });
