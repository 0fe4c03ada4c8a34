import { randomUUID } from 'node:crypto';
import type { Figure, FigureName, Figures } from '@contracts/http/statistics';
import * as formulas from '@domain/statistics';
import { sharedBureau } from '../support/bureau';
import { asDevice, asStaff } from '../support/client';
import { writePast, writePastSession, writeRating } from '../support/past';

const bureau = sharedBureau({ now: '2026-11-24T01:00:00.000Z' });

async function read(from: string, to: string, stationId?: string): Promise<Figures> {
  const leader = await asStaff(bureau.app, bureau.county.bureauLeaderId);
  const answer = await leader.get<Figures>(
    `/api/figures?from=${from}&to=${to}${stationId ? `&stationId=${stationId}` : ''}`,
  );
  expect(answer.status).toBe(200);
  return answer.body;
}

function find(figures: Figures, name: FigureName): Figure {
  const found = figures.figures.find((figure) => figure.name === name);
  if (!found) throw new Error(`${name} is missing`);
  return found;
}

describe('按期答复率, the complaints of the golden case (fixture 16)', () => {
  const open: string[] = [];

  beforeAll(async () => {
    for (let n = 0; n < 28; n += 1) {
      await writePast(bureau.database, bureau.county, {
        topic: 'COMPLAINT',
        registeredAt: '2026-01-05T01:00:00Z',
        answerDueAt: '2026-01-08T01:00:00Z',
        answeredAt: '2026-01-07T01:00:00Z',
      });
    }
    for (let n = 0; n < 3; n += 1) {
      const { requestId } = await writePast(bureau.database, bureau.county, {
        topic: 'COMPLAINT',
        registeredAt: '2026-01-06T01:00:00Z',
        answerDueAt: '2026-11-25T01:00:00Z',
      });
      open.push(requestId);
    }
  });

  it('is 28/28 while the three open ones are not due, and says that 3 are in progress', async () => {
    expect(find(await read('2026-01-05', '2026-01-06'), 'answeredOnTime')).toMatchObject({
      numerator: 28,
      denominator: 28,
      ratio: 1,
      inProgress: 3,
    });
  });

  it('is 28/31 once all three are overdue', async () => {
    await bureau.database.query('UPDATE request SET answer_due_at = $1 WHERE id = ANY($2)', [
      '2026-11-23T01:00:00Z',
      open,
    ]);
    const figure = find(await read('2026-01-05', '2026-01-06'), 'answeredOnTime');
    expect(figure).toMatchObject({ numerator: 28, denominator: 31, inProgress: 0 });
    expect(figure.ratio).toBeCloseTo(0.903, 3);
  });
});

describe('24小时通知率 (fixture 1)', () => {
  it('counts a notice after 23:59:30 and not one after 24:00:01; leaves out who withdrew before and who is not due yet', async () => {
    await writePast(bureau.database, bureau.county, {
      registeredAt: '2026-02-03T01:00:00Z',
      notifiedAt: '2026-02-04T00:59:30Z',
    });
    await writePast(bureau.database, bureau.county, {
      registeredAt: '2026-02-03T01:00:00Z',
      notifiedAt: '2026-02-04T01:00:01Z',
    });
    await writePast(bureau.database, bureau.county, {
      registeredAt: '2026-02-03T01:00:00Z',
      withdrawnAt: '2026-02-03T20:00:00Z',
    });
    expect(find(await read('2026-02-03', '2026-02-03'), 'noticeWithin24h')).toMatchObject({
      numerator: 1,
      denominator: 2,
      ratio: 0.5,
      excluded: 1,
    });
    await writePast(bureau.database, bureau.county, { registeredAt: '2026-11-24T00:00:00Z' });
    expect(find(await read('2026-11-24', '2026-11-24'), 'noticeWithin24h')).toMatchObject({
      denominator: 0,
      ratio: null,
      inProgress: 1,
    });
  });
});

describe('four villagers with one request (fixture 11)', () => {
  it('are one request, one session and one waiting time', async () => {
    const ids = await writePast(bureau.database, bureau.county, {
      registeredAt: '2026-03-02T01:00:00Z',
      companions: 3,
      confirmedAt: '2026-03-02T02:00:00Z',
      checkedInAt: '2026-03-03T00:50:00Z',
    });
    await writePastSession(bureau.database, bureau.county, ids.requestId, {
      startsAt: '2026-03-03T01:00:00Z',
      startedAt: '2026-03-03T01:02:00Z',
    });
    const figures = await read('2026-03-02', '2026-03-02');
    expect(figures.requests).toBe(1);
    expect(find(figures, 'receptions')).toMatchObject({ numerator: 1, denominator: null, ratio: null });
    expect(figures.waiting).toEqual({ n: 1, medianMinutes: 12, p90Minutes: 12, meanMinutes: 12 });
    expect(find(figures, 'attendance')).toMatchObject({ numerator: 1, denominator: 1 });
  });
});

