import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { writeLater } from './gathered-writes';
import type { Actor } from './actor';
import { Clock } from './clock';
import { correlationId } from './correlation';

export interface AuditEntry {
  /** Verb of the domain, e.g. `request.register`, `party.checkIn`. */
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string | null;
  /** Codes, ids and states only; never a name, a phone or an identity number. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Who did what. Written in the same transaction as the deed, so that neither exists without the other. */
@Injectable()
export class Audit {
  constructor(private readonly clock: Clock) {}

  async write(manager: EntityManager, actor: Actor, entry: AuditEntry): Promise<void> {
    await writeLater(manager, {
      text: `INSERT INTO audit_event (at, actor_kind, actor_id, action, subject_kind, subject_id, detail, correlation_id) VALUES`,
      row: '($1, $2, $3, $4, $5, $6, $7, $8)',
      params: [
        this.clock.now(),
        actor.kind,
        actor.id,
        entry.action,
        entry.subjectKind,
        entry.subjectId,
        JSON.stringify(entry.detail ?? {}),
        correlationId(),
      ],
    });
  }
}
