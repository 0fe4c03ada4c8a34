import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const RATE = 8_000;

export interface Probed {
  readonly codec: string;
  readonly seconds: number;
  readonly width: number | undefined;
  readonly height: number | undefined;
}

/** What a player would find in a file. */
export async function probe(file: string): Promise<Probed> {
  const entries = 'format=duration:stream=codec_name,width,height';
  const { stdout } = await run('ffprobe', ['-v', 'error', '-show_entries', entries, '-of', 'json', file]);
  const found = JSON.parse(stdout) as {
    format: { duration: string };
    streams: { codec_name: string; width?: number; height?: number }[];
  };
  const [stream] = found.streams;
  return {
    codec: stream?.codec_name ?? '',
    seconds: Number(found.format.duration),
    width: stream?.width,
    height: stream?.height,
  };
}

/** What a decoder complains of; empty where all is well. */
export async function faultsOf(file: string): Promise<string> {
  // Frames as they come, on a fine clock: what is asked of is the decoder, not an even rate of pictures.
  const asTheyCome = ['-fps_mode', 'passthrough', '-enc_time_base', '1:1000'];
  const { stderr } = await run('ffmpeg', ['-v', 'error', '-nostdin', '-i', file, ...asTheyCome, '-f', 'null', '-']);
  return stderr;
}

/** How loud each pitch is in a file: amplitude from 0 to 1 (Goertzel's algorithm). */
export async function loudness(file: string, hertz: readonly number[]): Promise<number[]> {
  const args = ['-v', 'error', '-nostdin', '-i', file, '-f', 's16le', '-ac', '1', '-ar', String(RATE), '-'];
  const { stdout } = await run('ffmpeg', args, { encoding: 'buffer', maxBuffer: 1 << 26 });
  const samples = new Int16Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + (stdout.length & ~1)));
  return hertz.map((one) => amplitude(samples, one));
}

function amplitude(samples: Int16Array, hertz: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / RATE);
  let [before, last] = [0, 0];
  for (const sample of samples) [before, last] = [last, sample / 32_768 + turn * last - before];
  const power = last * last + before * before - turn * last * before;
  return (2 * Math.sqrt(Math.max(power, 0))) / Math.max(samples.length, 1);
}
