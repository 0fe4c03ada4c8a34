import { randomUUID } from 'node:crypto';
import type { RegisterRequest, RequestView } from '@contracts/http/requests';
import { sharedBureau } from '../support/bureau';
import { anonymous, asStaff } from '../support/client';
import { type TestCounty } from '../support/county';
import { consultation, dispute, resident } from '../support/registering';

const bureau = sharedBureau();

const register = (body: unknown, client = bureau.clerk) => client.postOnce<RequestView>('/api/requests', body);

describe('registering', () => {
  it('gives number, code, slot, owner and the 24-hour promise in one answer', async () => {
    const { status, body } = await register(consultation(bureau.county));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      state: 'SCHEDULED',
      topic: 'HUKOU',
      firstContactOwnerName: 'clerk-1',
      unplaced: null,
      escalationLevel: 'none',
      appointment: { officialName: 'hukou-1', state: 'booked', round: 1, reason: { code: 'earliestCommon' } },
    });
    expect(body.no).toMatch(/^2026-1124-\d{4,}$/);
    expect(body.parties[0]).toMatchObject({ side: 'A', name: '居民甲-001', phoneMasked: '199****0001' });
    expect(body.parties[0]?.bookingCode).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
    expect(Date.parse(body.noticeDueAt) - Date.parse(body.registeredAt)).toBe(24 * 3_600_000);
    expect(Date.parse(body.answerDueAt ?? '') - Date.parse(body.registeredAt)).toBe(3 * 24 * 3_600_000);
    const startsAt = Date.parse(body.appointment?.startsAt ?? '');
    expect(startsAt).toBeGreaterThanOrEqual(Date.parse(body.registeredAt) + 15 * 60_000);
    expect(startsAt).toBeLessThanOrEqual(Date.parse(body.noticeDueAt));
  });

  it('keeps phone and identity number sealed, and audits the registration without a name', async () => {
    const { body } = await register(
      consultation(bureau.county, 2, {
        parties: [resident(2, bureau.county.stations[0].id, { idNumber: '510700198001010010' })],
      }),
    );
    const [person] = await bureau.database.query<{
      phone_sealed: string;
      id_number_sealed: string;
      born_on: string;
    }>(
      `SELECT phone_sealed, id_number_sealed, born_on::text FROM person JOIN party ON party.person_id = person.id
        WHERE request_id = $1`,
      [body.id],
    );
    expect(`${person?.phone_sealed} ${person?.id_number_sealed}`).not.toMatch(/1990000|5107001980/);
    expect(person?.born_on).toBe('1980-01-01');
    expect(body.parties[0]?.idNumberMasked).toBe('510***********0010');
    const audit = await bureau.database.query<{ detail: object }>(
      `SELECT detail FROM audit_event WHERE action = 'request.register' AND subject_id = $1`,
      [body.id],
    );
    expect(audit).toHaveLength(1);
    expect(JSON.stringify(audit)).not.toContain('居民');
  });

  it('on the web gives the request to the clerk of the chosen station and lets the resident fetch the slip', async () => {
    const response = await fetch(`${bureau.app.url}/api/requests`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-requested-with': 'video-home',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify(consultation(bureau.county, 3, { channel: 'web' })),
    });
    expect(response.status).toBe(201);
    const view = (await response.json()) as RequestView;
    expect(view.firstContactOwnerName).toBe('clerk-1');
    const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    expect(cookie).toMatch(/^vh_resident=/);
    const slip = await fetch(`${bureau.app.url}/api/requests/${view.id}/slip.pdf`, { headers: { cookie } });
    expect(slip.status).toBe(200);
    expect(slip.headers.get('content-type')).toBe('application/pdf');
    expect(
      Buffer.from(await slip.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });
});

it('never hands the one who registers a dispute on the web the code of the other side', async () => {
  const { status, body } = await register(dispute(bureau.county, { channel: 'web' }), anonymous(bureau.app));
  expect(status).toBe(201);
  expect(body.parties[0]?.bookingCode).toMatch(/^\w{8}$/);
  expect(body.parties[1]).toMatchObject({ side: 'B', bookingCode: '', phoneMasked: null });
});

