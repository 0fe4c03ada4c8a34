import { PreparedClient } from '../../server/src/database/prepared-client';
import { createDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
let client: PreparedClient;

beforeEach(async () => {
  database = await createDatabase();
  client = new PreparedClient({ connectionString: database.url });
  await client.connect();
});
afterEach(async () => {
  await client.end();
  await database.drop();
});

const prepared = async (): Promise<string[]> => {
  const { rows } = await client.query<{ statement: string }>('SELECT statement FROM pg_prepared_statements');
  return rows.map(({ statement }) => statement);
};

describe('a connection that prepares', () => {
  it('keeps the plan of a statement that comes again, and answers as before', async () => {
    const text = `SELECT $1::int + ${process.pid} AS sum`;
    for (let n = 0; n < 5; n += 1) {
      const { rows } = await client.query<{ sum: number }>(text, [n]);
      expect(rows).toEqual([{ sum: n + process.pid }]);
    }
    expect(await prepared()).toEqual([text]);
  });

  it('leaves alone what comes once, and what begins and ends a transaction', async () => {
    await client.query('SELECT $1::text AS once', ['x']);
    for (const text of ['BEGIN', 'COMMIT', 'BEGIN', 'COMMIT', 'BEGIN', 'COMMIT']) await client.query(text);
    expect(await prepared()).toEqual([]);
  });

  it('goes on after a prepared statement was refused', async () => {
    const text = 'SELECT 10 / $1::int AS part';
    for (let n = 1; n < 4; n += 1) await client.query(text, [n]);
    await expect(client.query(text, [0])).rejects.toMatchObject({ code: '22012' });
    expect((await client.query(text, [5])).rows).toEqual([{ part: 2 }]);
  });
});
