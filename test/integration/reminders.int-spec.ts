import { Redis } from 'ioredis';
import { sharedBureau } from '../support/bureau';
import { asResident } from '../support/client';
import { type NoticeRow } from '../support/notices';
import { consultation } from '../support/registering';
import { startServerProcess, type ServerProcess } from '../support/server-process';
import { until } from '../support/until';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Monday nine o'clock in the bureau's zone. */
const MONDAY_NINE = '2026-11-23T01:00:00.000Z';
/** Wednesday 10:00 and 15:00 there. */
const WEDNESDAY_TEN = '2026-11-25T02:00:00.000Z';
const WEDNESDAY_THREE = '2026-11-25T07:00:00.000Z';
const EVENING_BEFORE = '2026-11-24T10:00:00.000Z';

const bureau = sharedBureau({ now: MONDAY_NINE, env: { NOTICE_SWEEP_MS: '200' }, sms: true });
let n = 100;
beforeEach(async () => {
  bureau.gateway.mood = 'accept';
  bureau.app.setNow(MONDAY_NINE);
  // Every test begins with an empty week.
  await bureau.database.query(`UPDATE notice SET state = 'cancelled' WHERE state IN ('pending', 'sending')`);
  await bureau.database.query('DELETE FROM reservation');
});

const bookAt = async (startsAt: string) => {
  n += 1;
  const view = await bureau.notices.book(consultation(bureau.county, n, { startsAt }));
  return { ...view, phone: `1990000${String(n).padStart(4, '0')}` };
};
const reminders = async (id: string): Promise<NoticeRow[]> =>
  (await bureau.notices.rows(id)).filter(({ kind }) => kind === 'reminder');
const texts = (phone: string): string[] => bureau.gateway.textsTo(phone).map(({ text }) => text);

