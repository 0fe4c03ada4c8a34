import { createHash } from 'node:crypto';
import { Client, type ClientConfig } from 'pg';

/** Seen so often, a statement is worth a plan of its own on every connection. */
const PREPARE_FROM = 3;
/** Plans cost memory in each of the database's processes, so their number is bounded. */
const MOST_NAMES = 500;

const seen = new Map<string, number>();
const names = new Map<string, string>();

/**
 * A connection on which PostgreSQL keeps the parsed and planned form of each statement that comes again
 * and again: planning a booking's statements costs the database more than carrying them out. What begins
 * and ends transactions, and rare statements, are sent as they are.
 */
export class PreparedClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    const send: (...args: unknown[]) => unknown = super.query.bind(this);
    Object.defineProperty(this, 'query', {
      value: (text: unknown, values: unknown, done: unknown): unknown => {
        const name = typeof text === 'string' && isWorthPreparing(text, values) ? nameOf(text) : null;
        return name === null ? send(text, values, done) : send({ name, text, values }, done);
      },
    });
  }
}

const isWorthPreparing = (text: string, values: unknown): boolean =>
  Array.isArray(values)
    ? values.length > 0 || text.startsWith('SELECT')
    : values === undefined && text.startsWith('SELECT');

/** The name under which a text is prepared; null while it is rare, or when there are too many already. */
function nameOf(text: string): string | null {
  const known = names.get(text);
  if (known) return known;
  if (names.size >= MOST_NAMES) return null;
  const times = (seen.get(text) ?? 0) + 1;
  if (times < PREPARE_FROM) {
    // A stream of texts that never come again must not grow the table of those that may.
    if (seen.size >= 10 * MOST_NAMES) seen.clear();
    seen.set(text, times);
    return null;
  }
  seen.delete(text);
  const name = `vh_${createHash('sha256').update(text).digest('base64url').slice(0, 24)}`;
  names.set(text, name);
  return name;
}
