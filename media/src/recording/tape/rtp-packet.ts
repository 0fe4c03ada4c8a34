/** What of an RTP packet (RFC 3550, §5.1) matters to who records it. */
export interface RtpPacket {
  readonly payloadType: number;
  /** 16 bits, as sent. */
  readonly sequence: number;
  /** 32 bits, as sent. */
  readonly timestamp: number;
  readonly marker: boolean;
  readonly payload: Buffer;
}

const HEADER_BYTES = 12;

/** Reads a datagram; null for RTCP (RFC 5761, §4), for padding alone, and for what is no RTP. */
export function readRtp(datagram: Buffer): RtpPacket | null {
  if (datagram.length < HEADER_BYTES) return null;
  const first = datagram.readUInt8(0);
  const second = datagram.readUInt8(1);
  if (first >> 6 !== 2 || (second >= 192 && second <= 223)) return null;
  let start = HEADER_BYTES + (first & 0x0f) * 4;
  if (first & 0x10) {
    if (datagram.length < start + 4) return null;
    start += 4 + datagram.readUInt16BE(start + 2) * 4;
  }
  let end = datagram.length;
  if (first & 0x20) end -= datagram.readUInt8(datagram.length - 1);
  if (end <= start) return null;
  return {
    payloadType: second & 0x7f,
    sequence: datagram.readUInt16BE(2),
    timestamp: datagram.readUInt32BE(4),
    marker: (second & 0x80) !== 0,
    payload: datagram.subarray(start, end),
  };
}

/** Counts on where a counter of `bits` bits begins again; small steps back stay steps back. */
export class Unwrapped {
  #last: number | null = null;
  readonly #size: number;

  constructor(bits: 16 | 32) {
    this.#size = 2 ** bits;
  }

  of(value: number): number {
    if (this.#last === null) return (this.#last = value);
    const size = this.#size;
    const ahead = (((value - this.#last) % size) + size) % size;
    const at = this.#last + (ahead < size / 2 ? ahead : ahead - size);
    if (at > this.#last) this.#last = at;
    return at;
  }
}
