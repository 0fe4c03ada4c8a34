import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny';
import type { TapeCodec } from '../protocol';
import type { Frame } from './frame';

/** A frame, and when it was sent: epoch milliseconds. */
export interface TimedFrame {
  readonly frame: Frame;
  readonly moment: number;
}

/** What players call such a file. */
export const FILE_ENDING: Record<TapeCodec, 'webm' | 'mp4'> = { opus: 'webm', vp8: 'webm', h264: 'mp4' };

/**
 * Puts frames as they are into a file that opens by itself, its time beginning with the first frame. Sound and
 * VP8 go into WebM, H.264 into fragmented MP4: both are what a browser's Media Source takes.
 */
export async function pack(codec: TapeCodec, channels: number, frames: readonly TimedFrame[]): Promise<Buffer> {
  const target = new BufferTarget();
  const format = codec === 'h264' ? new Mp4OutputFormat({ fastStart: 'fragmented' }) : new WebMOutputFormat();
  const output = new Output({ format, target });
  if (codec === 'opus') await packSound(output, channels, frames);
  else await packPicture(output, codec === 'vp8' ? 'vp8' : 'avc', frames);
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer(0));
}

async function packSound(output: Output, channels: number, frames: readonly TimedFrame[]): Promise<void> {
  const source = new EncodedAudioPacketSource('opus');
  output.addAudioTrack(source);
  await output.start();
  const description = opusHead(channels);
  const decoderConfig = { codec: 'opus', numberOfChannels: channels, sampleRate: 48_000, description };
  for (const packet of packetsOf(frames)) await source.add(packet, { decoderConfig });
}

async function packPicture(output: Output, codec: 'vp8' | 'avc', frames: readonly TimedFrame[]): Promise<void> {
  const source = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(source);
  await output.start();
  const picture = frames[0]?.frame.picture;
  if (!picture) throw new Error('a segment of pictures begins with a key frame');
  const decoderConfig = {
    codec: picture.codec,
    codedWidth: picture.width,
    codedHeight: picture.height,
    ...(picture.description ? { description: picture.description } : {}),
  };
  for (const packet of packetsOf(frames)) await source.add(packet, { decoderConfig });
}

/** Times in seconds since the first frame, each after the one before. */
function* packetsOf(frames: readonly TimedFrame[]): Iterable<EncodedPacket> {
  const began = frames[0]?.moment ?? 0;
  let last = -1;
  for (const { frame, moment } of frames) {
    last = Math.max(Math.round(moment - began), last + 1);
    yield new EncodedPacket(frame.data, frame.key ? 'key' : 'delta', last / 1_000, frame.durationMs / 1_000);
  }
}

/** Identification header (RFC 7845, §5.1). Nothing is skipped at the start: each segment goes on from the one before. */
function opusHead(channels: number): Uint8Array {
  const head = Buffer.alloc(19);
  head.write('OpusHead', 0, 'latin1');
  head.writeUInt8(1, 8);
  head.writeUInt8(channels, 9);
  head.writeUInt32LE(48_000, 12);
  return head;
}
