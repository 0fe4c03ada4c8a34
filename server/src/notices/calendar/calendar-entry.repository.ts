import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** An appointment as it stands in the calendar of one party. */
export interface CalendarEntry {
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

/** Appointments of a party, with its own station. */
@Injectable()
export class CalendarEntryRepository {
  /** The live appointment, else the last one. */
  async findCurrent(manager: EntityManager, partyId: string): Promise<CalendarEntry | null> {
    const rows: CalendarEntry[] = await manager.query(
      `${ENTRY} JOIN LATERAL (
         SELECT * FROM appointment WHERE request_id = party.request_id
          ORDER BY state IN ('booked', 'inSession') DESC, round DESC, created_at DESC, id LIMIT 1) AS shown ON true
        WHERE party.id = $1`,
      [partyId],
    );
    return rows[0] ?? null;
  }

  /** That very appointment; null when it is not one of the party's request. */
  async findOf(manager: EntityManager, partyId: string, appointmentId: string): Promise<CalendarEntry | null> {
    const rows: CalendarEntry[] = await manager.query(
      `${ENTRY} JOIN appointment AS shown ON shown.id = $2 AND shown.request_id = party.request_id WHERE party.id = $1`,
      [partyId, appointmentId],
    );
    return rows[0] ?? null;
  }
}
