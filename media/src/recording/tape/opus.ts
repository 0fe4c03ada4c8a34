import type { Unpacker } from './frame';

const SILK_MS = [10, 20, 40, 60] as const;
const CELT_MS = [2.5, 5, 10, 20] as const;

/** How long an Opus packet sounds (RFC 6716, §3.1), in milliseconds. */
export function opusDurationMs(packet: Buffer): number {
  const toc = packet[0] ?? 0;
  const config = toc >> 3;
  const each = config < 12 ? SILK_MS[config & 3] : config < 16 ? SILK_MS[config & 1] : CELT_MS[config & 3];
  const code = toc & 3;
  const count = code === 0 ? 1 : code === 3 ? (packet[1] ?? 0) & 0x3f : 2;
  return Math.min((each ?? 20) * count, 120);
}

/** Each packet is a frame that stands by itself (RFC 7587). */
export class OpusUnpacker implements Unpacker {
  push({ packet: { payload, timestamp }, at }: Parameters<Unpacker['push']>[0]) {
    const durationMs = opusDurationMs(payload);
    return { frames: [{ data: payload, key: true, timestamp, at, durationMs, picture: null }], broken: false };
  }
}
