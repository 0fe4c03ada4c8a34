import { PICTURE_MS, type Frame, type Unpacker } from './frame';
import type { Arrived } from './reorder';

/** Bytes of the payload descriptor (RFC 7741, §4.2), and whether a frame begins here. */
function readDescriptor(payload: Buffer): { length: number; begins: boolean } {
  const first = payload[0] ?? 0;
  let length = 1;
  if (first & 0x80) {
    const extension = payload[length] ?? 0;
    length += 1;
    if (extension & 0x80) length += (payload[length] ?? 0) & 0x80 ? 2 : 1;
    if (extension & 0x40) length += 1;
    if (extension & 0x30) length += 1;
  }
  return { length, begins: (first & 0x10) !== 0 && (first & 0x0f) === 0 };
}

/** Collects the packets of a VP8 picture. A picture of which a packet is missing is left out. */
export class Vp8Unpacker implements Unpacker {
  #parts: Buffer[] = [];
  #begun: Arrived | null = null;

  push(arrived: Arrived): { frames: Frame[]; broken: boolean } {
    const { packet, afterLoss } = arrived;
    const { length, begins } = readDescriptor(packet.payload);
    if (begins) this.#begin(arrived);
    else if (afterLoss || this.#begun?.packet.timestamp !== packet.timestamp) this.#begun = null;
    if (!this.#begun || length >= packet.payload.length) return { frames: [], broken: afterLoss };
    this.#parts.push(packet.payload.subarray(length));
    return { frames: packet.marker ? [this.#end(this.#begun)] : [], broken: afterLoss };
  }

  #begin(arrived: Arrived): void {
    this.#begun = arrived;
    this.#parts = [];
  }

  #end({ packet, at }: Arrived): Frame {
    const data = Buffer.concat(this.#parts);
    this.#begun = null;
    const key = ((data[0] ?? 1) & 1) === 0;
    const picture =
      key && data.length >= 10
        ? { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff, codec: 'vp8' }
        : null;
    return { data, key: picture !== null, timestamp: packet.timestamp, at, durationMs: PICTURE_MS, picture };
  }
}
