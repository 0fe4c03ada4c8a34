import type { TestDatabase } from './database';
import { until } from './until';

interface Told {
  readonly party: string;
  readonly channel: string;
  readonly kind: string;
  readonly startsAt: string;
}

/** What the residents of requests were told, as the database holds it. */
export class Telling {
  constructor(private readonly database: Pick<TestDatabase, 'query'>) {}

  /** Waits until all that is due was handed over; a slip is handed over by a person, and when they come. */
  async settled(): Promise<void> {
    const open = `SELECT FROM notice WHERE kind <> 'reminder'
      AND (channel <> 'slip' AND state = 'pending' OR state = 'sending' OR channel = 'sms' AND state = 'sent')`;
    await until(async () => (await this.database.query(open)).length === 0, 20_000, 'all told');
  }

  /** The notices of the time that stands, one row each. */
  async ofTheTime(requestId: string): Promise<Told[]> {
    const rows = await this.database.query<Omit<Told, 'startsAt'> & { starts: Date }>(
      `SELECT party.booking_code AS party, notice.channel, notice.kind, notice.starts_at AS starts
         FROM notice JOIN party ON party.id = notice.party_id
         JOIN appointment ON appointment.id = notice.appointment_id AND appointment.state = 'booked'
        WHERE notice.request_id = $1 AND notice.kind <> 'reminder' AND notice.state NOT IN ('cancelled', 'expired')
        ORDER BY party.side, notice.channel`,
      [requestId],
    );
    return rows.map(({ starts, ...row }) => ({ ...row, startsAt: starts.toISOString() }));
  }

  /** Of which starts somebody would still be told or reminded, each once; `reminders` of how many parties. */
  async toCome(requestId: string): Promise<{ starts: string[]; reminded: number }> {
    const rows = await this.database.query<{ starts: Date; party: string; kind: string }>(
      `SELECT starts_at AS starts, party_id AS party, kind FROM notice
        WHERE request_id = $1 AND state IN ('pending', 'sending') AND starts_at IS NOT NULL`,
      [requestId],
    );
    const reminded = new Set(rows.filter(({ kind }) => kind === 'reminder').map(({ party }) => party));
    return { starts: [...new Set(rows.map(({ starts }) => starts.toISOString()))], reminded: reminded.size };
  }

  /** Every notice of a request as it stands, to show that none was added or taken away. */
  all(requestId: string): Promise<unknown[]> {
    return this.database.query(
      'SELECT id, kind, channel, state, due_at FROM notice WHERE request_id = $1 ORDER BY id',
      [requestId],
    );
  }
}
