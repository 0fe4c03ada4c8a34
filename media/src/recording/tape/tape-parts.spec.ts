import fc from 'fast-check';
import type { Frame } from './frame';
import { opusDurationMs } from './opus';
import { Reorder } from './reorder';
import { readRtp, Unwrapped, type RtpPacket } from './rtp-packet';
import { Segmenter } from './segmenter';
import { Vp8Unpacker } from './vp8';
import { WakingClock } from './waking-clock';

const packet = (sequence: number, change: Partial<RtpPacket> = {}): RtpPacket => ({
  payloadType: 100,
  sequence: sequence & 0xffff,
  timestamp: 0,
  marker: false,
  payload: Buffer.of(sequence & 0xff),
  ...change,
});

describe('RTP', () => {
  it('is read past its extensions and without its padding', () => {
    const head = Buffer.from([0xb1, 0xe4, 0x00, 0x05, 0, 0, 0, 9, 0, 0, 0, 1, 0, 0, 0, 2]);
    const extension = Buffer.from([0xbe, 0xde, 0x00, 0x01, 1, 2, 3, 4]);
    const found = readRtp(Buffer.concat([head, extension, Buffer.from([7, 8, 0, 0, 3])]));
    expect(found).toMatchObject({ payloadType: 100, sequence: 5, timestamp: 9, marker: true });
    expect([...(found?.payload ?? [])]).toEqual([7, 8]);
  });

  it('is told from RTCP and from noise, whatever comes', () => {
    expect(readRtp(Buffer.from([0x80, 200, 0, 6, ...Buffer.alloc(24)]))).toBeNull();
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => void readRtp(Buffer.from(noise))));
  });

  it('counts on where its counters begin again', () => {
    const counter = new Unwrapped(16);
    expect([65_534, 65_535, 0, 65_533, 2].map((value) => counter.of(value))).toEqual([
      65_534, 65_535, 65_536, 65_533, 65_538,
    ]);
  });
});

describe('packets', () => {
  it('come out in order, each once, however they were shuffled and repeated within the waiting time', () => {
    const shuffled = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 120 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 65_535 }), shuffled, (start, order) => {
        const reorder = new Reorder();
        const given = [0, ...order].flatMap((step) => reorder.push(packet(start + step), 1_000));
        const all = [...given, ...reorder.flush()].map((one) => (one.packet.sequence - start + 65_536) % 65_536);
        expect(all).toEqual([...new Set([0, ...order])].sort((a, b) => a - b));
      }),
    );
  });

  it('that are missing are waited for, then given up, which is told', () => {
    const reorder = new Reorder();
    reorder.push(packet(1), 0);
    expect(reorder.push(packet(3), 100)).toEqual([]);
    expect(reorder.due(600)).toEqual([]);
    expect(reorder.due(701)).toMatchObject([{ packet: { sequence: 3 }, afterLoss: true }]);
    expect(reorder.push(packet(2), 800)).toEqual([]);
  });

  it('are waited for by the time in which this process was awake: after a standstill they lie in the socket', () => {
    const [reorder, clock] = [new Reorder(), new WakingClock()];
    const come = (sequence: number, at: number) => reorder.push(packet(sequence), at, clock.at(at));
    come(1, 0);
    come(3, 100);
    expect(reorder.due(clock.at(200))).toEqual([]);
    expect(come(4, 3_200)).toEqual([]);
    expect(come(2, 3_200).map((one) => [one.packet.sequence, one.afterLoss])).toEqual([
      [2, false],
      [3, false],
      [4, false],
    ]);
  });
});

describe('segments', () => {
  const frame = (key: boolean, width = 160): Frame => ({
    ...{ data: Buffer.of(1), key, timestamp: 0, at: 0, durationMs: 33 },
    picture: key ? { width, height: 90, codec: 'vp8' } : null,
  });
  const cutting = () => {
    const finished: number[][] = [];
    const asked: number[] = [];
    let now = 0;
    const segmenter = new Segmenter({
      segmentMs: 10_000,
      pictures: true,
      finish: (frames) => finished.push(frames.map(({ moment }) => moment)),
      askForKeyFrame: () => asked.push(now),
    });
    const add = (moment: number, key: boolean, width?: number): boolean =>
      segmenter.add({ frame: frame(key, width), moment }, (now = moment));
    return { segmenter, finished, asked, add };
  };

  it('begin with a key frame, which is asked for in time', () => {
    const { finished, asked, add } = cutting();
    expect(add(0, false)).toBe(false);
    expect(add(100, true)).toBe(true);
    for (let moment = 200; moment < 10_200; moment += 100) add(moment, false);
    add(10_200, true);
    expect(asked).toEqual([0, 9_800]);
    expect(finished).toEqual([Array.from({ length: 101 }, (_, at) => 100 + at * 100)]);
  });

  it('end where the picture has another size', () => {
    const { finished, add } = cutting();
    add(0, true);
    add(100, true, 320);
    expect(finished).toEqual([[0]]);
  });

  it('end at twice their length where no key frame comes, and nothing is kept until one does', () => {
    const { finished, add } = cutting();
    add(0, true);
    for (let moment = 100; moment < 20_000; moment += 100) expect(add(moment, false)).toBe(true);
    expect(add(20_000, false)).toBe(false);
    expect(finished).toHaveLength(1);
    expect(add(20_100, true)).toBe(true);
  });

  it('of sound end where nothing came for long, so that the hole lies between two of them', () => {
    const finished: number[][] = [];
    const segmenter = new Segmenter({
      segmentMs: 10_000,
      pictures: false,
      finish: (frames) => finished.push(frames.map(({ moment }) => moment)),
      askForKeyFrame: () => undefined,
    });
    const word: Frame = { data: Buffer.of(1), key: true, timestamp: 0, at: 0, durationMs: 20, picture: null };
    for (const moment of [0, 20, 1_500, 3_100, 3_120]) segmenter.add({ frame: word, moment }, moment);
    segmenter.cut();
    expect(finished).toEqual([
      [0, 20, 1_500],
      [3_100, 3_120],
    ]);
  });

  it('end though nothing more comes', () => {
    const { segmenter, finished, add } = cutting();
    add(0, true);
    segmenter.tick(9_999);
    expect(finished).toEqual([]);
    segmenter.tick(10_000);
    expect(finished).toEqual([[0]]);
  });
});

describe('a VP8 picture', () => {
  const part = (sequence: number, timestamp: number, begins: boolean, marker: boolean, afterLoss = false) => ({
    packet: packet(sequence, { timestamp, marker, payload: Buffer.of(begins ? 0x10 : 0, 1, sequence) }),
    at: 0,
    afterLoss,
  });

  it('of which a packet is missing is left out, and the next is taken', () => {
    const unpacker = new Vp8Unpacker();
    expect(unpacker.push(part(1, 0, true, false)).frames).toEqual([]);
    const broken = unpacker.push(part(3, 0, false, true, true));
    expect(broken).toEqual({ frames: [], broken: true });
    const { frames } = unpacker.push(part(4, 3_000, true, true));
    expect(frames.map(({ data }) => [...data])).toEqual([[1, 4]]);
  });
});

describe('an Opus packet', () => {
  it.each([
    [[0x08], 20],
    [[0x18], 60],
    [[0x78], 20],
    [[0x80], 2.5],
    [[0xf8], 20],
    [[0xf9], 40],
    [[0xfb, 3], 60],
  ])('%j sounds for %d ms', (bytes, ms) => {
    expect(opusDurationMs(Buffer.from(bytes))).toBe(ms);
  });
});
