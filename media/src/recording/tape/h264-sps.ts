/** Profiles whose parameter set says more about colours (ITU-T H.264, §7.3.2.1.1). */
const HIGH = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128]);

/** Reads bits, and numbers in Exp-Golomb code (§9.1). */
class Bits {
  #at = 0;

  constructor(private readonly bytes: readonly number[]) {}

  read(count: number): number {
    let value = 0;
    for (let left = count; left > 0; left -= 1) {
      const byte = this.bytes[this.#at >> 3];
      if (byte === undefined) throw new RangeError('the parameter set ends too early');
      value = value * 2 + ((byte >> (7 - (this.#at & 7))) & 1);
      this.#at += 1;
    }
    return value;
  }

  unsigned(): number {
    let zeros = 0;
    while (this.read(1) === 0) zeros += 1;
    return 2 ** zeros - 1 + this.read(zeros);
  }

  signed(): number {
    const code = this.unsigned();
    return code % 2 === 1 ? (code + 1) / 2 : -code / 2;
  }
}

/** The size of the picture that a sequence parameter set (a whole NAL unit) announces; null where it is unreadable. */
export function sizeOfSps(unit: Buffer): { width: number; height: number } | null {
  try {
    return readSize(new Bits(withoutEmulation(unit.subarray(1))), unit[1] ?? 0);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readSize(bits: Bits, profile: number): { width: number; height: number } {
  bits.read(24);
  bits.unsigned();
  const chroma = HIGH.has(profile) ? readHighProfile(bits) : 1;
  bits.unsigned();
  const order = bits.unsigned();
  if (order === 0) bits.unsigned();
  else if (order === 1) {
    bits.read(1);
    bits.signed();
    bits.signed();
    for (let left = bits.unsigned(); left > 0; left -= 1) bits.signed();
  }
  bits.unsigned();
  bits.read(1);
  const columns = bits.unsigned() + 1;
  const rows = bits.unsigned() + 1;
  const framesOnly = bits.read(1);
  if (!framesOnly) bits.read(1);
  bits.read(1);
  const cropped = bits.read(1) ? [bits.unsigned(), bits.unsigned(), bits.unsigned(), bits.unsigned()] : [0, 0, 0, 0];
  const [left = 0, right = 0, top = 0, bottom = 0] = cropped;
  const across = chroma === 1 || chroma === 2 ? 2 : 1;
  const down = (chroma === 1 ? 2 : 1) * (2 - framesOnly);
  return {
    width: columns * 16 - across * (left + right),
    height: rows * 16 * (2 - framesOnly) - down * (top + bottom),
  };
}

function readHighProfile(bits: Bits): number {
  const chroma = bits.unsigned();
  if (chroma === 3) bits.read(1);
  bits.unsigned();
  bits.unsigned();
  bits.read(1);
  if (!bits.read(1)) return chroma;
  for (let list = 0; list < (chroma === 3 ? 12 : 8); list += 1) {
    if (!bits.read(1)) continue;
    let [last, next] = [8, 8];
    for (let at = 0; at < (list < 6 ? 16 : 64); at += 1) {
      if (next !== 0) next = (last + bits.signed() + 256) % 256;
      if (next !== 0) last = next;
    }
  }
  return chroma;
}

/** 00 00 03 stands for 00 00 within a unit (§7.4.1). */
function withoutEmulation(bytes: Buffer): number[] {
  const plain: number[] = [];
  let zeros = 0;
  for (const byte of bytes) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    plain.push(byte);
  }
  return plain;
}
