import type { types } from 'mediasoup';
import type { Encoded, Material } from './material';

export type SentCodec = 'opus' | 'vp8' | 'h264';

const MTU = 1_100;
const PACE_MS = 20;
const PAYLOAD_TYPE: Record<SentCodec, number> = { opus: 100, vp8: 101, h264: 102 };
const CLOCK: Record<SentCodec, number> = { opus: 48_000, vp8: 90_000, h264: 90_000 };

export function parametersOf(codec: SentCodec, ssrc: number): types.RtpParameters {
  const payloadType = PAYLOAD_TYPE[codec];
  const feedback = { rtcpFeedback: [{ type: 'nack', parameter: 'pli' }] };
  const h264 = { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 };
  const codecs = {
    opus: { mimeType: 'audio/opus', payloadType, clockRate: 48_000, channels: 2 },
    vp8: { mimeType: 'video/VP8', payloadType, clockRate: 90_000, ...feedback },
    h264: { mimeType: 'video/H264', payloadType, clockRate: 90_000, parameters: h264, ...feedback },
  };
  return { mid: String(ssrc), codecs: [codecs[codec]], encodings: [{ ssrc }] };
}

/** Packs a frame as a browser does (RFC 7741, RFC 6184). */
export function payloadsOf(codec: SentCodec, frame: Encoded): Buffer[] {
  if (codec === 'opus') return [frame.data];
  if (codec === 'vp8')
    return parts(frame.data).map((part, at) => Buffer.concat([Buffer.of(at === 0 ? 0x10 : 0), part]));
  const payloads: Buffer[] = [];
  for (let at = 0; at + 4 <= frame.data.length;) {
    const size = frame.data.readUInt32BE(at);
    payloads.push(...h264Payloads(frame.data.subarray(at + 4, at + 4 + size)));
    at += 4 + size;
  }
  return payloads;
}

function h264Payloads(unit: Buffer): Buffer[] {
  if (unit.length <= MTU) return [unit];
  const head = unit.readUInt8(0);
  const pieces = parts(unit.subarray(1));
  return pieces.map((piece, at) => {
    const marks = (at === 0 ? 0x80 : 0) | (at === pieces.length - 1 ? 0x40 : 0);
    return Buffer.concat([Buffer.of((head & 0xe0) | 28, marks | (head & 0x1f)), piece]);
  });
}

function parts(data: Buffer): Buffer[] {
  const count = Math.ceil(data.length / MTU);
  return Array.from({ length: count }, (_, at) => data.subarray(at * MTU, (at + 1) * MTU));
}

/** Sends material as real RTP at its own pace, over and over; a picture begins anew when a key frame is asked for. */
export class Sender {
  readonly #producer: types.Producer;
  readonly #codec: SentCodec;
  readonly #material: Material;
  readonly #ssrc: number;
  readonly #timer: NodeJS.Timeout;
  #next = 0;
  /** Wall time of the material's beginning. */
  #began = Date.now();
  readonly #start = Date.now();
  #sequence = Math.floor(Math.random() * 65_536);
  readonly #base = Math.floor(Math.random() * 2 ** 32);
  keyFramesAsked = 0;
  packets = 0;

  constructor(producer: types.Producer, transport: types.DirectTransport, codec: SentCodec, material: Material) {
    this.#producer = producer;
    this.#codec = codec;
    this.#material = material;
    this.#ssrc = producer.rtpParameters.encodings?.[0]?.ssrc ?? 0;
    transport.on('rtcp', (packet) => {
      // Payload-specific feedback (RFC 4585, §6.3.1), for this source.
      const asks = packet.length >= 12 && packet.readUInt8(1) === 206 && packet.readUInt32BE(8) === this.#ssrc;
      if (asks && codec !== 'opus') this.#restart();
    });
    this.#timer = setInterval(() => this.#send(), PACE_MS);
    producer.observer.once('close', () => this.stop());
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #restart(): void {
    this.keyFramesAsked += 1;
    this.#next = 0;
    this.#began = Date.now();
  }

  #send(): void {
    for (;;) {
      if (this.#next >= this.#material.frames.length) {
        this.#next = 0;
        this.#began += this.#material.seconds * 1_000;
      }
      const frame = this.#material.frames[this.#next];
      if (!frame || this.#began + frame.seconds * 1_000 > Date.now() || this.#producer.closed) return;
      this.#next += 1;
      this.#sendFrame(frame);
    }
  }

  #sendFrame(frame: Encoded): void {
    const elapsed = (this.#began - this.#start) / 1_000 + frame.seconds;
    const timestamp = (this.#base + Math.round(elapsed * CLOCK[this.#codec])) % 2 ** 32;
    const payloads = payloadsOf(this.#codec, frame);
    for (const [at, payload] of payloads.entries()) {
      this.#sequence = (this.#sequence + 1) & 0xffff;
      const header = Buffer.alloc(12);
      const marker = this.#codec !== 'opus' && at === payloads.length - 1 ? 0x80 : 0;
      header[0] = 0x80;
      header[1] = marker | PAYLOAD_TYPE[this.#codec];
      header.writeUInt16BE(this.#sequence, 2);
      header.writeUInt32BE(timestamp >>> 0, 4);
      header.writeUInt32BE(this.#ssrc, 8);
      this.#producer.send(Buffer.concat([header, payload]));
      this.packets += 1;
    }
  }
}
