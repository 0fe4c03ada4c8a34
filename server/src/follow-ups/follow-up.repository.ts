import { randomUUID } from 'node:crypto';
import type { PlannedFollowUp } from '@domain/follow-up-plan';
import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import { FollowUpEntity } from './follow-up.entity';
import type { FollowedUpMatter } from './follow-ups.policy';

export interface FollowUpRow extends FollowUpEntity, Omit<FollowedUpMatter, 'kind'> {
  readonly requestNo: string;
  readonly topic: string;
  readonly partyName: string;
  readonly phoneSealed: string | null;
  readonly stationName: string;
  readonly rated: boolean;
}

const FOLLOW_UPS = `
  SELECT f.id, f.request_id AS "requestId", f.party_id AS "partyId", f.outcome_id AS "outcomeId", f.kind,
         f.due_at AS "dueAt", f.done_at AS "doneAt", f.done_by AS "doneBy", f.method, f.result, f.note,
         r.no AS "requestNo", r.topic, r.first_contact_owner_id AS "firstContactOwnerId",
         person.name AS "partyName", COALESCE(person.phone_sealed, guardian.phone_sealed) AS "phoneSealed",
         p.station_id AS "stationId", station.name AS "stationName",
         EXISTS (SELECT FROM rating WHERE rating.request_id = r.id AND rating.party_id = p.id) AS rated,
         ARRAY(
           SELECT s.host_id::text FROM session s WHERE s.request_id = r.id
           UNION SELECT e.detail->>'seat' FROM session s JOIN session_event e ON e.session_id = s.id
           WHERE s.request_id = r.id AND e.kind = 'peerJoined' AND e.detail->>'role' = 'host'
         ) AS "hostIds"
  FROM follow_up f
  JOIN request r ON r.id = f.request_id
  JOIN party p ON p.id = f.party_id
  JOIN person ON person.id = p.person_id
  LEFT JOIN person guardian ON guardian.id = p.guardian_id
  JOIN station ON station.id = p.station_id`;

@Injectable()
export class FollowUpRepository {
  /** What is owed, and what was done since; narrowed to a station where one is given. The most urgent first. */
  list(manager: EntityManager, scope: { stationId: string | null; doneSince: Date }): Promise<FollowUpRow[]> {
    return manager.query(
      `${FOLLOW_UPS} WHERE ($1::uuid IS NULL OR p.station_id = $1) AND (f.done_at IS NULL OR f.done_at > $2)
       ORDER BY f.done_at DESC NULLS FIRST, f.due_at, r.no LIMIT 1000`,
      [scope.stationId, scope.doneSince],
    );
  }

  async findRequestId(manager: EntityManager, id: string): Promise<string | null> {
    return (await manager.findOneBy(FollowUpEntity, { id }))?.requestId ?? null;
  }

  /** Holds the row until the transaction ends. */
  async findLocked(manager: EntityManager, id: string): Promise<FollowUpRow | null> {
    const rows: FollowUpRow[] = await manager.query(`${FOLLOW_UPS} WHERE f.id = $1 FOR UPDATE OF f`, [id]);
    return rows[0] ?? null;
  }

  async markDone(
    manager: EntityManager,
    id: string,
    done: Pick<FollowUpEntity, 'doneAt' | 'doneBy' | 'method' | 'result' | 'note'>,
  ): Promise<void> {
    await manager.update(FollowUpEntity, { id }, done);
  }

  hasOpen(manager: EntityManager, requestId: string): Promise<boolean> {
    return manager.existsBy(FollowUpEntity, { requestId, doneAt: IsNull() });
  }

  /** Hangs on the last outcome, if there is one by now. */
  async insertLowRating(manager: EntityManager, requestId: string, planned: PlannedFollowUp): Promise<void> {
    await manager.query(
      `INSERT INTO follow_up (id, request_id, party_id, outcome_id, kind, due_at)
       VALUES ($1, $2, $3, (SELECT id FROM outcome WHERE request_id = $2 ORDER BY concluded_at DESC LIMIT 1), $4, $5)
       ON CONFLICT (outcome_id, party_id, kind) DO NOTHING`,
      [randomUUID(), requestId, planned.partyId, planned.kind, new Date(planned.dueAt)],
    );
  }
}
