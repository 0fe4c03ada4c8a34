import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordingAccess, RecordingSummary, RecordingView } from '@contracts/http/recordings';
import type { SessionView } from '@contracts/http/sessions';
import type { RecordingScope } from '@contracts/media/recording';
import { COMBINED } from '@contracts/recording-export';
import { tone, type Material } from '../../media/test-support/material';
import type { TestPeer } from '../../media/test-support/test-peer';
import { allDoubts, verifyExport } from '../../server/src/recordings/verify/verify-export';
import { openZip } from '../../server/src/recordings/verify/zip-reader';
import { asDevice, type TestClient } from '../support/client';
import { sharedMediaBureau } from '../support/media-bureau';
import { until } from '../support/until';

const bureau = sharedMediaBureau();
let session: SessionView;
let folder: string;
let voices: Record<'host' | 'a' | 'b', Material>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'recordings-media-'));
  voices = { host: await tone(folder, 440), a: await tone(folder, 1_000), b: await tone(folder, 1_900) };
  ({ session } = await bureau.waitingDispute());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Comes into the call and speaks. */
async function enter(client: TestClient, path: string, voice: Material): Promise<TestPeer> {
  const peer = await bureau.enter(client, path);
  const call = bureau.node.calls.live.get(session.id);
  if (!call) throw new Error('the call is not on the node');
  await peer.openMedia(call);
  await peer.send('opus', 'microphone', voice);
  return peer;
}

const recordingPath = () => `/api/sessions/${session.id}/recording`;
const summary = async () => (await bureau.official.get<RecordingSummary>(recordingPath())).body;
const tracksOf = async (scope: RecordingScope) =>
  (await summary()).scopes.find((one) => one.scope === scope)?.tracks ?? 0;
const opened = async (scope: RecordingScope) => {
  const { official } = bureau;
  const { body } = await official.post<RecordingAccess>(`${recordingPath()}/access`, { scope, reason: '核对双方说法' });
  return (await official.get<RecordingView>(`/api/recordings/${body.accessId}`)).body;
};

describe('a mediation, from the microphone to the export', () => {
  it('is recorded by its media node, in the plenary and apart from it in a caucus', async () => {
    const { official, screen } = bureau;
    const screenB = await asDevice(bureau.app, bureau.county.stations[1].deviceId);
    const a = await enter(screen, '/api/room/ticket', voices.a);
    const b = await enter(screenB, '/api/room/ticket', voices.b);
    const host = await enter(official, `/api/sessions/${session.id}/ticket`, voices.host);
    for (const peer of [a, b]) await host.ask('peer.move', { seat: peer.seat, space: 'plenary' });
    await until(async () => (await tracksOf('plenary')) >= 3);
    expect((await summary()).state).toBe('on');
    await host.ask('caucus.open', { side: 'A' });
    await until(async () => (await tracksOf('caucus:A')) >= 1);
    await host.ask('caucus.close');
    await official.post(`/api/sessions/${session.id}/end`);
    await until(async () => (await opened('plenary')).chain.strands.every(({ closed }) => closed));
    expect(await summary()).toMatchObject({ required: true, state: 'ended', alarms: [] });
  });

  it('shows everybody by name, and a chain that holds', async () => {
    const shown = await opened('plenary');
    expect(shown.chain).toMatchObject({ ok: true, brokenAt: null });
    expect(new Set(shown.tracks.map(({ role, side }) => `${role} ${side}`))).toEqual(
      new Set(['host null', 'party A', 'party B']),
    );
    expect(shown.tracks.every(({ name, mime }) => name !== null && mime.startsWith('audio/webm'))).toBe(true);
    expect(shown.happenings.map(({ what }) => what)).toEqual(expect.arrayContaining(['callStarted', 'caucusOpened']));
    const url = shown.tracks[0]?.segments[0]?.url ?? '';
    const file = await bureau.official.bytes(url);
    expect([file.status, file.type]).toEqual([200, 'audio/webm']);
  });

  it.each(['plenary', 'caucus:A'] as const)('is exported with its film, and proves itself: %s', async (scope) => {
    const { accessId, chain } = await opened(scope);
    const path = join(folder, 'export.zip');
    writeFileSync(path, (await bureau.official.bytes(`/api/recordings/${accessId}/export`)).body);
    const report = await verifyExport(
      path,
      chain.strands.map(({ lastHash }) => lastHash),
    );
    expect(allDoubts(report)).toEqual([]);
    expect(report.manifest?.missing).toEqual([]);
    const zip = await openZip(path);
    expect(zip.entries.map(({ name }) => name)).toContain(COMBINED);
    await zip.close();
  });
});