describe('reminders of an appointment', () => {
  it('are written with the booking: for the evening before and an hour before', async () => {
    const { id } = await bookAt(WEDNESDAY_TEN);
    expect((await reminders(id)).map(({ reminder, state, due_at }) => [reminder, state, due_at.toISOString()])).toEqual(
      [
        ['dayBefore', 'pending', EVENING_BEFORE],
        ['hourBefore', 'pending', '2026-11-25T01:00:00.000Z'],
      ],
    );
  });

  it('go out when they are due, each once, and say when and where', async () => {
    const { phone } = await bookAt(WEDNESDAY_TEN);
    await bureau.notices.sweep();
    expect(texts(phone)).toHaveLength(1);
    bureau.notices.at(Date.parse(EVENING_BEFORE) - 1000);
    await bureau.notices.sweep();
    expect(texts(phone)).toHaveLength(1);
    for (const at of [EVENING_BEFORE, EVENING_BEFORE, '2026-11-25T01:00:00Z', '2026-11-25T01:30:00Z']) {
      bureau.notices.at(at);
      await bureau.notices.sweep();
    }
    expect(texts(phone)).toHaveLength(3);
    for (const text of texts(phone).slice(1)) expect(text).toContain('提醒您：11月25日 星期三 上午 10:00，到甲派出所');
    expect(texts(phone).join()).not.toContain('离开始还有');
  });

  it('outlive the confirmation', async () => {
    const { id, parties } = await bookAt(WEDNESDAY_TEN);
    const resident = await asResident(bureau.app, parties[0]?.id ?? '');
    expect((await resident.post('/api/resident/confirm', { coming: true })).status).toBe(200);
    expect((await reminders(id)).map(({ state }) => state)).toEqual(['pending', 'pending']);
  });

  it('are spared whoever said they would not come, and whoever is there already', async () => {
    const { id, phone, parties } = await bookAt(WEDNESDAY_TEN);
    const resident = await asResident(bureau.app, parties[0]?.id ?? '');
    await resident.post('/api/resident/confirm', { coming: false });
    const { id: second } = await bookAt(WEDNESDAY_THREE);
    await bureau.database.query('UPDATE party SET checked_in_at = $2 WHERE request_id = $1', [
      second,
      bureau.app.now(),
    ]);
    await bureau.notices.sweep();
    bureau.notices.at('2026-11-25T06:30:00Z');
    await bureau.notices.sweep();
    expect(texts(phone)).toHaveLength(1);
    for (const one of [id, second])
      expect((await reminders(one)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  });
});

describe('a change', () => {
  it('to another time gives one new notice and reminders of that time only', async () => {
    const { id, phone, version } = await bookAt(WEDNESDAY_TEN);
    await bureau.notices.sweep();
    const moved = await bureau.scheduler.postOnce(`/api/requests/${id}/place`, { startsAt: WEDNESDAY_THREE, version });
    expect(moved.status).toBe(200);
    await bureau.notices.sweep();
    expect(texts(phone).slice(1)).toEqual([expect.stringContaining('下午 3:00')]);
    expect((await reminders(id)).map(({ state, due_at }) => `${state} ${due_at.toISOString()}`)).toEqual([
      `cancelled ${EVENING_BEFORE}`,
      `pending ${EVENING_BEFORE}`,
      'cancelled 2026-11-25T01:00:00.000Z',
      'pending 2026-11-25T06:00:00.000Z',
    ]);
    for (const at of [EVENING_BEFORE, '2026-11-25T01:00:00Z', '2026-11-25T06:00:00Z']) {
      bureau.notices.at(at);
      await bureau.notices.sweep();
    }
    expect(texts(phone)).toHaveLength(4);
    for (const text of texts(phone).slice(1)) expect(text).not.toContain('上午 10:00');
  });

  it('that takes the appointment away takes its reminders along', async () => {
    const { id, phone } = await bookAt(WEDNESDAY_TEN);
    await bureau.notices.sweep();
    await bureau.clerk.postOnce(`/api/requests/${id}/withdraw`, { reason: '不来了' });
    bureau.notices.at('2026-11-25T01:00:00Z');
    await bureau.notices.sweep();
    expect(texts(phone)).toHaveLength(2);
    expect(texts(phone)[1]).toContain('已取消');
    expect((await reminders(id)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  });

  it('that nobody told the notices of is found out when a reminder is due: an old time is never sent', async () => {
    const { id, phone } = await bookAt(WEDNESDAY_TEN);
    await bureau.notices.sweep();
    await bureau.database.query(
      `UPDATE appointment SET starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour'
        WHERE request_id = $1`,
      [id],
    );
    bureau.notices.at(EVENING_BEFORE);
    await bureau.notices.sweep();
    expect(texts(phone)).toHaveLength(1);
    expect((await reminders(id))[0]).toMatchObject({ state: 'cancelled' });
  });
});

describe('after an outage', () => {
  it('a late reminder says how much time is left', async () => {
    const { phone } = await bookAt(WEDNESDAY_TEN);
    await bureau.notices.sweep();
    bureau.notices.at('2026-11-25T01:40:00Z');
    await bureau.notices.sweep();
    expect(texts(phone)).toHaveLength(2);
    expect(texts(phone)[1]).toMatch(/（离开始还有(19|20)分钟）$/);
  });

  it('the evening’s reminder, hours late, says so, and the last hour’s still comes', async () => {
    const { phone } = await bookAt(WEDNESDAY_TEN);
    await bureau.notices.sweep();
    bureau.notices.at('2026-11-24T22:30:00Z');
    await bureau.notices.sweep();
    expect(texts(phone)[1]).toMatch(/（离开始还有3小时）$/);
    bureau.notices.at('2026-11-25T01:00:00Z');
    await bureau.notices.sweep();
    expect(texts(phone)).toHaveLength(3);
  });

  it('a reminder past the start is not sent: it has expired, and the clerk sees it', async () => {
    const { id, phone } = await bookAt(WEDNESDAY_TEN);
    await bureau.notices.sweep();
    bureau.notices.at(WEDNESDAY_TEN);
    await bureau.notices.sweep();
    expect(texts(phone)).toHaveLength(1);
    expect((await reminders(id)).map(({ state }) => state)).toEqual(['cancelled', 'expired']);
    const { body } = await bureau.clerk.get<{ items: { requestId: string; error: string; kind: string }[] }>(
      '/api/notices/failed',
    );
    expect(body.items.filter((one) => one.requestId === id)).toMatchObject([{ kind: 'reminder', error: 'expired' }]);
  });

  it('a reminder retried after a failure never goes out after the start', async () => {
    const { id, phone } = await bookAt(WEDNESDAY_TEN);
    await bureau.notices.sweep();
    bureau.gateway.mood = 'break';
    bureau.notices.at('2026-11-25T01:59:58Z');
    await bureau.notices.sweep();
    bureau.gateway.mood = 'accept';
    bureau.notices.at('2026-11-25T02:00:05Z');
    await bureau.notices.sweep();
    expect(texts(phone)).toHaveLength(1);
    expect((await reminders(id)).at(-1)).toMatchObject({ state: 'expired' });
  });

  it('two workers send twenty reminders, each once, also when Redis was emptied', async () => {
    const ids: string[] = [];
    while (ids.length < 20) {
      const { id, appointment } = await bureau.notices.book(consultation(bureau.county, (n += 1)));
      if (appointment) ids.push(id);
      // The day is short; what was taken may be taken again.
      else await bureau.database.query('DELETE FROM reservation');
    }
    await bureau.notices.sweep();
    await bureau.database.query(`UPDATE notice SET state = 'cancelled' WHERE state = 'pending'`);
    const before = bureau.gateway.accepted.length;
    const redis = new Redis(bureau.app.env['REDIS_URL'] ?? '');
    const workers: ServerProcess[] = [];
    try {
      for (let count = 0; count < 2; count += 1) workers.push(await startServerProcess(bureau.app, { ROLE: 'jobs' }));
      await redis.flushdb();
      // Due at once, all together.
      await bureau.database.query(
        `INSERT INTO notice (id, request_id, party_id, appointment_id, kind, channel, state, body, dedupe_key,
                             created_at, due_at, starts_at, reminder)
         SELECT gen_random_uuid(), request_id, party_id, appointment_id, 'reminder', 'sms', 'pending', body,
                'again:' || id, created_at, $1, starts_at, 'hourBefore'
           FROM notice WHERE request_id = ANY($2) AND kind = 'booked' AND channel = 'sms'`,
        [bureau.app.now(), ids],
      );
      await until(
        async () => {
          const open = `SELECT 1 FROM notice WHERE state IN ('pending', 'sending') AND request_id = ANY($1)`;
          return (await bureau.database.query(open, [ids])).length === 0;
        },
        40_000,
        'every reminder taken',
      );
    } finally {
      for (const worker of workers) await worker.stop();
      await redis.quit();
    }
    // The workers also go on planning for those without a time, and tell them: that is another matter.
    const written = await bureau.database.query<{ id: string }>(
      `SELECT id FROM notice WHERE dedupe_key LIKE 'again:%'`,
    );
    const due = new Set(written.map(({ id }) => id));
    const sent = bureau.gateway.accepted.slice(before).flatMap(({ key }) => (due.has(key) ? [key] : []));
    expect(sent).toHaveLength(ids.length);
    expect(new Set(sent).size).toBe(sent.length);
    expect(bureau.gateway.tries.filter((key) => sent.includes(key))).toHaveLength(sent.length);
  }, 200_000);
});

describe('waiting to tell', () => {
  const DELAY = 30;
  beforeEach(() =>
    bureau.database.query(
      `INSERT INTO scheduling_setting (bureau_id, version, grid_minutes, minimum_notice_minutes, booking_window_days,
         buffer_minutes, tell_delay_minutes, freeze_minutes, hold_minutes, no_show_grace_minutes)
       SELECT id, 1, 10, 15, 14, 0, $1, 120, 5, 15 FROM bureau ON CONFLICT DO NOTHING`,
      [DELAY],
    ),
  );
  afterEach(() => bureau.database.query('DELETE FROM scheduling_setting'));

  it('holds the notice of a far slot back, and counts its reminders from then', async () => {
    const { id, phone } = await bookAt(WEDNESDAY_TEN);
    await bureau.notices.sweep();
    expect(texts(phone)).toEqual([]);
    expect((await bureau.notices.rows(id, 'sms'))[0]?.due_at).toEqual(expect.any(Date));
    bureau.notices.at(Date.parse(MONDAY_NINE) + (DELAY + 1) * MINUTE);
    await bureau.notices.sweep();
    expect(texts(phone)).toHaveLength(1);
  });

  it('does not hold back a slot that is near', async () => {
    const { phone } = await bookAt('2026-11-23T01:20:00.000Z');
    await bureau.notices.sweep();
    expect(texts(phone)).toHaveLength(1);
  });

  it('tells of a move before the telling once, as a booking', async () => {
    const { id, phone, version } = await bookAt(WEDNESDAY_TEN);
    await bureau.notices.sweep();
    await bureau.scheduler.postOnce(`/api/requests/${id}/place`, { startsAt: WEDNESDAY_THREE, version });
    bureau.notices.at(Date.parse(MONDAY_NINE) + HOUR);
    await bureau.notices.sweep();
    expect(texts(phone)).toEqual([expect.stringMatching(/您约好了：.*下午 3:00/)]);
  });

  it('tells of a move after the telling as a move, at once', async () => {
    const { id, phone } = await bookAt(WEDNESDAY_TEN);
    bureau.notices.at(Date.parse(MONDAY_NINE) + HOUR);
    await bureau.notices.sweep();
    const { version } = await bureau.notices.request(id);
    await bureau.scheduler.postOnce(`/api/requests/${id}/place`, { startsAt: WEDNESDAY_THREE, version });
    await bureau.notices.sweep();
    expect(texts(phone)[1]).toMatch(/改到.*下午 3:00/);
  });
});
