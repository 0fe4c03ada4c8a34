import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordingAccess, RecordingSegment, RecordingSummary, RecordingView } from '@contracts/http/recordings';
import type { RecordingScope } from '@contracts/media/recording';
import type { TestClient } from './client';

export const SOUND_RATE = 48_000;
const CHECKOUT = join(__dirname, '../..');

/** What is kept of one call in one scope, opened by somebody who may. */
export async function openRecorded(reader: TestClient, sessionId: string, scope: RecordingScope): Promise<Recorded> {
  const opened = await reader.post<RecordingAccess>(`/api/sessions/${sessionId}/recording/access`, {
    scope,
    reason: '核对录音录像是否完整',
  });
  if (opened.status !== 201) throw new Error(`${scope} is not opened: ${JSON.stringify(opened.error)}`);
  const view = await reader.get<RecordingView>(`/api/recordings/${opened.body.accessId}`);
  if (view.status !== 200) throw new Error(`${scope} is not shown: ${JSON.stringify(view.error)}`);
  return new Recorded(reader, view.body);
}

export async function summaryOf(reader: TestClient, sessionId: string): Promise<RecordingSummary> {
  const { status, body, error } = await reader.get<RecordingSummary>(`/api/sessions/${sessionId}/recording`);
  if (status !== 200) throw new Error(`There is no word of a recording: ${JSON.stringify(error)}`);
  return body;
}

export class Recorded {
  constructor(
    private readonly reader: TestClient,
    readonly view: RecordingView,
  ) {}

  /** The file of a segment, as it plays by itself. */
  async fetch(segment: RecordingSegment): Promise<Buffer> {
    const { status, body } = await this.reader.bytes(segment.url);
    if (status !== 200) throw new Error(`A segment is answered with ${status}.`);
    return body;
  }

  /** Exports it and checks the file offline; what the checker said when it is not content, else null. */
  async verifyExport(folder: string): Promise<string | null> {
    const { status, body } = await this.reader.bytes(`/api/recordings/${this.view.accessId}/export`);
    if (status !== 200) return `the export is answered with ${status}`;
    const file = join(folder, `${this.view.scope.replace(':', '-')}.zip`);
    writeFileSync(file, body);
    const hook = join(CHECKOUT, 'scripts/measure/typescript.cjs');
    const lastHashes = this.view.chain.strands.map(({ lastHash }) => lastHash);
    const args = ['--require', hook, join(CHECKOUT, 'server/src/recordings/verify/main.ts'), file, ...lastHashes];
    const { status: code, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 120_000 });
    return code === 0 ? null : `${stdout}${stderr}`.slice(-600);
  }
}

/** The sound of a file, one channel at `SOUND_RATE`, between -1 and 1. Throws what ffmpeg finds wrong with it. */
export async function soundOf(file: Buffer): Promise<Float32Array> {
  const raw = await decode(file, ['-map', '0:a:0', '-ac', '1', '-ar', String(SOUND_RATE), '-f', 'f32le', '-']);
  return new Float32Array(raw.buffer, raw.byteOffset, Math.floor(raw.length / 4));
}

/** Decodes all of a file; throws what ffmpeg finds wrong with it. */
export async function playThrough(file: Buffer): Promise<void> {
  // By the file's own clock: a guessed frame rate would put two pictures of a bad line into one moment.
  await decode(file, ['-vsync', '0', '-enc_time_base', '-1', '-s', '16x16', '-f', 'null', '-']);
}

async function decode(file: Buffer, output: readonly string[]): Promise<Buffer> {
  const child = spawn('ffmpeg', ['-nostdin', '-v', 'error', '-i', 'pipe:0', ...output]);
  const [heard, said]: [Buffer[], string[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => heard.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  // ffmpeg may have read enough before it was given all.
  child.stdin.on('error', () => undefined);
  child.stdin.end(file);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0 || said.length > 0) throw new Error(`ffmpeg ended with ${code}: ${said.join('').slice(0, 300)}`);
  return Buffer.concat(heard);
}
