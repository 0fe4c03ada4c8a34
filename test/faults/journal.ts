import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestView } from '@contracts/http/requests';
import type { Stage } from '../support/stage';

/** What a client was told of one booking. */
export interface Acknowledged {
  readonly mark: string;
  readonly requestId: string;
  readonly appointmentId: string;
  readonly startsAt: string;
  /** The client's wall clock, epoch milliseconds. */
  readonly at: number;
}

/** The client's own record of what it was told: a file that is only ever added to. */
export class Journal {
  private readonly file: string;

  constructor(stage: Stage, name: string) {
    this.file = join(stage.dataDir, `${name}.acknowledged.jsonl`);
    appendFileSync(this.file, '');
  }

  /** Writes it down before anything else is done with the answer. */
  write(mark: string, text: string): void {
    const { id, appointment } = JSON.parse(text) as RequestView;
    const line: Acknowledged = {
      mark,
      requestId: id,
      appointmentId: appointment?.id ?? '',
      startsAt: appointment?.startsAt ?? '',
      at: Date.now(),
    };
    appendFileSync(this.file, `${JSON.stringify(line)}\n`);
  }

  read(): Acknowledged[] {
    const lines = readFileSync(this.file, 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as Acknowledged);
  }
}

/** What the database says to the client's record. */
export interface Verdict {
  readonly acknowledged: number;
  readonly lost: number;
  readonly duplicated: number;
}

/**
 * Compares: an acknowledged booking is lost when request, appointment or one of its two reservations is
 * not there as it was told. Doubled is a mark that stands on two requests, and every pair of reservations
 * of one resource that overlap.
 */
export async function compare(stage: Stage, journal: Journal): Promise<Verdict> {
  const told = journal.read();
  const found = await stage.query<{ id: string }>(
    `SELECT told.id FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[]) AS told (id, appointment_id, starts_at, mark)
       JOIN request ON request.id = told.id AND request.summary = told.mark
       JOIN appointment ON appointment.id = told.appointment_id AND appointment.request_id = told.id
            AND appointment.starts_at = told.starts_at AND appointment.state = 'booked'
      WHERE (SELECT count(*) FROM reservation WHERE reservation.appointment_id = appointment.id
                AND lower(during) = appointment.starts_at AND upper(during) = appointment.ends_at) >= 2`,
    [
      told.map(({ requestId }) => requestId),
      told.map(({ appointmentId }) => appointmentId || null),
      told.map(({ startsAt }) => startsAt || null),
      told.map(({ mark }) => mark),
    ],
  );
  const twice = await stage.query(`SELECT summary FROM request GROUP BY summary HAVING count(*) > 1`);
  const overlaps = await stage.query(
    `SELECT a.id FROM reservation AS a JOIN reservation AS b
         ON a.resource_id = b.resource_id AND a.id < b.id AND a.during && b.during`,
  );
  return {
    acknowledged: told.length,
    lost: told.length - new Set(found.map(({ id }) => id)).size,
    duplicated: twice.length + overlaps.length,
  };
}
