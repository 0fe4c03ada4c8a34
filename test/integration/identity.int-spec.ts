import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { Me, PairingStarted, RoomView } from '@contracts/http/identity';
import { startApp, type TestApp } from '../support/app';
import { anonymous, asDevice, asStaff } from '../support/client';
import { createCounty, type TestCounty } from '../support/county';

let app: TestApp;
let county: TestCounty;

beforeAll(async () => {
  app = await startApp();
  county = await createCounty(app.database);
});
afterAll(() => app.stop());

describe('signing in as staff', () => {
  it('opens a session for the right password', async () => {
    await app.database.query('UPDATE staff SET password_hash = $1 WHERE id = $2', [
      await hash('a long enough one'),
      county.schedulerId,
    ]);
    const answer = await anonymous(app).post<{ role: string }>('/api/sign-in', {
      username: 'scheduler-1',
      password: 'a long enough one',
    });
    expect(answer.status).toBe(200);
    expect(answer.body.role).toBe('scheduler');
  });

  it.each([
    ['an unknown name', { username: 'nobody', password: 'whatever' }],
    ['a wrong password', { username: 'scheduler-1', password: 'wrong' }],
  ])('refuses %s with the same words and opens no session', async (_case, body) => {
    const before = await app.database.query('SELECT * FROM sign_in');
    const answer = await anonymous(app).post('/api/sign-in', body);
    expect(answer.status).toBe(401);
    expect(answer.error).toMatchObject({ code: 'SIGN_IN_WRONG', params: {} });
    expect(await app.database.query('SELECT * FROM sign_in')).toEqual(before);
  });

  it('refuses further tries after ten misses, also with the right password', async () => {
    const clerk = { username: 'clerk-3', password: 'wrong' };
    for (let miss = 0; miss < 10; miss += 1) await anonymous(app).post('/api/sign-in', clerk);
    const answer = await anonymous(app).post('/api/sign-in', clerk);
    expect(answer.status).toBe(429);
    expect(answer.error.code).toBe('TOO_MANY_TRIES');
  });
});

describe('the door', () => {
  it('refuses a write from a page that is not ours', async () => {
    const response = await fetch(`${app.url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'ORIGIN_REFUSED' });
  });

  it('asks an unknown person to sign in and refuses a role that is not admitted', async () => {
    const path = `/api/devices/${randomUUID()}/revoke`;
    expect((await anonymous(app).post(path)).error.code).toBe('SIGN_IN_REQUIRED');
    const scheduler = await asStaff(app, county.schedulerId);
    expect((await scheduler.post(path)).error.code).toBe('NOT_ALLOWED');
  });

  it('answers malformed JSON and an oversized body with a code, never with a stack', async () => {
    const malformed = await anonymous(app).post('/api/sign-in', '{"username":');
    expect(malformed.status).toBe(400);
    expect(malformed.error.code).toBe('INPUT_INVALID');
    const huge = await anonymous(app).post('/api/sign-in', { username: 'x'.repeat(300_000), password: 'y' });
    expect(huge.status).toBe(413);
    expect(huge.error.code).toBe('INPUT_TOO_LARGE');
    expect(JSON.stringify([malformed.error, huge.error])).not.toMatch(/node_modules|SELECT|\.ts/);
  });

  it('ends a session when its time is over', async () => {
    const clerk = await asStaff(app, county.stations[0].clerkId);
    expect((await clerk.get<Me>('/api/me')).body.kind).toBe('staff');
    await app.database.query('UPDATE sign_in SET expires_at = $1 WHERE staff_id = $2', [
      app.now(),
      county.stations[0].clerkId,
    ]);
    expect((await clerk.get<Me>('/api/me')).body.kind).toBe('anonymous');
  });
});

describe('pairing a room screen', () => {
  it('gives the screen its room once a clerk of the station typed its code, and revokes the earlier screen', async () => {
    const [station] = county.stations;
    const clerk = await asStaff(app, station.clerkId);
    const pairing = (await anonymous(app).post<PairingStarted>('/api/devices/pairing')).body;
    const claim = () =>
      anonymous(app).post<{ paired: boolean }>(`/api/devices/pairing/${pairing.pairingId}/claim`, {
        secret: pairing.secret,
      });
    expect((await claim()).body.paired).toBe(false);
    const approved = await clerk.post<RoomView>('/api/devices/pairing/approve', {
      code: pairing.code,
      roomId: station.roomId,
    });
    expect(approved.status).toBe(200);
    expect((await claim()).body.paired).toBe(true);
    expect((await claim()).error.code).toBe('PAIRING_EXPIRED');
    const [old] = await app.database.query<{ revoked_at: Date | null }>('SELECT revoked_at FROM device WHERE id = $1', [
      station.deviceId,
    ]);
    expect(old?.revoked_at).not.toBeNull();
    const oldScreen = await asDevice(app, station.deviceId);
    expect((await oldScreen.get<Me>('/api/me')).body.kind).toBe('anonymous');
  });

  it("refuses another station's clerk and a wrong code, and pairs nothing", async () => {
    const [, second, third] = county.stations;
    const pairing = (await anonymous(app).post<PairingStarted>('/api/devices/pairing')).body;
    const before = await app.database.countRows();
    const stranger = await asStaff(app, third.clerkId);
    expect(
      (await stranger.post('/api/devices/pairing/approve', { code: pairing.code, roomId: second.roomId })).error.code,
    ).toBe('NOT_YOURS');
    const clerk = await asStaff(app, second.clerkId);
    const wrong = pairing.code === '000000' ? '000001' : '000000';
    expect((await clerk.post('/api/devices/pairing/approve', { code: wrong, roomId: second.roomId })).error.code).toBe(
      'PAIRING_CODE_WRONG',
    );
    expect(await app.database.countRows()).toEqual(before);
  });
});
