import { DEFAULT_SCHEDULING } from '@domain/capacity/settings';
import type { RequestState } from '@domain/request-state';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { PartyRow, RequestRow } from './request-row';
import type { Cursor } from '../common/cursor';

export interface RequestFilter {
  readonly ids?: readonly string[];
  /** Taken in at the station, or with a party in its room. */
  readonly stationId?: string | undefined;
  /** Hosted by this member of staff. */
  readonly hostId?: string | undefined;
  readonly state?: RequestState | undefined;
  /** Part of a number or of a name, or a booking code. */
  readonly search?: string | undefined;
  readonly unplaced?: boolean;
  /** Appointment that starts in here. */
  readonly startsIn?: { readonly from: Date; readonly to: Date };
  readonly limit: number;
  /** Where the last page ended. */
  readonly after?: Cursor | undefined;
  readonly order: 'newest' | 'promise' | 'start';
}

const ORDER = {
  newest: 'request.registered_at DESC, request.id DESC',
  promise: 'request.notice_due_at, request.id',
  start: 'shown.starts_at NULLS LAST, request.id',
} as const;

/** The appointment a reader means: the live one, else the last that took place. */
const SHOWN = `LEFT JOIN LATERAL (
    SELECT appointment.* FROM appointment
     WHERE appointment.request_id = request.id AND appointment.state <> 'cancelled'
     ORDER BY appointment.state IN ('booked', 'inSession') DESC, appointment.starts_at DESC LIMIT 1) AS shown ON true`;

/** Requests with parties, station names, appointment and owner: one query a page, whatever its length. */
@Injectable()
export class RequestViewRepository {
  /** Those that every given condition of the filter fits, in its order. */
  async list(manager: EntityManager, filter: RequestFilter): Promise<RequestRow[]> {
    const params: unknown[] = [];
    const param = (value: unknown): string => `$${params.push(value)}`;
    const where = conditions(filter, param).join(' AND ') || 'true';
    const limit = param(filter.limit);
    return manager.query(
      `WITH page AS MATERIALIZED (
         SELECT request.id, row_number() OVER (ORDER BY ${ORDER[filter.order]}) AS place
           FROM request ${filter.order === 'start' || filter.startsIn || filter.hostId ? SHOWN : ''}
          WHERE ${where} ORDER BY ${ORDER[filter.order]} LIMIT ${limit})
       SELECT request.id, request.no, request.state, request.channel, request.topic, request.summary, request.urgency, request.direction,
              request.station_id AS "stationId", request.registered_at AS "registeredAt",
              request.registered_by AS "registeredBy", request.notice_due_at AS "noticeDueAt",
              request.notified_at AS "notifiedAt", request.answer_due_at AS "answerDueAt",
              request.answered_at AS "answeredAt", request.unplaced, request.version,
              owner.display_name AS "ownerName", shown.id AS "appointmentId", shown.starts_at AS "startsAt",
              shown.ends_at AS "endsAt", shown.official_id AS "officialId", host.id AS "hostId",
              COALESCE(host.display_name, official.name) AS "officialName", host.branch, shown.round,
              shown.state AS "appointmentState", shown.version AS "appointmentVersion", shown.reason,
              shown.starts_at + make_interval(mins => COALESCE(
                (SELECT no_show_grace_minutes FROM scheduling_setting LIMIT 1),
                ${DEFAULT_SCHEDULING.noShowGraceMinutes})) AS "graceEndsAt",
              seats.parties, seats.rooms AS "roomIds"
         FROM page
         JOIN request ON request.id = page.id
         LEFT JOIN staff AS owner ON owner.id = request.first_contact_owner_id
         ${SHOWN}
         LEFT JOIN resource AS official ON official.id = shown.official_id
         LEFT JOIN staff AS host ON host.id = official.staff_id
         CROSS JOIN LATERAL (
           SELECT COALESCE(json_agg(${PARTY} ORDER BY party.side), '[]') AS parties,
                  ARRAY(SELECT reservation.resource_id::text FROM reservation
                          JOIN resource ON resource.id = reservation.resource_id AND resource.kind = 'room'
                         WHERE reservation.appointment_id = shown.id ORDER BY 1) AS rooms
             FROM party
             JOIN person ON person.id = party.person_id
             JOIN station ON station.id = party.station_id
             LEFT JOIN person AS guardian ON guardian.id = party.guardian_id
            WHERE party.request_id = request.id) AS seats
        ORDER BY page.place`,
      params,
    );
  }

  async find(manager: EntityManager, id: string): Promise<RequestRow | null> {
    const [row] = await this.list(manager, { ids: [id], limit: 1, order: 'newest' });
    return row ?? null;
  }
}

const PARTY_FIELDS: Readonly<Record<keyof PartyRow, string>> = {
  id: 'party.id',
  side: 'party.side',
  role: 'party.role',
  name: 'person.name',
  phoneSealed: 'person.phone_sealed',
  idNumberSealed: 'person.id_number_sealed',
  village: 'person.village',
  stationId: 'party.station_id',
  stationName: 'station.name',
  needs: 'party.needs',
  companions: 'party.companions',
  guardianName: 'guardian.name',
  confirmedAt: 'party.confirmed_at',
  declinedAt: 'party.declined_at',
  checkedInAt: 'party.checked_in_at',
  identityCheckedAt: 'party.identity_checked_at',
  bookingCode: 'party.booking_code',
};
const PARTY = `json_build_object(${Object.entries(PARTY_FIELDS)
  .map(([name, column]) => `'${name}', ${column}`)
  .join(', ')})`;

function conditions(filter: RequestFilter, param: (value: unknown) => string): string[] {
  const found: string[] = [];
  if (filter.ids) found.push(`request.id = ANY(${param(filter.ids)})`);
  if (filter.state) found.push(`request.state = ${param(filter.state)}`);
  if (filter.unplaced) found.push('request.unplaced IS NOT NULL');
  if (filter.stationId) {
    const station = param(filter.stationId);
    found.push(`(request.station_id = ${station} OR EXISTS (SELECT 1 FROM party
                  WHERE party.request_id = request.id AND party.station_id = ${station}))`);
  }
  if (filter.hostId) {
    const official = `(SELECT id FROM resource WHERE staff_id = ${param(filter.hostId)})`;
    found.push(`request.id IN (SELECT request_id FROM appointment WHERE official_id = ${official})
                AND shown.official_id = ${official}`);
  }
  if (filter.startsIn) {
    const [from, to] = [param(filter.startsIn.from), param(filter.startsIn.to)];
    // The first condition is for the index; the second says which appointment is meant.
    found.push(`request.id IN (SELECT request_id FROM appointment WHERE starts_at >= ${from} AND starts_at < ${to})
                AND shown.starts_at >= ${from} AND shown.starts_at < ${to}`);
  }
  if (filter.search) {
    const like = param(`%${filter.search.replace(/[\\%_]/g, '\\$&')}%`);
    const code = param(filter.search.replace(/[\s-]/g, '').toUpperCase());
    found.push(`(request.no ILIKE ${like} OR EXISTS (SELECT 1 FROM party JOIN person ON person.id = party.person_id
                  WHERE party.request_id = request.id AND (person.name ILIKE ${like} OR party.booking_code = ${code})))`);
  }
  if (filter.after) {
    found.push(`(request.registered_at, request.id) < (${param(filter.after.at)}, ${param(filter.after.id)}::uuid)`);
  }
  return found;
}
