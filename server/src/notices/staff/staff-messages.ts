import { randomUUID } from 'node:crypto';
import type { StaffMessage } from '@contracts/http/notices';
import { DomainError } from '@domain/errors';
import { DAY_MS } from '@domain/local-time';
import { retryDelayMs } from '@domain/retry-delay';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { requireStaff, type Actor } from '../../common/actor';
import { Clock } from '../../common/clock';
import { Logger } from '../../common/logger';
import { Random } from '../../common/random';
import { Stations } from '../../identity/stations';
import { asDeliveryError } from '../channels/channel';
import { EmailChannel } from '../channels/email.channel';
import type { Language } from '../templates';
import { staffWords, type StaffFacts } from './staff-facts';

export interface StaffWord {
  readonly staffIds: readonly string[];
  readonly requestId: string | null;
  readonly facts: StaffFacts;
  /** Said once to each, however often it is written. */
  readonly key: string;
}

interface Row {
  readonly id: string;
  readonly kind: 'digest' | 'escalation';
  readonly requestId: string | null;
  readonly facts: StaffFacts;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}
interface Mail {
  readonly id: string;
  readonly facts: StaffFacts;
  readonly attempts: number;
  readonly email: string;
}

const SHOWN_MS = 7 * DAY_MS;
/** A claim older than this belonged to a worker that died. */
const STUCK_AFTER_MS = 30_000;
const BATCH = 20;

/** 给工作人员的话: on their own screen, and by e-mail where an address is known and a mail server is set up. */
@Injectable()
export class StaffMessages {
  constructor(
    private readonly source: DataSource,
    private readonly stations: Stations,
    private readonly email: EmailChannel,
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly logger: Logger,
  ) {}

  /** In the transaction of what it tells of. Returns to whom it was new. */
  async write(manager: EntityManager, { staffIds, requestId, facts, key }: StaffWord): Promise<string[]> {
    const at = this.clock.now();
    const rows: { staff_id: string }[] = await manager.query(
      `INSERT INTO staff_message (id, staff_id, kind, request_id, facts, dedupe_key, created_at, mail_state, mail_due_at)
       SELECT wanted.id, staff.id, $3, $4, $5, $6 || ':' || staff.id, $7,
              CASE WHEN staff.email IS NOT NULL AND $8 THEN 'pending' ELSE 'none' END, $7
         FROM unnest($1::uuid[], $2::uuid[]) AS wanted (id, staff_id)
         JOIN staff ON staff.id = wanted.staff_id AND staff.active
       ON CONFLICT (dedupe_key) DO NOTHING RETURNING staff_id`,
      [
        staffIds.map(() => randomUUID()),
        staffIds,
        facts.kind,
        requestId,
        JSON.stringify(facts),
        key,
        at,
        this.email.configured,
      ],
    );
    return rows.map((row) => row.staff_id);
  }

  /** One's own of the last seven days, newest first. */
  async list(actor: Actor, language: Language): Promise<StaffMessage[]> {
    const staff = requireStaff(actor);
    const { manager } = this.source;
    const rows: Row[] = await manager.query(
      `SELECT id, kind, request_id AS "requestId", facts, created_at AS "createdAt", read_at AS "readAt"
         FROM staff_message WHERE staff_id = $1 AND created_at > $2 ORDER BY created_at DESC, id LIMIT 100`,
      [staff.id, new Date(this.clock.now().getTime() - SHOWN_MS)],
    );
    const { timeZone } = await this.stations.getBureau(manager);
    return rows.map(({ facts, createdAt, readAt, ...row }) => ({
      ...row,
      text: staffWords(facts, timeZone, language).text,
      createdAt: createdAt.toISOString(),
      readAt: readAt?.toISOString() ?? null,
    }));
  }

  /** Throws NOT_FOUND for another's. Reading twice keeps the first time. */
  async markRead(actor: Actor, id: string): Promise<void> {
    const rows: unknown[] = await this.source.query(
      `WITH seen AS (UPDATE staff_message SET read_at = COALESCE(read_at, $3) WHERE id = $1 AND staff_id = $2
         RETURNING id) SELECT id FROM seen`,
      [id, requireStaff(actor).id, this.clock.now()],
    );
    if (rows.length === 0) throw new DomainError('NOT_FOUND');
  }

  /** Mails what is due, each under its own Message-ID; returns how many were taken. */
  async sweep(): Promise<number> {
    const { timeZone } = await this.stations.getBureau(this.source.manager);
    let taken = 0;
    for (;;) {
      const mails = await this.claim();
      if (mails.length === 0) return taken;
      taken += mails.length;
      for (const mail of mails) await this.mail(mail, timeZone);
    }
  }

  private claim(): Promise<Mail[]> {
    const now = this.clock.now();
    return this.source.query(
      `WITH due AS (
         SELECT id FROM staff_message
          WHERE mail_state = 'pending' AND mail_due_at <= $1 AND (mail_claimed_at IS NULL OR mail_claimed_at <= $2)
          ORDER BY mail_due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED),
       claimed AS (
         UPDATE staff_message AS message SET mail_claimed_at = $1, mail_attempts = mail_attempts + 1
           FROM due WHERE message.id = due.id RETURNING message.*)
       SELECT claimed.id, claimed.facts, claimed.mail_attempts AS attempts, staff.email
         FROM claimed JOIN staff ON staff.id = claimed.staff_id`,
      [now, new Date(now.getTime() - STUCK_AFTER_MS), BATCH],
    );
  }

  private async mail({ id, facts, attempts, email }: Mail, timeZone: string): Promise<void> {
    const at = this.clock.now();
    try {
      const { subject, text } = staffWords(facts, timeZone, 'zh');
      await this.email.send({ key: id, to: email, subject, text, at });
      await this.settle(id, 'sent', at);
    } catch (error) {
      const failure = asDeliveryError(error);
      this.logger.warn(`staff message ${id}: ${failure.message}`);
      const wait = failure.permanent ? null : retryDelayMs(attempts, this.random.next());
      await this.settle(id, wait === null ? 'failed' : 'pending', new Date(at.getTime() + (wait ?? 0)));
    }
  }

  private async settle(id: string, state: 'pending' | 'sent' | 'failed', dueAt: Date): Promise<void> {
    await this.source.query(
      'UPDATE staff_message SET mail_state = $2, mail_due_at = $3, mail_claimed_at = NULL WHERE id = $1',
      [id, state, dueAt],
    );
  }
}
