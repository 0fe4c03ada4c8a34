import { formatBookingCode } from '@domain/booking-code';
import { DomainError } from '@domain/errors';
import { fillTemplate } from '@domain/notice-template';
import { Inject, Injectable, StreamableFile } from '@nestjs/common';
import ical, { ICalAttendeeRole, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { CONFIG, type Config } from '../../config';
import { templateOf, type Language } from '../templates';

export interface CalendarFile {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly content: string;
}

interface Entry {
  readonly requestId: string;
  readonly bookingCode: string;
  readonly round: number;
  readonly state: 'booked' | 'inSession' | 'ended' | 'cancelled';
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly sequence: number;
  readonly stationName: string;
  readonly stationNameEn: string;
  readonly stationAddress: string;
  readonly stationPhone: string;
  readonly bureauName: string;
  readonly bureauNameEn: string;
}

/**
 * Every change of an appointment raises its version, and a move adds one more row of the same round: their
 * sum grows with each change, wherever it is counted.
 */
const ENTRY = `SELECT party.request_id AS "requestId", party.booking_code AS "bookingCode", shown.round, shown.state,
    shown.starts_at AS "startsAt", shown.ends_at AS "endsAt",
    (SELECT sum(version) - 1 FROM appointment
      WHERE request_id = party.request_id AND round = shown.round)::int AS sequence,
    station.name AS "stationName", station.name_en AS "stationNameEn", station.address AS "stationAddress",
    station.phone AS "stationPhone", bureau.name AS "bureauName", bureau.name_en AS "bureauNameEn"
  FROM party
  JOIN station ON station.id = party.station_id
  JOIN bureau ON bureau.id = station.bureau_id`;

/** 日历文件: the appointment for the reader's own calendar. Never the matter, never the other party. */
@Injectable()
export class CalendarFiles {
  constructor(
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'SMTP_FROM'>,
  ) {}

  /** The live appointment, else the last one, taken back if it was cancelled. NOT_FOUND when there was none. */
  async current(manager: EntityManager, partyId: string, language: Language): Promise<CalendarFile> {
    const rows: Entry[] = await manager.query(
      `${ENTRY} JOIN LATERAL (
         SELECT * FROM appointment WHERE request_id = party.request_id
          ORDER BY state IN ('booked', 'inSession') DESC, round DESC, created_at DESC, id LIMIT 1) AS shown ON true
        WHERE party.id = $1`,
      [partyId],
    );
    const [entry] = rows;
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
    const rows: Entry[] = await manager.query(
      `${ENTRY} JOIN appointment AS shown ON shown.id = $2 AND shown.request_id = party.request_id WHERE party.id = $1`,
      [partyId, appointmentId],
    );
    return rows[0] && this.file(rows[0], language, email);
  }

  /** One UID for a request and round: what comes later replaces what came before. Times are in UTC. */
  private file(entry: Entry, language: Language, email: string | null): CalendarFile {
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