describe('registering is refused, and nothing changes, for', () => {
  const [minor, past] = [{ bornOn: '2011-05-01' }, '2026-11-24T00:50:00.000Z'];
  const cases: [string, string, number, (c: TestCounty) => Partial<RegisterRequest> | RegisterRequest][] = [
    ['an unknown topic', 'TOPIC_UNKNOWN', 400, () => ({ topic: 'WEATHER' })],
    ['a topic that only JavaScript knows', 'TOPIC_UNKNOWN', 400, () => ({ topic: 'constructor' })],
    ['a past time', 'TIME_PAST', 400, () => ({ startsAt: past })],
    ['a past day wished for', 'TIME_PAST', 400, () => ({ preferredTimes: [{ on: '2026-11-23', part: 'any' }] })],
    ['no party', 'PARTY_MISSING', 400, () => ({ parties: [] })],
    ['a dispute with one party', 'PARTY_MISSING', 400, () => ({ topic: 'DISPUTE' })],
    [
      'one person on both sides',
      'PARTIES_SAME',
      400,
      (c) => ({ topic: 'DISPUTE', parties: [resident(5, c.stations[0].id), resident(5, c.stations[1].id)] }),
    ],
    [
      'a minor without a guardian',
      'GUARDIAN_MISSING',
      400,
      (c) => ({ parties: [resident(6, c.stations[0].id, minor)] }),
    ],
    [
      'a minor by identity number without a guardian',
      'GUARDIAN_MISSING',
      400,
      (c) => ({ parties: [resident(6, c.stations[0].id, { idNumber: '510700201201010010' })] }),
    ],
    ['an unknown station', 'STATION_UNKNOWN', 400, (c) => ({ channel: 'web', parties: [resident(7, c.bureauId)] })],
    ['an oversized text', 'INPUT_INVALID', 400, () => ({ summary: '长'.repeat(1001) })],
    [
      'a complaint at the station complained of',
      'STATION_COMPLAINED_OF',
      422,
      (c) => ({ topic: 'COMPLAINT', complainedOfStationId: c.stations[0].id }),
    ],
    [
      'a complaint about nobody who exists',
      'INPUT_INVALID',
      400,
      (c) => ({ topic: 'COMPLAINT', complainedOfStaffId: c.bureauId }),
    ],
    ['a start that is no whole minute', 'INPUT_INVALID', 400, () => ({ startsAt: '2026-11-24T02:00:30.000Z' })],
    ['a start outside the hours', 'SLOT_OUTSIDE_HOURS', 422, () => ({ startsAt: '2026-11-24T05:00:00.000Z' })],
    ['a start too far ahead', 'SLOT_AFTER_DEADLINE', 422, () => ({ startsAt: '2027-01-05T02:00:00.000Z' })],
  ];

  it.each(cases)('%s', async (_case, code, status, changed) => {
    const before = await bureau.database.countRows();
    const answer = await register({ ...consultation(bureau.county, 9), ...changed(bureau.county) });
    expect(answer.error).toMatchObject({ code });
    expect(answer.error.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.status).toBe(status);
    expect(await bureau.database.countRows()).toEqual(before);
  });

  it("another station's clerk", async () => {
    const before = await bureau.database.countRows();
    const other = await asStaff(bureau.app, bureau.county.stations[2].clerkId);
    const answer = await register(consultation(bureau.county, 9), other);
    expect([answer.status, answer.error.code]).toEqual([403, 'NOT_YOURS']);
    expect(await bureau.database.countRows()).toEqual(before);
  });

  it('somebody without a sign-in who says to stand at the counter', async () => {
    const before = await bureau.database.countRows();
    const answer = await register(consultation(bureau.county, 9), anonymous(bureau.app));
    expect([answer.status, answer.error.code]).toEqual([403, 'NOT_YOURS']);
    expect(await bureau.database.countRows()).toEqual(before);
  });

  it('a body far too large', async () => {
    const before = await bureau.database.countRows();
    const answer = await register(consultation(bureau.county, 9, { summary: 'x'.repeat(300_000) }));
    expect([answer.status, answer.error.code]).toEqual([413, 'INPUT_TOO_LARGE']);
    expect(await bureau.database.countRows()).toEqual(before);
  });

  it('a missing Idempotency-Key', async () => {
    const before = await bureau.database.countRows();
    const answer = await bureau.clerk.post('/api/requests', consultation(bureau.county, 9));
    expect([answer.status, answer.error.code]).toEqual([400, 'IDEMPOTENCY_KEY_MISSING']);
    expect(await bureau.database.countRows()).toEqual(before);
  });
});

describe('a double submit with one Idempotency-Key', () => {
  it('writes one request and answers twenty parallel tries alike', async () => {
    const before = await bureau.database.countRows();
    const key = randomUUID();
    const body = dispute(bureau.county);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => bureau.clerk.postOnce<RequestView>('/api/requests', body, key)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 201));
    for (const answer of answers) expect(answer.body).toEqual(answers[0]?.body);
    const after = await bureau.database.countRows();
    expect(after).toMatchObject({
      request: (before['request'] ?? 0) + 1,
      party: (before['party'] ?? 0) + 2,
      appointment: (before['appointment'] ?? 0) + 1,
      reservation: (before['reservation'] ?? 0) + 3,
      idempotency_key: (before['idempotency_key'] ?? 0) + 1,
    });
  });

  it('is refused with another body, and nothing changes', async () => {
    const key = randomUUID();
    await bureau.clerk.postOnce('/api/requests', consultation(bureau.county, 20), key);
    const before = await bureau.database.countRows();
    const answer = await bureau.clerk.postOnce('/api/requests', consultation(bureau.county, 21), key);
    expect([answer.status, answer.error.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect(await bureau.database.countRows()).toEqual(before);
  });
});
