import type { RequestView, ResidentView } from '@contracts/http/requests';
import { randomUUID } from 'node:crypto';
import { onTuesday as at } from '../support/app';
import { freshBureau } from '../support/bureau';
import { anonymous, asResident, asStaff, type TestClient } from '../support/client';
import { createOfficial } from '../support/county';
import { refusedBy } from '../support/refused';
import { consultation, resident } from '../support/registering';

const bureau = freshBureau();
let inviter: TestClient;

beforeEach(async () => {
  inviter = await asStaff(bureau.app, bureau.county.hukou.staffId);
});

const invite = (client: TestClient, more: object = {}) =>
  client.postOnce<RequestView>(
    '/api/requests',
    consultation(bureau.county, 1, { channel: 'phone', direction: 'bureauToResident', ...more }),
  );

/** A leader who receives residents has a diary. */
async function giveDiary(staffId: string): Promise<string> {
  const id = randomUUID();
  await bureau.database.query(`INSERT INTO resource (id, kind, name, staff_id) VALUES ($1, 'official', '局长', $2)`, [
    id,
    staffId,
  ]);
  await bureau.database.query(
    `INSERT INTO working_hours (id, resource_id, weekday, opens, closes)
     SELECT gen_random_uuid(), $1, day, '15:00', '17:00' FROM generate_series(1, 5) AS day`,
    [id],
  );
  return id;
}

describe('the bureau invites a resident', () => {
  it('and whoever invites hosts, though a colleague is free sooner', async () => {
    await createOfficial(bureau.database, 'hukou-2', 'householdRegistration', ['HUKOU']);
    await bureau.database.query(
      `INSERT INTO absence (id, resource_id, during, reason) VALUES (gen_random_uuid(), $1, tstzrange($2, $3), '会议')`,
      [bureau.county.hukou.resourceId, at('09:00'), at('14:00')],
    );
    const { status, body } = await invite(inviter);
    expect(status).toBe(201);
    expect(body.appointment).toMatchObject({ officialId: bureau.county.hukou.resourceId, startsAt: at('14:00') });
    expect(body.appointment?.reason.code).toBe('invited');
  });

  it('in words of its own, and the resident confirms as for any other', async () => {
    const { body } = await invite(inviter);
    const me = await asResident(bureau.app, body.parties[0]?.id ?? '');
    const page = await me.get<ResidentView>('/api/resident/appointment');
    expect(page.body.notices[0]).toMatchObject({ kind: 'booked' });
    expect(page.body.notices[0]?.text).toContain('示范县公安局请您来谈');
    expect((await me.post<ResidentView>('/api/resident/confirm', { coming: true })).body.state).toBe('CONFIRMED');
  });

  it('a leader with a diary hosts whatever the matter, at their own hours', async () => {
    const chair = await giveDiary(bureau.county.bureauLeaderId);
    const leader = await asStaff(bureau.app, bureau.county.bureauLeaderId);
    const { body } = await invite(leader, { topic: 'COMPLAINT', parties: [resident(3, bureau.county.stations[2].id)] });
    expect(body.appointment).toMatchObject({ officialId: chair, startsAt: at('15:00') });
  });

  it('keeps its host when a scheduler moves it', async () => {
    await createOfficial(bureau.database, 'hukou-2', 'householdRegistration', ['HUKOU']);
    const { body } = await invite(inviter);
    const scheduler = await asStaff(bureau.app, bureau.county.schedulerId);
    const moved = await scheduler.postOnce<RequestView>(`/api/requests/${body.id}/place`, { startsAt: at('16:00') });
    expect(moved.body.appointment).toMatchObject({ officialId: bureau.county.hukou.resourceId, startsAt: at('16:00') });
  });

  it('may be taken back by whoever invited', async () => {
    const { body } = await invite(inviter);
    const { status, body: gone } = await inviter.postOnce<RequestView>(`/api/requests/${body.id}/cancel`, {
      reason: '事情已办好',
      version: body.version,
    });
    expect([status, gone.state]).toEqual([200, 'CANCELLED_BY_BUREAU']);
  });

  it('is refused to clerks, schedulers and strangers, and to a leader without a diary; nothing changes', async () => {
    const clerk = await asStaff(bureau.app, bureau.county.stations[0].clerkId);
    const scheduler = await asStaff(bureau.app, bureau.county.schedulerId);
    const leader = await asStaff(bureau.app, bureau.county.dutyLeaderId);
    for (const client of [anonymous(bureau.app), clerk, scheduler, leader])
      expect(await refusedBy(bureau.app, () => invite(client))).toMatchObject({ status: 403, code: 'NOT_ALLOWED' });
  });
});
