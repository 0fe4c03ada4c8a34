import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordingAccess } from '@contracts/http/recordings';
import type { RecordingScope } from '@contracts/media/recording';
import { COMBINED } from '@contracts/recording-export';
import { openZip } from '../../server/src/recordings/verify/zip-reader';
import { allDoubts, verifyExport } from '../../server/src/recordings/verify/verify-export';
import { after, beginTalk, deliver, endTalk, storeOf, TEN, type RecordedTalk } from '../support/recordings';
import { refusedBy } from '../support/refused';
import { StrandWriter, type WrittenTrack } from '../support/strand';
import { until } from '../support/until';

let talk: RecordedTalk;
let strand: StrandWriter;
let folder: string;

/** Two seconds of a tone, or of a test picture, as a recorder closes them. */
function clip(source: 'microphone' | 'camera', hertz: number): Buffer {
  const file = join(folder, `clip-${source}-${hertz}.webm`);
  const sound = ['-f', 'lavfi', '-i', `sine=frequency=${hertz}:duration=2`, '-c:a', 'libopus'];
  const picture = [
    '-f',
    'lavfi',
    '-i',
    'testsrc=size=320x240:rate=10:duration=2',
    '-c:v',
    'libvpx',
    '-deadline',
    'realtime',
  ];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...(source === 'camera' ? picture : sound), file]);
  return readFileSync(file);
}

const track = (seat: string, source: WrittenTrack['source'], scope: RecordingScope = 'plenary'): WrittenTrack => ({
  trackId: crypto.randomUUID(),
  seat,
  scope,
  source,
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'export-test-'));
  talk = await beginTalk();
  strand = new StrandWriter(talk.sessionId, 'node-1', TEN);
  const voice = track(talk.seats.a, 'microphone');
  const face = track(talk.seats.b, 'camera');
  const secret = track(talk.seats.a, 'microphone', 'caucus:A');
  strand.open(voice, after(0));
  strand.segment(voice, 0, [TEN, 0, 2], clip('microphone', 440));
  // Four seconds are missing here; the second part must stay where it was said.
  strand.segment(voice, 1, [TEN, 6, 8], clip('microphone', 880));
  strand.open(face, after(3));
  strand.segment(face, 0, [TEN, 3, 5], clip('camera', 0));
  strand.open(secret, after(9));
  strand.segment(secret, 0, [TEN, 9, 11], clip('microphone', 1320));
  strand.add({ kind: 'closed', reason: 'host' }, after(12));
  await deliver(talk, strand);
  await endTalk(talk);
});
afterAll(async () => {
  await talk.app.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function download(scope: RecordingScope = 'plenary'): Promise<string> {
  const { body } = await talk.official.post<RecordingAccess>(`/api/sessions/${talk.sessionId}/recording/access`, {
    scope,
    reason: '移送法制部门',
  });
  const answer = await talk.official.bytes(`/api/recordings/${body.accessId}/export`);
  expect([answer.status, answer.type]).toEqual([200, 'application/zip']);
  const path = join(folder, `${scope.replace(':', '-')}.zip`);
  writeFileSync(path, answer.body);
  return path;
}

async function filmOf(path: string): Promise<string> {
  const zip = await openZip(path);
  const entry = zip.entries.find(({ name }) => name === COMBINED);
  const parts: Uint8Array[] = [];
  if (entry) for await (const part of (await entry.read()) as AsyncIterable<Uint8Array>) parts.push(part);
  await zip.close();
  const film = join(folder, 'film.mkv');
  writeFileSync(film, Buffer.concat(parts));
  return film;
}

const probe = (film: string, ...args: string[]): string =>
  execFileSync('ffprobe', ['-v', 'error', '-of', 'csv=p=0', ...args, film], { encoding: 'utf8' });

/** When the packets of the sound or of the picture are to be played, in seconds. */
const momentsOf = (film: string, kind: 'a' | 'v'): number[] =>
  probe(film, '-select_streams', kind, '-show_entries', 'packet=pts_time')
    .split('\n')
    .map(Number.parseFloat)
    .filter(Number.isFinite);

const leftovers = (): string[] =>
  readdirSync(join(talk.app.dataDir, 'exports'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.includes('export-'),
  );

describe('an exported recording', () => {
  it('proves itself, to its last hash, and holds the files of its scope alone', async () => {
    const path = await download();
    const report = await verifyExport(path, [strand.entries.at(-1)?.hash ?? '']);
    expect(allDoubts(report)).toEqual([]);
    expect(report.files).toBe(4);
    expect(report.manifest?.seats.map(({ role, side }) => `${role} ${side}`).sort()).toEqual([
      'host null',
      'party A',
      'party B',
    ]);
    const caucus = await verifyExport(await download('caucus:A'));
    expect([allDoubts(caucus), caucus.files]).toEqual([[], 2]);
  });

  it('holds one film with every track at its own moment', async () => {
    const film = await filmOf(await download());
    expect(probe(film, '-show_entries', 'stream=codec_name').trim().split('\n').sort()).toEqual(['opus', 'vp8']);
    const [sounds, pictures] = [momentsOf(film, 'a'), momentsOf(film, 'v')];
    const gapEnds = sounds.find((time) => time > 4);
    expect(gapEnds).toBeGreaterThan(5.8);
    expect(gapEnds).toBeLessThan(6.2);
    expect(Math.min(...pictures)).toBeGreaterThan(2.8);
    expect(Math.min(...pictures)).toBeLessThan(3.2);
    expect(Math.max(...sounds)).toBeLessThan(8.2);
  });

  it('is written down, and leaves nothing on the server’s disk', async () => {
    await download();
    const audit = await talk.app.database.query<{ detail: { scope: string } }>(
      `SELECT detail FROM audit_event WHERE action = 'recording.export' ORDER BY sequence`,
    );
    expect(audit.at(-1)?.detail.scope).toBe('plenary');
    await until(() => leftovers().length === 0);
  });

  it('with a file that the store has lost says so, and does not hold', async () => {
    const lost = strand.files[1];
    if (!lost) throw new Error('the strand has files');
    await storeOf(talk.app).remove(lost.key);
    const path = await download();
    const report = await verifyExport(path);
    expect(allDoubts(report).map(({ what }) => what)).toEqual(['fileMissing']);
    expect(report.manifest?.missing).toHaveLength(1);
  });

  it('is refused for what was never recorded, and to whom the access does not belong', async () => {
    const { body } = await talk.official.post<RecordingAccess>(`/api/sessions/${talk.sessionId}/recording/access`, {
      scope: 'caucus:B',
      reason: '移送法制部门',
    });
    const path = `/api/recordings/${body.accessId}/export`;
    expect(await refusedBy(talk.app, () => talk.official.get(path))).toMatchObject({ code: 'NOT_FOUND' });
    const auditor = await talk.as(talk.county.auditorId);
    expect(await refusedBy(talk.app, () => auditor.get(path))).toMatchObject({ code: 'NOT_YOURS' });
  });
});
