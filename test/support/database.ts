import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../server/src/database/data-source';

const TEMPLATE_ENV = 'TEST_TEMPLATE_DATABASE';

export interface TestDatabase {
  readonly url: string;
  /** Rows of a query, straight from the database. */
  query<Row>(sql: string, params?: unknown[]): Promise<Row[]>;
  /** How many rows each table holds: to show that a refusal changed nothing. */
  countRows(): Promise<Record<string, number>>;
  drop(): Promise<void>;
}

/** Creates and migrates the template database; called once a run. */
export async function createTemplate(): Promise<void> {
  const name = `template_${randomBytes(6).toString('hex')}`;
  await onServer((client) => client.query(`CREATE DATABASE ${name}`));
  const source = await new DataSource(dataSourceOptions({ DATABASE_URL: urlOf(name), DATABASE_POOL: 1 })).initialize();
  await source.runMigrations();
  await source.destroy();
  process.env[TEMPLATE_ENV] = name;
}

/** A fresh migrated database of its own for a test file. */
export async function createDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const template = process.env[TEMPLATE_ENV];
  if (!template)
    throw new Error('The template database is missing: run the tests through "npm test" or with the global set-up.');
  await onServer((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const url = urlOf(name);
  const client = new Client({ connectionString: url });
  await client.connect();
  const query = async <Row>(sql: string, params: unknown[] = []): Promise<Row[]> =>
    (await client.query(sql, params)).rows as Row[];
  return {
    url,
    query,
    countRows: async () => {
      const tables = await query<{ tablename: string }>(
        `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('sign_in', 'migrations') ORDER BY 1`,
      );
      const counts: Record<string, number> = {};
      for (const { tablename } of tables) {
        const [row] = await query<{ n: string }>(`SELECT count(*) AS n FROM "${tablename}"`);
        counts[tablename] = Number(row?.n);
      }
      return counts;
    },
    drop: async () => {
      await client.end();
      await onServer((server) => server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** A number that Redis keeps apart from the other test files' (databases 1 to 15, emptied by the taker). */
export function redisUrl(index: number): string {
  return `${requireEnv('TEST_REDIS_URL')}/${index}`;
}

const urlOf = (name: string): string => {
  const url = new URL(requireEnv('TEST_DATABASE_URL'));
  url.pathname = `/${name}`;
  return url.toString();
};

function requireEnv(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests through "npm test".`);
  return value;
}

async function onServer(work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: requireEnv('TEST_DATABASE_URL') });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
