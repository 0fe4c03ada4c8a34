import { randomUUID } from 'node:crypto';
import type { RequestView } from '@contracts/http/requests';
import type { RequestState } from '@domain/request-state';
import { DataSource } from 'typeorm';
import { RequestStates } from '../../server/src/requests/request-states';
import { sharedBureau } from '../support/bureau';
import { anonymous, asStaff } from '../support/client';
import { consultation } from '../support/registering';

const bureau = sharedBureau();

const register = (body: unknown) => bureau.clerk.postOnce<RequestView>('/api/requests', body);

describe("another station's record", () => {
  let id: string;
  beforeAll(async () => {
    id = (await register(consultation(bureau.county, 30))).body.id;
  });

  it('is NOT_YOURS to read, print, take back or tell, exactly as one that does not exist', async () => {
    const stranger = await asStaff(bureau.app, bureau.county.stations[2].clerkId);
    const before = await bureau.database.countRows();
    for (const one of [id, randomUUID()]) {
      const party = randomUUID();
      const answers = [
        await stranger.get(`/api/requests/${one}`),
        await stranger.get(`/api/requests/${one}/slip.pdf`),
        await stranger.get(`/api/requests/${one}/notices`),
        await stranger.postOnce(`/api/requests/${one}/withdraw`, {}),
        await stranger.postOnce(`/api/requests/${one}/spoken-notice`, { partyId: party, toldTo: '本人' }),
      ];
      for (const { status, error } of answers)
        expect([status, error.code, error.params]).toEqual([403, 'NOT_YOURS', {}]);
    }
    expect(await bureau.database.countRows()).toEqual(before);
  });

  it('does not appear in the lists of the other station, nor its day', async () => {
    const stranger = await asStaff(bureau.app, bureau.county.stations[2].clerkId);
    const page = await stranger.get<{ items: RequestView[] }>('/api/requests');
    expect(page.body.items).toEqual([]);
    const asked = await stranger.get(`/api/requests?stationId=${bureau.county.stations[0].id}`);
    expect(asked.error.code).toBe('NOT_YOURS');
    const day = await stranger.get(`/api/stations/${bureau.county.stations[0].id}/day`);
    expect(day.error.code).toBe('NOT_YOURS');
  });

  it('is case content, which an admin and a room screen never see', async () => {
    const admin = await asStaff(bureau.app, bureau.county.adminId);
    expect((await admin.get(`/api/requests/${id}`)).error.code).toBe('NOT_ALLOWED');
    expect((await admin.get('/api/requests')).error.code).toBe('NOT_ALLOWED');
    expect((await admin.get('/api/board')).error.code).toBe('NOT_ALLOWED');
    expect((await anonymous(bureau.app).get(`/api/requests/${id}`)).error.code).toBe('SIGN_IN_REQUIRED');
  });

  it('is open to the scheduler without the matter, the numbers and the code', async () => {
    const scheduler = await asStaff(bureau.app, bureau.county.schedulerId);
    const { body } = await scheduler.get<RequestView>(`/api/requests/${id}`);
    expect(body).toMatchObject({ id, summary: '' });
    expect(body.parties[0]).toMatchObject({ phoneMasked: null, idNumberMasked: null, bookingCode: '' });
  });

  it('is open to the official who hosts it, with the matter', async () => {
    const host = await asStaff(bureau.app, bureau.county.hukou.staffId);
    expect((await host.get<RequestView>(`/api/requests/${id}`)).body.summary).toBe('户口迁移怎么办');
    const mediator = await asStaff(bureau.app, bureau.county.mediator.staffId);
    expect((await mediator.get(`/api/requests/${id}`)).error.code).toBe('NOT_YOURS');
  });
});

describe('a state', () => {
  it("moves by the domain's machine, each time to a new version, and is refused with a stale one", async () => {
    const { body } = await register(consultation(bureau.county, 40));
    const states = bureau.app.app.get(RequestStates, { strict: false });
    const { manager } = bureau.app.app.get(DataSource);
    const stored = () => bureau.database.query(`SELECT state, version FROM request WHERE id = $1`, [body.id]);
    const before = await stored();
    const inTransaction = (to: RequestState, expectedVersion?: number) =>
      manager.transaction((step) => states.move(step, body.id, to, { expectedVersion }));
    await expect(inTransaction('CONCLUDED')).rejects.toMatchObject({ code: 'STATE_FORBIDS' });
    await expect(inTransaction('CONFIRMED', body.version - 1)).rejects.toMatchObject({ code: 'STALE_VERSION' });
    expect(await stored()).toEqual(before);
    expect(await inTransaction('CONFIRMED', body.version)).toBe(body.version + 1);
    expect(await stored()).toEqual([{ state: 'CONFIRMED', version: body.version + 1 }]);
  });

  it('of somebody who came counts as told', async () => {
    const { body } = await register(consultation(bureau.county, 41));
    const states = bureau.app.app.get(RequestStates, { strict: false });
    await bureau.app.app.get(DataSource).transaction((step) => states.move(step, body.id, 'CHECKED_IN'));
    const { body: after } = await bureau.clerk.get<RequestView>(`/api/requests/${body.id}`);
    expect(after.notifiedAt).not.toBeNull();
  });
});

describe('the list', () => {
  it('pages without losing or repeating a request, and finds one by code', async () => {
    const scheduler = await asStaff(bureau.app, bureau.county.schedulerId);
    const all = (await scheduler.get<{ items: RequestView[] }>('/api/requests?limit=200')).body.items;
    const paged: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
      const { body } = await scheduler.get<{ items: RequestView[]; nextCursor: string | null }>(
        `/api/requests?limit=3${query}`,
      );
      paged.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
    }
    expect(paged).toEqual(all.map(({ id }) => id));
    const mine = (await bureau.clerk.get<{ items: RequestView[] }>('/api/requests?limit=1')).body.items[0];
    const code = mine?.parties[0]?.bookingCode ?? '';
    const typed = `${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`;
    const found = await bureau.clerk.get<{ items: RequestView[] }>(`/api/requests?search=${typed}`);
    expect(found.body.items.map(({ id }) => id)).toEqual([mine?.id]);
  });
});
