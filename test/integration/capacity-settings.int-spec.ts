import type {
  CalendarDayView,
  CapacityChanged,
  CsvImported,
  ResourceHours,
  SchedulingSettings as SettingsView,
  VersionChanged,
} from '@contracts/http/capacity';
import type { RequestView } from '@contracts/http/requests';
import type { SlotOffer } from '@contracts/http/scheduling';
import { DataSource } from 'typeorm';
import { ClashReader } from '../../server/src/capacity/clash-reader';
import { SchedulingSettings } from '../../server/src/capacity/scheduling-settings';
import { freshBureau } from '../support/bureau';
import { asStaff } from '../support/client';
import { refusedBy } from '../support/refused';
import { consultation } from '../support/registering';

const bureau = freshBureau();

const at = (on: string, time: string) => new Date(`${on}T${time}:00+08:00`).toISOString();
const firstOffered = async () => {
  const { body } = await bureau.clerk.post<SlotOffer>('/api/slots/search', {
    topic: 'HUKOU',
    stationIds: [bureau.county.stations[0].id],
    limit: 1,
  });
  return body.slots[0]?.startsAt;
};
const calendarOf = async (year: number) =>
  (await bureau.scheduler.get<CalendarDayView[]>(`/api/calendar?year=${year}`)).body;
const putCalendar = (days: readonly Record<string, unknown>[], who = bureau.scheduler) =>
  who.put<CapacityChanged>('/api/calendar', { days });

describe('the calendar', () => {
  it('knows the arranged year with its make-up days, and of another year only what the law fixes', async () => {
    const arranged = await calendarOf(2026);
    expect(arranged.filter(({ kind }) => kind === 'holiday')).toHaveLength(33);
    expect(arranged).toContainEqual({
      day: '2026-10-10',
      kind: 'workday',
      name: '国庆节',
      worksAs: 3,
      source: 'statutory',
      provisional: false,
    });
    const later = await calendarOf(2099);
    expect(later).toHaveLength(13);
    expect(later.every(({ provisional, source }) => provisional && source === 'statutory')).toBe(true);
    expect((await bureau.scheduler.get('/api/calendar?year=abc')).status).toBe(400);
  });

  it('before a seven-day holiday the next slot is the day after it', async () => {
    bureau.app.setNow(at('2026-09-30', '17:10'));
    expect(await firstOffered()).toBe(at('2026-10-08', '08:30'));
  });

  it('a make-up Saturday is offered with the hours of the weekday it stands for', async () => {
    bureau.app.setNow(at('2026-10-09', '17:10'));
    expect(await firstOffered()).toBe(at('2026-10-10', '08:30'));
    const rows = [{ weekday: 1, opens: '10:00', closes: '12:00' }];
    await bureau.scheduler.put(`/api/resources/${bureau.county.hukou.resourceId}/hours`, { version: 1, rows });
    expect(await firstOffered()).toBe(at('2026-10-12', '10:00'));
  });

  it('overrides lie above the statutory days, are told apart, and go when they say the same', async () => {
    bureau.app.setNow(at('2026-11-24', '18:00'));
    await putCalendar([
      { day: '2026-11-25', kind: 'holiday', name: '抗洪' },
      { day: '2026-11-28', kind: 'workday', name: '调休', worksAs: 3 },
    ]);
    expect(await firstOffered()).toBe(at('2026-11-26', '08:30'));
    bureau.app.setNow(at('2026-11-27', '18:00'));
    expect(await firstOffered()).toBe(at('2026-11-28', '08:30'));
    const overridden = (await calendarOf(2026)).filter(({ source }) => source === 'override');
    expect(overridden.map(({ day, kind, worksAs }) => [day, kind, worksAs])).toEqual([
      ['2026-11-25', 'holiday', null],
      ['2026-11-28', 'workday', 3],
    ]);
    await putCalendar([
      { day: '2026-11-25', kind: 'ordinary' },
      { day: '2026-11-28', kind: 'ordinary' },
    ]);
    expect((await calendarOf(2026)).filter(({ source }) => source === 'override')).toEqual([]);
    expect(await firstOffered()).toBe(at('2026-11-30', '08:30'));
  });

  it('a statutory day made ordinary is a working day again', async () => {
    bureau.app.setNow(at('2026-09-24', '18:00'));
    expect(await firstOffered()).toBe(at('2026-09-28', '08:30'));
    await putCalendar([{ day: '2026-09-25', kind: 'ordinary' }]);
    expect(await firstOffered()).toBe(at('2026-09-25', '08:30'));
    const day = (await calendarOf(2026)).find((one) => one.day === '2026-09-25');
    expect(day).toMatchObject({ kind: 'ordinary', source: 'override' });
  });

  it('tells how many appointments fall on a day made a holiday', async () => {
    await bureau.clerk.postOnce<RequestView>('/api/requests', {
      ...consultation(bureau.county),
      startsAt: at('2026-11-25', '10:00'),
    });
    const { body } = await putCalendar([{ day: '2026-11-25', kind: 'holiday', name: '演练' }]);
    expect(body.clashes).toBe(1);
    const found = await bureau.app.app.get(ClashReader).find(bureau.app.app.get(DataSource).manager);
    expect(found.map(({ cause, reason }) => `${cause} ${reason}`)).toEqual(['closed 演练', 'closed 演练']);
  });

  it('is refused to those who do not plan, with a day twice, with a holiday that works; nothing changes', async () => {
    const one = { day: '2026-11-25', kind: 'holiday' };
    expect(await refusedBy(bureau.app, () => putCalendar([one], bureau.clerk))).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await refusedBy(bureau.app, () => putCalendar([one, one]))).toMatchObject({
      code: 'INPUT_INVALID',
      params: { field: 'days.1.day' },
    });
    expect(await refusedBy(bureau.app, () => putCalendar([{ ...one, worksAs: 3 }]))).toMatchObject({
      code: 'INPUT_INVALID',
    });
    expect(await refusedBy(bureau.app, () => putCalendar([{ day: '2026-02-30', kind: 'holiday' }]))).toMatchObject({
      code: 'INPUT_INVALID',
    });
  });
});

