import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  Reconciled,
  RecordingAccess,
  RecordingFindings,
  RecordingSummary,
  RecordingView,
} from '@contracts/http/recordings';
import S3rver from 's3rver';
import { S3Store } from '../../libs/storage/src/s3-store';
import { RecordingNights } from '../../server/src/recordings/nights/recording-nights';
import { beginTalk, deliver, endTalk, storeOf, writeTalk, type RecordedTalk } from '../support/recordings';
import { sha256 } from '../support/strand';

const CHECKOUT = join(__dirname, '../..');
const S3_NAMES = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const;

let folder: string;
let s3: S3rver;
let port: number;
let talk: RecordedTalk;
let written: ReturnType<typeof writeTalk>;

const serve = async (at: number): Promise<number> => {
  s3 = new S3rver({ port: at, silent: true, directory: join(folder, 's3') });
  return (await s3.run()).port;
};
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'recordings-s3-'));
  port = await serve(0);
  Object.assign(process.env, {
    S3_ENDPOINT: `http://127.0.0.1:${port}`,
    S3_BUCKET: 'video-home',
    S3_ACCESS_KEY: 'S3RVER',
    S3_SECRET_KEY: 'S3RVER',
  });
  talk = await beginTalk();
  written = writeTalk(talk);
  await deliver(talk, written.strand);
  await endTalk(talk);
});
afterEach(async () => {
  await talk.app.stop();
  await s3.close();
  for (const name of S3_NAMES) delete process.env[name];
  rmSync(folder, { recursive: true, force: true });
});

const open = async () => {
  const { body } = await talk.official.post<RecordingAccess>(`/api/sessions/${talk.sessionId}/recording/access`, {
    scope: 'plenary',
    reason: '移送法制部门',
  });
  return (await talk.official.get<RecordingView>(`/api/recordings/${body.accessId}`)).body;
};
const verify = (...args: string[]) =>
  spawnSync(
    process.execPath,
    ['--require', './scripts/measure/typescript.cjs', 'server/src/recordings/verify/main.ts', ...args],
    { cwd: CHECKOUT, encoding: 'utf8', timeout: 120_000 },
  );
const nightAt = (instant: string): Promise<number> => {
  talk.app.stopClock(Date.parse(instant));
  return talk.app.app.get(RecordingNights).sweep();
};
const replace = (index: number, content: Buffer): Promise<void> =>
  storeOf(talk.app).put(keyOf(index), { content }, { bytes: content.length, sha256: sha256(content) });
const keyOf = (index: number): string => written.strand.files[index]?.key ?? '';
const findings = async (): Promise<string[]> => {
  const auditor = await talk.as(talk.county.auditorId);
  const { body } = await auditor.get<RecordingFindings>('/api/recordings/findings');
  return body.findings.map(({ kind }) => kind).sort();
};
const stored = async (): Promise<string[]> => {
  const keys: string[] = [];
  for await (const { key } of storeOf(talk.app).list('')) keys.push(key);
  return keys;
};

describe('a recording on S3', () => {
  it('is played in parts, exported as one file with its manifest, and the command finds it as it was recorded', async () => {
    expect(storeOf(talk.app)).toBeInstanceOf(S3Store);
    const view = await open();
    const [segment] = view.tracks[0]?.segments ?? [];
    const { body } = await talk.official.bytes(segment?.url ?? '');
    expect(written.strand.files.map(({ content }) => sha256(content))).toContain(sha256(body));

    const answer = await talk.official.bytes(`/api/recordings/${view.accessId}/export`);
    expect([answer.status, answer.type]).toEqual([200, 'application/zip']);
    const file = join(folder, 'export.zip');
    writeFileSync(file, answer.body);
    const { status, stdout } = verify(file, ...view.chain.strands.map(({ lastHash }) => lastHash));
    expect([status, stdout]).toEqual([0, expect.stringContaining('everything is as it was recorded')]);
    expect(stdout).toContain('Files: 4 checked, ok');
  });

  it('is compared every night: what is missing, empty, cut short or altered is found, a store that is away is no finding', async () => {
    expect(await nightAt('2026-11-25T02:00:30+08:00')).toBe(0);
    await storeOf(talk.app).remove(keyOf(0));
    await replace(1, Buffer.alloc(0));
    await replace(2, (written.strand.files[2]?.content ?? Buffer.alloc(0)).subarray(0, 20));
    expect(await nightAt('2026-11-26T02:00:30+08:00')).toBe(3);
    expect(await findings()).toEqual(['empty', 'missing', 'truncated']);
    const altered = Buffer.from(written.strand.files[3]?.content ?? '');
    altered[5] = (altered[5] ?? 0) ^ 1;
    await replace(3, altered);
    await nightAt('2026-12-26T02:00:30+08:00');
    expect(await findings()).toEqual(['empty', 'hashDiffers', 'missing', 'truncated']);

    await s3.close();
    await expect(nightAt('2026-12-27T02:00:30+08:00')).rejects.toThrow();
    expect(await findings()).toEqual(['empty', 'hashDiffers', 'missing', 'truncated']);
    await serve(port);
    for (const [index, { content }] of written.strand.files.entries()) await replace(index, content);
    expect(await nightAt('2026-12-27T02:05:30+08:00')).toBe(0);
    expect(await findings()).toEqual([]);
  });

  it('is deleted when its time is over, also where the store was away in the middle of it; its chain stays', async () => {
    const dutyLeader = await talk.as(talk.county.dutyLeaderId);
    const path = `/api/sessions/${talk.sessionId}/recording`;
    const { version } = (await dutyLeader.get<RecordingSummary>(path)).body;
    const until = '2027-06-01T00:00:00.000Z';
    await dutyLeader.put<RecordingSummary>(`${path}/retention`, { until, reason: '案卷保管期届满', version });
    expect(await stored()).toHaveLength(written.strand.files.length);
    await s3.close();
    await expect(nightAt('2027-06-02T02:00:30+08:00')).rejects.toThrow();
    await serve(port);
    await nightAt('2027-06-02T02:10:30+08:00');
    expect(await stored()).toEqual([]);
    const auditor = await talk.as(talk.county.auditorId);
    talk.app.stopClock(Date.parse('2027-06-02T03:00:00+08:00'));
    const again = await auditor.post<Reconciled>('/api/recordings/reconcile');
    expect(again).toMatchObject({ status: 200, body: { recordings: 0, purged: 0 } });
    const summary = (await (await talk.as(talk.county.dutyLeaderId)).get<RecordingSummary>(path)).body;
    expect(summary).toMatchObject({ state: 'purged' });
    expect(await talk.app.database.query('SELECT 1 FROM recording_entry')).toHaveLength(written.strand.entries.length);
  });
});
