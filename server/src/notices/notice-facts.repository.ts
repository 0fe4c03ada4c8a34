import type { NoticeKind } from '@contracts/http/notices';
import type { Topic } from '@domain/topic';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Language } from './templates';

/** What a notice or a slip may say to one party. Never a word of the other one. */
export interface NoticeFacts {
  readonly requestId: string;
  readonly no: string;
  readonly topic: Topic;
  readonly partyName: string;
  readonly bookingCode: string;
  readonly hasGuardian: boolean;
  readonly stationName: string;
  readonly stationNameEn: string;
  readonly stationAddress: string;
  readonly stationPhone: string;
  readonly bureauName: string;
  readonly bureauNameEn: string;
  readonly timeZone: string;
  readonly roomName: string | null;
  readonly startsAt: Date | null;
  readonly noticeDueAt: Date;
  readonly registeredAt: Date;
  readonly notifiedAt: Date | null;
  readonly clerkName: string | null;
  /** The bureau asked them to come. */
  readonly invited: boolean;
  /** The appointment went by without them. */
  readonly missed: boolean;
  /** Why the bureau took the matter back; empty where it did not. */
  readonly cancelledReason: string;
}

/** One party with what is needed to write to it. */
export interface Addressee extends NoticeFacts {
  readonly partyId: string;
  readonly language: Language;
  readonly phoneSealed: string | null;
  readonly emailSealed: string | null;
  readonly wechatSealed: string | null;
  /** Edited templates of the party's language, by kind. */
  readonly templates: Readonly<Partial<Record<NoticeKind, string>>>;
  /** Whether a time was ever told to it, or was at once on its way. */
  readonly toldBefore: boolean;
}

/** Bodies that a bureau has written, by kind. */
export type EditedTemplates = Readonly<Record<Language, Addressee['templates']>>;

const FACTS = `request.id AS "requestId", request.no, request.topic, person.name AS "partyName",
  party.booking_code AS "bookingCode", party.guardian_id IS NOT NULL AS "hasGuardian",
  station.name AS "stationName", station.name_en AS "stationNameEn",
  station.address AS "stationAddress", station.phone AS "stationPhone",
  bureau.name AS "bureauName", bureau.name_en AS "bureauNameEn", bureau.time_zone AS "timeZone",
  room.name AS "roomName", appointment.starts_at AS "startsAt",
  request.notice_due_at AS "noticeDueAt", request.registered_at AS "registeredAt",
  request.notified_at AS "notifiedAt", clerk.display_name AS "clerkName",
  request.direction = 'bureauToResident' AS invited, appointment.no_show_at IS NOT NULL AS missed,
  CASE WHEN request.state = 'CANCELLED_BY_BUREAU' THEN request.cancelled_reason ELSE '' END AS "cancelledReason"`;

const ADDRESSEE = `${FACTS}, party.id AS "partyId", person.language,
  COALESCE(person.phone_sealed, guardian.phone_sealed) AS "phoneSealed",
  person.email_sealed AS "emailSealed", person.wechat_open_id_sealed AS "wechatSealed",
  COALESCE((SELECT jsonb_object_agg(kind, body) FROM notice_template AS template
             WHERE template.language = person.language AND body IS NOT NULL), '{}') AS templates,
  EXISTS (SELECT 1 FROM notice AS earlier
           WHERE earlier.request_id = request.id AND earlier.party_id = party.id
             AND earlier.kind IN ('booked', 'moved')
             AND (earlier.state IN ('sending', 'sent', 'delivered')
                  OR earlier.due_at <= earlier.created_at)) AS "toldBefore"`;

const FROM_PARTY = `FROM party
  JOIN request ON request.id = party.request_id
  JOIN person ON person.id = party.person_id
  JOIN station ON station.id = party.station_id
  JOIN bureau ON bureau.id = request.bureau_id
  LEFT JOIN person AS guardian ON guardian.id = party.guardian_id
  LEFT JOIN staff AS clerk ON clerk.id = request.registered_by
  LEFT JOIN appointment ON appointment.id = $2
  LEFT JOIN LATERAL (
    SELECT resource.name FROM reservation JOIN resource ON resource.id = reservation.resource_id
     WHERE reservation.appointment_id = appointment.id
       AND resource.kind = 'room' AND resource.station_id = party.station_id
     ORDER BY resource.id LIMIT 1) AS room ON true`;

@Injectable()
export class NoticeFactsRepository {
  /** One query: the party, its station, and the appointment's start and room there. */
  async read(manager: EntityManager, partyId: string, appointmentId: string | null): Promise<NoticeFacts | null> {
    const rows: NoticeFacts[] = await manager.query(`SELECT ${FACTS} ${FROM_PARTY} WHERE party.id = $1`, [
      partyId,
      appointmentId,
    ]);
    return rows[0] ?? null;
  }

  /** One query: every party of a request, side A first. */
  addressees(manager: EntityManager, requestId: string, appointmentId: string | null): Promise<Addressee[]> {
    return manager.query(`SELECT ${ADDRESSEE} ${FROM_PARTY} WHERE party.request_id = $1 ORDER BY party.side`, [
      requestId,
      appointmentId,
    ]);
  }

  /** The stations that parties of these requests come to, each once. */
  async stationIds(manager: EntityManager, requestIds: readonly string[]): Promise<string[]> {
    const rows: { station_id: string }[] = await manager.query(
      'SELECT DISTINCT station_id FROM party WHERE request_id = ANY($1)',
      [requestIds],
    );
    return rows.map((row) => row.station_id);
  }

  /** The edited templates of both languages. */
  async templates(manager: EntityManager): Promise<EditedTemplates> {
    const rows: { kind: NoticeKind; language: Language; body: string }[] = await manager.query(
      'SELECT kind, language, body FROM notice_template WHERE body IS NOT NULL',
    );
    const of = (language: Language): Addressee['templates'] =>
      Object.fromEntries(rows.filter((row) => row.language === language).map(({ kind, body }) => [kind, body]));
    return { zh: of('zh'), en: of('en') };
  }

  /** Like `addressees`, of one party. */
  async addressee(manager: EntityManager, partyId: string, appointmentId: string | null): Promise<Addressee | null> {
    const rows: Addressee[] = await manager.query(`SELECT ${ADDRESSEE} ${FROM_PARTY} WHERE party.id = $1`, [
      partyId,
      appointmentId,
    ]);
    return rows[0] ?? null;
  }
}
