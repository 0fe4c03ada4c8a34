import type { NoticeChannel, NoticeKind } from '@contracts/http/notices';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface UnreachedRow {
  readonly id: string;
  readonly requestId: string;
  readonly requestNo: string;
  readonly stationId: string;
  readonly partyStationId: string;
  readonly partyId: string;
  readonly partyName: string;
  readonly phoneSealed: string | null;
  readonly stationName: string;
  readonly kind: NoticeKind;
  readonly channel: NoticeChannel;
  readonly attempts: number;
  readonly error: string;
  readonly startsAt: Date | null;
  readonly noticeDueAt: Date;
  readonly failedAt: Date;
}

/** A reminder that came too late is of use to the clerk on that day only. */
const STALE_AFTER = `interval '24 hours'`;

/**
 * Notices that nobody got: failed or too late on their last way, and told neither by another way, nor on
 * paper, nor on the own page, nor by voice since. What has been overtaken (another time, a talk that is
 * over, a person who came) is nobody's work any more.
 */
const UNREACHED = `
  SELECT DISTINCT ON (notice.party_id, notice.appointment_id, notice.kind)
         notice.id, request.id AS "requestId", request.no AS "requestNo", request.station_id AS "stationId",
         party.station_id AS "partyStationId", party.id AS "partyId", person.name AS "partyName",
         COALESCE(person.phone_sealed, guardian.phone_sealed) AS "phoneSealed", station.name AS "stationName",
         notice.kind, notice.channel, notice.attempts, COALESCE(notice.last_error, 'unknown') AS error,
         appointment.starts_at AS "startsAt", request.notice_due_at AS "noticeDueAt",
         COALESCE(notice.failed_at, notice.created_at) AS "failedAt"
    FROM notice
    JOIN party ON party.id = notice.party_id
    JOIN request ON request.id = notice.request_id
    JOIN person ON person.id = party.person_id
    JOIN station ON station.id = party.station_id
    LEFT JOIN person AS guardian ON guardian.id = party.guardian_id
    LEFT JOIN appointment ON appointment.id = notice.appointment_id
   WHERE notice.state IN ('failed', 'expired')
     AND party.checked_in_at IS NULL
     AND CASE notice.kind
           WHEN 'cancelled' THEN COALESCE(appointment.starts_at, request.notice_due_at) > $1::timestamptz - ${STALE_AFTER}
           WHEN 'unplaced' THEN request.unplaced IS NOT NULL AND request.withdrawn_at IS NULL
           ELSE appointment.state = 'booked' AND appointment.starts_at = COALESCE(notice.starts_at, appointment.starts_at)
                AND appointment.ends_at > $1::timestamptz - ${STALE_AFTER} END
     AND NOT EXISTS (
       SELECT 1 FROM notice AS other
        WHERE other.request_id = notice.request_id AND other.party_id = notice.party_id AND other.id <> notice.id
          AND other.appointment_id IS NOT DISTINCT FROM notice.appointment_id
          AND CASE WHEN notice.kind = 'reminder' THEN
                (other.kind = 'reminder' AND other.reminder = notice.reminder
                   AND other.channel NOT IN ('slip', 'inApp') AND other.state IN ('pending', 'sending', 'sent', 'delivered'))
                OR (other.channel = 'spoken' AND other.created_at >= notice.due_at)
              WHEN notice.kind = 'cancelled' OR other.kind = 'cancelled' THEN
                other.kind = notice.kind
                  AND (other.delivered_at IS NOT NULL
                       OR (other.channel NOT IN ('slip', 'inApp') AND other.state IN ('pending', 'sending', 'sent')))
              ELSE other.delivered_at IS NOT NULL
                OR (other.kind = notice.kind AND other.channel NOT IN ('slip', 'inApp')
                    AND other.state IN ('pending', 'sending', 'sent')) END)`;

/** The same of one station's people only, where one is given; each fact once. */
const OF_STATION = `${UNREACHED} AND ($2::uuid IS NULL OR party.station_id = $2 OR request.station_id = $2)
  ORDER BY notice.party_id, notice.appointment_id, notice.kind, notice.failed_at DESC`;

/** Whom a person must telephone now. */
@Injectable()
export class UnreachedRepository {
  /** The least time left first. */
  list(manager: EntityManager, now: Date, stationId: string | null): Promise<UnreachedRow[]> {
    return manager.query(
      `SELECT * FROM (${OF_STATION}) AS unreached
        ORDER BY LEAST("noticeDueAt", COALESCE("startsAt", "noticeDueAt")), "requestNo", id LIMIT 200`,
      [now, stationId],
    );
  }

  /** How many there are in all. */
  async count(manager: EntityManager, now: Date, stationId: string | null): Promise<number> {
    const rows: { n: string }[] = await manager.query(`SELECT count(*) AS n FROM (${OF_STATION}) AS unreached`, [
      now,
      stationId,
    ]);
    return Number(rows[0]?.n ?? 0);
  }
}