describe('a station without ratings (fixture 17)', () => {
  it('shows no satisfaction and no rank, never 0 %', async () => {
    for (let n = 0; n < 10; n += 1) {
      const ids = await writePast(bureau.database, bureau.county, {
        stationIndex: 1,
        registeredAt: '2026-04-07T01:00:00Z',
      });
      await writePastSession(bureau.database, bureau.county, ids.requestId, {
        startsAt: '2026-04-08T01:00:00Z',
        startedAt: '2026-04-08T01:00:00Z',
      });
      await writeRating(bureau.database, ids, n === 0 ? 2 : 5, '2026-04-08T02:00:00Z');
    }
    await writePast(bureau.database, bureau.county, { stationIndex: 2, registeredAt: '2026-04-07T01:00:00Z' });
    const { stations } = await read('2026-04-07', '2026-04-07');
    expect(stations.find(({ stationId }) => stationId === bureau.county.stations[1].id)).toMatchObject({
      satisfiedRatio: 0.9,
      satisfiedN: 10,
      rank: 1,
    });
    expect(stations.find(({ stationId }) => stationId === bureau.county.stations[2].id)).toMatchObject({
      satisfiedRatio: null,
      satisfiedN: 0,
      rank: null,
    });
    const alone = await read('2026-04-07', '2026-04-07', bureau.county.stations[2].id);
    expect(find(alone, 'satisfied')).toMatchObject({ numerator: 0, denominator: 0, ratio: null });
    expect(find(alone, 'rated')).toMatchObject({ denominator: 0, ratio: null });
  });
});

describe('the SQL and the formulas', () => {
  it('say the same of follow-ups, outcomes, branches and one-visit matters', async () => {
    const now = bureau.app.now().getTime();
    const followUps: { dueAt: string; doneAt: string | null }[] = [
      { dueAt: '2026-05-07T09:30:00Z', doneAt: '2026-05-07T09:30:00Z' },
      { dueAt: '2026-05-07T09:30:00Z', doneAt: '2026-05-08T01:00:00Z' },
      { dueAt: '2026-05-07T09:30:00Z', doneAt: null },
      { dueAt: '2026-12-30T09:30:00Z', doneAt: '2026-11-01T01:00:00Z' },
    ];
    const outcomes = ['AGREEMENT', 'AGREEMENT', 'NO_AGREEMENT', 'TERMINATED', 'CONSULTED'] as const;
    const closings = [
      { closedAt: '2026-05-20T01:00:00Z', reopenedAt: null },
      { closedAt: '2026-05-20T01:00:00Z', reopenedAt: '2026-06-01T01:00:00Z' },
      { closedAt: '2026-05-20T01:00:00Z', reopenedAt: '2026-08-01T01:00:00Z' },
      { closedAt: null, reopenedAt: null },
      { closedAt: null, reopenedAt: null },
    ];
    for (const [index, outcome] of outcomes.entries()) {
      const closing = closings[index];
      const ids = await writePast(bureau.database, bureau.county, {
        registeredAt: '2026-05-05T01:00:00Z',
        ...closing,
      });
      const { outcomeId } = await writePastSession(bureau.database, bureau.county, ids.requestId, {
        startsAt: '2026-05-06T01:00:00Z',
        startedAt: '2026-05-06T01:00:00Z',
        outcome,
        branches: index === 0 ? ['publicOrder', 'legal'] : ['publicOrder'],
      });
      const followUp = followUps[index];
      if (followUp) {
        await bureau.database.query(
          'INSERT INTO follow_up (id, request_id, party_id, outcome_id, kind, due_at, done_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
          [randomUUID(), ids.requestId, ids.partyId, outcomeId, 'week', followUp.dueAt, followUp.doneAt],
        );
      }
    }
    const figures = await read('2026-05-05', '2026-05-06');
    const instants = followUps.map(({ dueAt, doneAt }) => ({
      dueAt: Date.parse(dueAt),
      doneAt: doneAt === null ? null : Date.parse(doneAt),
    }));
    expect(find(figures, 'followedUp')).toMatchObject(formulas.followedUp(instants, now));
    expect(find(figures, 'mediationSuccess')).toMatchObject(
      formulas.mediationSuccess(outcomes.map((outcome) => ({ outcome }))),
    );
    expect(find(figures, 'multiBranch')).toMatchObject(
      formulas.multiBranch(outcomes.map((_outcome, index) => ({ startedAt: 1, branches: index === 0 ? 2 : 1 }))),
    );
    const closed = closings.map(({ closedAt, reopenedAt }) => ({
      closedAt: closedAt === null ? null : Date.parse(closedAt),
      reopenedAt: reopenedAt === null ? null : Date.parse(reopenedAt),
      sessions: 1,
    }));
    expect(find(figures, 'oneVisit')).toMatchObject(formulas.oneVisit(closed));
  });
});

describe('who may see figures', () => {
  it("refuses an official, an admin and a room screen, and a clerk who asks for another station's", async () => {
    const path = '/api/figures?from=2026-11-01&to=2026-11-24';
    expect((await (await asStaff(bureau.app, bureau.county.hukou.staffId)).get(path)).status).toBe(403);
    expect((await (await asStaff(bureau.app, bureau.county.adminId)).get(path)).status).toBe(403);
    expect((await (await asDevice(bureau.app, bureau.county.stations[0].deviceId)).get(path)).status).toBe(403);
    const clerk = await asStaff(bureau.app, bureau.county.stations[0].clerkId);
    expect((await clerk.get(`${path}&stationId=${bureau.county.stations[1].id}`)).status).toBe(403);
    const own = await clerk.get<Figures>(path);
    expect(own.body.stations.map(({ stationId }) => stationId)).toEqual([bureau.county.stations[0].id]);
  });

  it('refuses a period that ends before it begins', async () => {
    const leader = await asStaff(bureau.app, bureau.county.bureauLeaderId);
    const answer = await leader.get('/api/figures?from=2026-11-24&to=2026-11-01');
    expect(answer.error).toMatchObject({ code: 'INPUT_INVALID', params: { field: 'to' } });
  });
});