describe('scheduling settings', () => {
  const read = async () => (await bureau.scheduler.get<SettingsView>('/api/scheduling-settings')).body;
  const write = (settings: SettingsView, who = bureau.scheduler) =>
    who.put<VersionChanged>('/api/scheduling-settings', settings);

  it('have defaults, are kept with the lengths of talks, and count their versions', async () => {
    const first = await read();
    expect(first).toMatchObject({
      version: 0,
      gridMinutes: 10,
      minimumNoticeMinutes: 15,
      bookingWindowDays: 14,
      holdMinutes: 5,
    });
    expect(first.topics).toContainEqual({ topic: 'DISPUTE', durationMinutes: 90 });
    const changed: SettingsView = {
      ...first,
      gridMinutes: 5,
      bufferMinutes: 5,
      topics: first.topics.map((one) => (one.topic === 'HUKOU' ? { ...one, durationMinutes: 20 } : one)),
    };
    expect((await write(changed)).body).toEqual({ version: 1, clashes: 0 });
    expect(await read()).toEqual({ ...changed, version: 1 });
    const source = bureau.app.app.get(DataSource);
    const rules = await source.transaction((manager) => bureau.app.app.get(SchedulingSettings).read(manager));
    expect(rules).toMatchObject({ gridMs: 300_000, bufferMs: 300_000 });
    expect([rules.durationMs('HUKOU'), rules.durationMs('DISPUTE')]).toEqual([1_200_000, 5_400_000]);
  });

  it('that contradict each other are refused with what contradicts what, and nothing changes', async () => {
    const settings = await read();
    const refused = await refusedBy(bureau.app, () => write({ ...settings, bufferMinutes: 30 }));
    expect(refused).toMatchObject({
      status: 422,
      code: 'SETTINGS_CONTRADICT',
      params: { rule: 'bufferLongerThanTalk', bufferMinutes: 30, durationMinutes: 30 },
    });
    expect(await read()).toEqual(settings);
  });

  it('are refused with a stale version and to those who do not plan', async () => {
    const settings = await read();
    await write(settings);
    expect(await refusedBy(bureau.app, () => write(settings))).toMatchObject({
      status: 409,
      code: 'STALE_VERSION',
      params: { version: 1 },
    });
    for (const id of [bureau.county.dutyLeaderId, bureau.county.stations[0].clerkId]) {
      const who = await asStaff(bureau.app, id);
      expect(await refusedBy(bureau.app, () => write({ ...settings, version: 1 }, who))).toMatchObject({
        code: 'NOT_ALLOWED',
      });
    }
  });

  it('of two who save at once, one is told that the other was first', async () => {
    const settings = await read();
    const answers = await Promise.all([write(settings), write({ ...settings, gridMinutes: 30 })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('a table of hours', () => {
  const send = (csv: string, dryRun = false, who = bureau.scheduler) =>
    who.postOnce<CsvImported>('/api/hours/import', { csv, dryRun });
  const hours = async (id: string) => (await bureau.scheduler.get<ResourceHours>(`/api/resources/${id}/hours`)).body;
  const GOOD = [
    'resource,weekday,opens,closes',
    'S1,2,09:00,12:00',
    'S1,2,14:00,16:00',
    'hukou-1,周二,10:00,12:00',
  ].join('\n');

  it('replaces the hours of everybody it names, and of nobody else', async () => {
    await bureau.clerk.postOnce('/api/requests', {
      ...consultation(bureau.county),
      startsAt: at('2026-11-25', '10:00'),
    });
    const { status, body } = await send(GOOD);
    expect([status, body]).toEqual([200, { rows: 3, resources: 2, clashes: 1, errors: [] }]);
    expect(
      (await hours(bureau.county.stations[0].roomId)).rows.map(({ weekday, opens }) => `${weekday} ${opens}`),
    ).toEqual(['2 09:00', '2 14:00']);
    expect((await hours(bureau.county.stations[0].roomId)).version).toBe(2);
    expect((await hours(bureau.county.hukou.resourceId)).rows).toHaveLength(1);
    expect((await hours(bureau.county.stations[1].roomId)).rows).toHaveLength(10);
    expect(await firstOffered()).toBe(at('2026-11-24', '10:00'));
  });

  it('tried first says what would be, clashes too, and writes nothing', async () => {
    await bureau.clerk.postOnce('/api/requests', {
      ...consultation(bureau.county),
      startsAt: at('2026-11-25', '10:00'),
    });
    const before = await bureau.database.countRows();
    const { body } = await send(GOOD, true);
    expect(body).toEqual({ rows: 3, resources: 2, clashes: 1, errors: [] });
    expect(await bureau.database.countRows()).toEqual(before);
    expect((await hours(bureau.county.stations[0].roomId)).version).toBe(1);
  });

  it('with one wrong row is refused whole, and tried first tells every mistake by its line', async () => {
    const bad = `${GOOD}\nS1,9,09:00,10:00\nnobody,1,09:00,10:00\nS2,1,12:00,10:00`;
    const refused = await refusedBy(bureau.app, () => send(bad));
    expect(refused).toMatchObject({
      status: 422,
      code: 'CSV_REFUSED',
      params: { errors: 3, line: 5, column: 'weekday' },
    });
    const tried = (await send(bad, true)).body;
    expect(tried.errors.map(({ line, column, code }) => `${line} ${column} ${code}`)).toEqual([
      '5 weekday weekdayWrong',
      '6 resource resourceUnknown',
      '7 closes HOURS_BACKWARDS',
    ]);
    expect((await hours(bureau.county.stations[0].roomId)).rows).toHaveLength(10);
  });

  it('of the same key is written once', async () => {
    const body = { csv: GOOD, dryRun: false };
    const key = 'import-of-the-tests-0001';
    await bureau.scheduler.postOnce('/api/hours/import', body, key);
    await bureau.scheduler.postOnce('/api/hours/import', body, key);
    expect((await hours(bureau.county.hukou.resourceId)).version).toBe(2);
  });

  it('is for those who plan', async () => {
    expect(await refusedBy(bureau.app, () => send(GOOD, false, bureau.clerk))).toMatchObject({
      status: 403,
      code: 'NOT_ALLOWED',
    });
    const duty = await asStaff(bureau.app, bureau.county.dutyLeaderId);
    expect(await refusedBy(bureau.app, () => send(GOOD, true, duty))).toMatchObject({
      status: 403,
      code: 'NOT_ALLOWED',
    });
  });
});
