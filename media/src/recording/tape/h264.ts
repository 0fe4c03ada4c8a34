import { PICTURE_MS, type Frame, type Picture, type Unpacker } from './frame';
import { sizeOfSps } from './h264-sps';
import type { Arrived } from './reorder';

const IDR = 5;
const SPS = 7;
const PPS = 8;
const STAP_A = 24;
const FU_A = 28;

const typeOf = (unit: Buffer): number => (unit[0] ?? 0) & 0x1f;

/** Collects the NAL units of an H.264 picture (RFC 6184, packetization mode 1). One with a hole is left out. */
export class H264Unpacker implements Unpacker {
  #units: Buffer[] = [];
  #fragments: Buffer[] | null = null;
  #begun: Arrived | null = null;
  #whole = true;
  #sps: Buffer | null = null;
  #pps: Buffer | null = null;

  push(arrived: Arrived): { frames: Frame[]; broken: boolean } {
    const { packet, afterLoss } = arrived;
    const frames: Frame[] = [];
    if (this.#begun && this.#begun.packet.timestamp !== packet.timestamp) frames.push(...this.#end());
    if (!this.#begun) {
      this.#begun = arrived;
      this.#whole = true;
    }
    if (afterLoss) this.#whole = false;
    this.#take(packet.payload);
    if (packet.marker) frames.push(...this.#end());
    return { frames, broken: afterLoss };
  }

  #take(payload: Buffer): void {
    const type = typeOf(payload);
    if (type === STAP_A) {
      for (let at = 1; at + 2 <= payload.length;) {
        const size = payload.readUInt16BE(at);
        this.#keep(payload.subarray(at + 2, at + 2 + size));
        at += 2 + size;
      }
    } else if (type === FU_A) this.#takeFragment(payload);
    else if (type >= 1 && type <= 23) this.#keep(payload);
  }

  #takeFragment(payload: Buffer): void {
    const header = payload[1] ?? 0;
    if (header & 0x80) this.#fragments = [Buffer.from([((payload[0] ?? 0) & 0xe0) | (header & 0x1f)])];
    if (!this.#fragments) {
      this.#whole = false;
      return;
    }
    this.#fragments.push(payload.subarray(2));
    if (!(header & 0x40)) return;
    this.#keep(Buffer.concat(this.#fragments));
    this.#fragments = null;
  }

  #keep(unit: Buffer): void {
    if (unit.length === 0) return;
    if (typeOf(unit) === SPS) this.#sps = unit;
    if (typeOf(unit) === PPS) this.#pps = unit;
    this.#units.push(unit);
  }

  #end(): Frame[] {
    const begun = this.#begun;
    const units = this.#units;
    const whole = this.#whole && this.#fragments === null;
    this.#begun = null;
    this.#units = [];
    this.#fragments = null;
    if (!begun || !whole || !units.some((unit) => typeOf(unit) <= IDR)) return [];
    const picture = units.some((unit) => typeOf(unit) === IDR) ? this.#picture() : null;
    return [
      {
        data: Buffer.concat(units.flatMap((unit) => [lengthOf(unit), unit])),
        key: picture !== null,
        timestamp: begun.packet.timestamp,
        at: begun.at,
        durationMs: PICTURE_MS,
        picture,
      },
    ];
  }

  #picture(): Picture | null {
    const [sps, pps] = [this.#sps, this.#pps];
    const size = sps && pps ? sizeOfSps(sps) : null;
    if (!sps || !pps || !size) return null;
    return { ...size, codec: `avc1.${sps.subarray(1, 4).toString('hex')}`, description: decoderRecord(sps, pps) };
  }
}

function lengthOf(unit: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(unit.length);
  return length;
}

/** AVCDecoderConfigurationRecord (ISO/IEC 14496-15, §5.3.3.1), lengths of four bytes. */
function decoderRecord(sps: Buffer, pps: Buffer): Buffer {
  const sized = (unit: Buffer): Buffer[] => [Buffer.from([unit.length >> 8, unit.length & 0xff]), unit];
  const profile = sps.subarray(1, 4);
  return Buffer.concat([Buffer.of(1), profile, Buffer.of(0xff, 0xe1), ...sized(sps), Buffer.of(1), ...sized(pps)]);
}
