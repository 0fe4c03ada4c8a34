import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { ErrorBody } from '@contracts/errors';
import type { TestApp } from './app';

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly error: ErrorBody;
  /** What the answer set, as `name=value; name=value`. */
  readonly cookies: string;
}

/** A browser without pages: keeps a cookie and speaks JSON. */
export class TestClient {
  constructor(
    private readonly url: string,
    private readonly cookie: string = '',
  ) {}

  get<T>(path: string): Promise<Answer<T>> {
    return this.send('GET', path);
  }

  post<T>(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.send('POST', path, body, headers);
  }

  put<T>(path: string, body: unknown): Promise<Answer<T>> {
    return this.send('PUT', path, body);
  }

  patch<T>(path: string, body: unknown): Promise<Answer<T>> {
    return this.send('PATCH', path, body);
  }

  delete<T>(path: string): Promise<Answer<T>> {
    return this.send('DELETE', path);
  }

  /** A deletion that says why. */
  deleteWith<T>(path: string, body: unknown): Promise<Answer<T>> {
    return this.send('DELETE', path, body);
  }

  /** A write with an Idempotency-Key; a fresh one unless given. */
  postOnce<T>(path: string, body?: unknown, key: string = randomUUID()): Promise<Answer<T>> {
    return this.send('POST', path, body, { 'idempotency-key': key });
  }

  async bytes(path: string): Promise<{ status: number; type: string; body: Buffer }> {
    const response = await fetch(this.url + path, { headers: { cookie: this.cookie } });
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      body: Buffer.from(await response.arrayBuffer()),
    };
  }

  /** The same person at another server process. */
  at(url: string): TestClient {
    return new TestClient(url, this.cookie);
  }

  /** The same browser with the cookies that an answer set. */
  after(answer: { readonly cookies: string }): TestClient {
    return new TestClient(this.url, [this.cookie, answer.cookies].filter(Boolean).join('; '));
  }

  private async send<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        'content-type': 'application/json',
        'x-requested-with': 'video-home',
        cookie: this.cookie,
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json: unknown = text === '' ? undefined : JSON.parse(text);
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    return { status: response.status, body: json as T, error: json as ErrorBody, cookies: cookies.join('; ') };
  }
}

/** A running server, in this process or beside it. */
export type Running = Pick<TestApp, 'url' | 'database' | 'now'>;
type Kind = 'staff' | 'resident' | 'device';

export const anonymous = (app: Running): TestClient => new TestClient(app.url);
export const asStaff = (app: Running, staffId: string): Promise<TestClient> => signedIn(app, 'staff', staffId);
export const asResident = (app: Running, partyId: string): Promise<TestClient> => signedIn(app, 'resident', partyId);
export const asDevice = (app: Running, deviceId: string): Promise<TestClient> => signedIn(app, 'device', deviceId);

const signedIn = async (app: Running, kind: Kind, id: string): Promise<TestClient> =>
  new TestClient(app.url, await openSession(app, kind, id));

/**
 * Opens a session straight in the database, as signing in does, without the cost of a password hash.
 * Returns its cookie as `name=value`.
 */
export async function openSession(app: Running, kind: Kind, id: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const hash = createHash('sha256').update(token).digest('hex');
  const column = { staff: 'staff_id', resident: 'party_id', device: 'device_id' }[kind];
  const now = app.now();
  await app.database.query(
    `INSERT INTO sign_in (token_hash, kind, ${column}, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)`,
    [hash, kind, id, now, new Date(now.getTime() + 30 * 24 * 3_600_000)],
  );
  return `vh_${kind}=${token}`;
}
