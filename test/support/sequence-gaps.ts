const HALF = 0x8000;

/** Counts packets that came and packets that are missing between them, stream by stream. */
export class SequenceGaps {
  received = 0;
  readonly #streams = new Map<number, { first: number; highest: number; received: number }>();

  /** One RTP packet; anything else (RTCP) is left out. */
  take(packet: Buffer): void {
    if (packet.length < 12 || isRtcp(packet)) return;
    const sequence = packet.readUInt16BE(2);
    const ssrc = packet.readUInt32BE(8);
    this.received += 1;
    const stream = this.#streams.get(ssrc);
    if (!stream) {
      this.#streams.set(ssrc, { first: sequence, highest: sequence, received: 1 });
      return;
    }
    stream.received += 1;
    const ahead = (sequence - stream.highest) & 0xffff;
    if (ahead < HALF) stream.highest += ahead;
  }

  /** Packets that were sent after the first that came, before the last that came, and did not come. */
  get missing(): number {
    let missing = 0;
    for (const { first, highest, received } of this.#streams.values()) missing += highest - first + 1 - received;
    return missing;
  }

  get streams(): number {
    return this.#streams.size;
  }

  /** Begins to count anew. */
  reset(): void {
    this.received = 0;
    this.#streams.clear();
  }
}

const isRtcp = (packet: Buffer): boolean => {
  const type = packet[1] ?? 0;
  return type >= 192 && type <= 223;
};
