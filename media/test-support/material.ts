import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';

const run = promisify(execFile);

/** One frame as an encoder made it. */
export interface Encoded {
  readonly data: Buffer;
  readonly seconds: number;
  readonly key: boolean;
}

export interface Material {
  readonly frames: readonly Encoded[];
  readonly seconds: number;
}

const SECONDS = 6;

/** A voice: a tone of its own. */
export async function tone(directory: string, hertz: number): Promise<Material> {
  const file = join(directory, `tone-${hertz}.webm`);
  const source = `sine=frequency=${hertz}:sample_rate=48000:duration=${SECONDS}`;
  await ffmpeg('-f', 'lavfi', '-i', source, '-ac', '2', '-c:a', 'libopus', '-b:a', '32k', file);
  return read(file);
}

/** A moving picture, with one key frame at its beginning. */
export async function picture(directory: string, codec: 'vp8' | 'h264', size = '160x90'): Promise<Material> {
  const file = join(directory, `picture-${codec}-${size}.${codec === 'vp8' ? 'webm' : 'mp4'}`);
  const encoder =
    codec === 'vp8'
      ? ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-auto-alt-ref', '0']
      : ['-c:v', 'libx264', '-preset', 'ultrafast', '-profile:v', 'baseline', '-bf', '0', '-pix_fmt', 'yuv420p'];
  const source = `testsrc=size=${size}:rate=10:duration=${SECONDS}`;
  await ffmpeg('-f', 'lavfi', '-i', source, ...encoder, '-b:v', '300k', '-g', '100000', '-keyint_min', '100000', file);
  return read(file);
}

async function ffmpeg(...args: string[]): Promise<void> {
  await run('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args]);
}

async function read(file: string): Promise<Material> {
  const input = new Input({ source: new BufferSource(await readFile(file)), formats: ALL_FORMATS });
  const track = (await input.getPrimaryVideoTrack()) ?? (await input.getPrimaryAudioTrack());
  if (!track) throw new Error(`nothing to play in ${file}`);
  const config: { description?: unknown } | null = await track.getDecoderConfig();
  const description = config?.description;
  const frames: Encoded[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) {
    const data = Buffer.from(packet.data);
    const key = packet.type === 'key';
    // A browser sends its parameter sets in front of each key frame; MP4 keeps them apart.
    const sets = key && file.endsWith('.mp4') && description instanceof Uint8Array ? parameterSets(description) : [];
    frames.push({ data: Buffer.concat([...sets, data]), seconds: packet.timestamp, key });
  }
  return { frames, seconds: SECONDS };
}

/** SPS and PPS of an avcC record, each with four bytes of length before it. */
function parameterSets(avcC: Uint8Array): Buffer[] {
  const record = Buffer.from(avcC);
  const size = record.readUInt16BE(6);
  const sps = record.subarray(8, 8 + size);
  const at = 8 + size + 1;
  const pps = record.subarray(at + 2, at + 2 + record.readUInt16BE(at));
  return [sps, pps].flatMap((unit) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(unit.length);
    return [length, unit];
  });
}
