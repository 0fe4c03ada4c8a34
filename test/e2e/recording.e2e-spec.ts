import type { RecordingSummary } from '@contracts/http/recordings';
import type { SessionView } from '@contracts/http/sessions';
import { BEFORE_NINE, bringTogether } from '../support/bring-together';
import type { Visitor } from '../support/browser';
import { gather, type Cast } from '../support/cast';
import { asStaff } from '../support/client';
import { createCounty, type TestCounty } from '../support/county';
import { decodes } from '../support/media-watch';
import { RecordingPage, type Shown } from '../support/pages/recording-page';
import { stepsOf } from '../support/steps';
import { startSystem, type TestSystem } from '../support/system';
import { until } from '../support/until';
import { Words } from '../support/words';

const REASON = '核对协议内容';

let system: TestSystem;
let county: TestCounty;
let cast: Cast;
let recording: RecordingPage;
let session: SessionView;
const visitors: Visitor[] = [];
const step = stepsOf('recording', visitors);

const rows = <Row>(sql: string) => system.database.query<Row>(sql);
const accesses = () => rows<{ reason: string; scope: string }>('SELECT reason, scope FROM recording_access');

/** A mediation of which every source has two files and more, ended by its host. */
beforeAll(async () => {
  system = await startSystem({ now: BEFORE_NINE });
  county = await createCounty(system.database);
  cast = await gather(system, visitors);
  const together = await bringTogether(system, county, cast);
  const { roomA, roomB, mediation } = together;
  session = together.session;
  recording = new RecordingPage(mediation.page);
  await Promise.all([roomA, roomB, mediation].map(({ page }) => decodes(page, 2)));
  const tracksWithFiles = async () =>
    rows(
      `SELECT body->>'trackId' FROM recording_entry WHERE body->>'kind' = 'segment' GROUP BY 1 HAVING count(*) >= 2`,
    );
  await until(async () => (await tracksWithFiles()).length >= 6, 60_000);
  await mediation.end();
  await until(async () => (await rows(`SELECT FROM recording_entry WHERE body->>'kind' = 'closed'`)).length === 1);
}, 180_000);
afterAll(async () => {
  await cast?.leave();
  await system?.stop();
});

describe('the recording of a mediation', () => {
  step('is found from the record of the talk, and is not opened without a reason', async () => {
    await recording.followLink();
    await recording.give('看看');
    await recording.isAskedForMore();
    expect(await accesses()).toEqual([]);
  });

  step('is shown to its host for a reason, which is written down', async () => {
    await recording.give(REASON);
    await recording.isShown();
    expect(await accesses()).toEqual([{ reason: REASON, scope: 'plenary' }]);
  });

  step('plays all three side by side, together, and every picture moves', async () => {
    const played = new Map<number, Shown[]>();
    let apart = Infinity;
    const moved = (all: Shown[]) =>
      all.some((one) => all.some(({ time, print }) => time > one.time + 1 && print !== one.print));
    await recording.play();
    await until(async () => {
      // A busy sender leaves out a bit of the picture now and then: what is seen is gathered.
      const seen = [...(await recording.shown()).entries()].filter(([, one]) => one.seen);
      for (const [tile, one] of seen) played.set(tile, [...(played.get(tile) ?? []), one]);
      const times = seen.map(([, { time }]) => time);
      if (times.length > 1) apart = Math.min(apart, Math.max(...times) - Math.min(...times));
      return played.size === 3 && [...played.values()].every(moved);
    }, 60_000);
    expect(apart).toBeLessThan(0.4);
  });

  step('goes on from wherever the line of time is pressed', async () => {
    await recording.jumpTo(0.4);
    await recording.play();
    const there = await recording.seconds();
    await until(async () => (await recording.seconds()) > there, 20_000);
    const near = async () =>
      (await recording.shown()).some(({ seen, time }) => seen && time > there && time < there + 8);
    await until(near, 20_000);

    await recording.jumpTo(0.1);
    expect(await recording.seconds()).toBeLessThan(there);
    await until(async () => (await recording.shown()).some(({ seen, time }) => seen && time < there), 20_000);
  });

  step('says that its chain is whole, and takes a mark', async () => {
    await recording.isWhole();
    await recording.setMark('甲方承认动手');
    expect(await rows('SELECT scope FROM recording_bookmark')).toEqual([{ scope: 'plenary' }]);
  });

  step('is refused to the clerk, who learns nothing and leaves nothing behind', async () => {
    const { page } = await cast.at('A', 'staff', county.stations[0].clerkId);
    await page.goto(`/recordings/${session.id}`);
    await page.getByRole('alert').getByText(new Words('errors').say('NOT_YOURS')).waitFor();
    expect(await page.locator('video, form').count()).toBe(0);
    const clerk = await asStaff(system, county.stations[0].clerkId);
    const refused = await clerk.post(`/api/sessions/${session.id}/recording/access`, { reason: REASON });
    expect(refused.status).toBe(403);
    expect(await accesses()).toHaveLength(1);
  });

  step('has its opening and its first look in the audit, and the auditor sees who looked and why', async () => {
    const written = await rows<{ action: string }>(
      `SELECT action FROM audit_event WHERE action LIKE 'recording.%' AND actor_id IS NOT NULL ORDER BY action`,
    );
    expect(written.map(({ action }) => action)).toEqual(['recording.bookmark', 'recording.open', 'recording.play']);
    const auditor = await asStaff(system, county.auditorId);
    const summary = (await auditor.get<RecordingSummary>(`/api/sessions/${session.id}/recording`)).body;
    expect(summary.accesses).toMatchObject([{ reason: REASON, scope: 'plenary', exportedAt: null }]);
    expect(summary.accesses[0]?.playedAt).not.toBeNull();
    for (const { complaints } of visitors) expect(complaints).toEqual([]);
  });
});
