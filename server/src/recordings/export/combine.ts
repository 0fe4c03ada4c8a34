import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Track } from '../chain/timeline';

/** A track whose files lie on this machine; those that are missing are left out. */
export interface SpooledTrack extends Pick<Track, 'trackId' | 'source'> {
  readonly title: string;
  readonly files: readonly { readonly path: string; readonly from: number; readonly to: number }[];
}

/** ffmpeg could not put it together: it is not there, or a file is not what it should be. */
export class CombiningFailed extends Error {}

/**
 * Puts all tracks into one Matroska file at `target` by stream copy, each at its own moment of the call and
 * with its gaps. `from` and `to` are epoch milliseconds. Throws `CombiningFailed`.
 */
export async function combine(
  tracks: readonly SpooledTrack[],
  tools: { readonly ffmpeg: string; readonly folder: string; readonly signal: AbortSignal },
  target: string,
): Promise<void> {
  const heard = tracks.filter(({ files }) => files.length > 0);
  const start = Math.min(...heard.flatMap(({ files }) => files.map(({ from }) => from)));
  const inputs: string[] = [];
  const streams: string[] = [];
  for (const [index, { trackId, files, title }] of heard.entries()) {
    const list = join(tools.folder, `${trackId}.ffconcat`);
    await writeFile(list, concatList(files));
    const offset = ((files[0]?.from ?? start) - start) / 1000;
    inputs.push('-itsoffset', offset.toFixed(3), '-f', 'concat', '-safe', '0', '-i', list);
    streams.push('-map', `${index}:0`, `-metadata:s:${index}`, `title=${title}`);
  }
  await run(tools, ['-nostdin', '-v', 'error', '-y', ...inputs, ...streams, '-c', 'copy', '-f', 'matroska', target]);
}

/** Each file lasts until the next begins, so that what comes after a gap stays in its place. */
function concatList(files: SpooledTrack['files']): string {
  const lines = files.map(({ path, from, to }, index) => {
    const until = files[index + 1]?.from ?? to;
    return `file '${path}'\nduration ${(Math.max(until - from, 1) / 1000).toFixed(3)}`;
  });
  return `ffconcat version 1.0\n${lines.join('\n')}\n`;
}

async function run(tools: { ffmpeg: string; signal: AbortSignal }, args: readonly string[]): Promise<void> {
  const child = spawn(tools.ffmpeg, args, { stdio: ['ignore', 'ignore', 'pipe'], signal: tools.signal });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-500)));
  let code: number | null;
  try {
    [code] = (await once(child, 'close')) as [number | null];
  } catch (error) {
    throw new CombiningFailed(error instanceof Error ? error.message : 'ffmpeg did not run');
  }
  if (code !== 0) throw new CombiningFailed(said.trim() || `ffmpeg ended with ${String(code)}`);
}
