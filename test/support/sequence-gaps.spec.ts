import { SequenceGaps } from './sequence-gaps';

const packet = (sequence: number, ssrc = 1, type = 96): Buffer => {
  const rtp = Buffer.alloc(40);
  rtp[0] = 0x80;
  rtp[1] = type;
  rtp.writeUInt16BE(sequence & 0xffff, 2);
  rtp.writeUInt32BE(ssrc, 8);
  return rtp;
};

describe('gaps in the sequence of packets', () => {
  it('are counted stream by stream, over the turn of the 16 bits', () => {
    const gaps = new SequenceGaps();
    for (let at = 65_530; at < 65_550; at += 1) if (at !== 65_533 && at !== 65_540) gaps.take(packet(at));
    for (let at = 5; at < 10; at += 1) gaps.take(packet(at, 2));
    expect({ received: gaps.received, missing: gaps.missing, streams: gaps.streams }).toEqual({
      received: 23,
      missing: 2,
      streams: 2,
    });
  });

  it('are none where packets only come in another order, and RTCP is no packet of the stream', () => {
    const gaps = new SequenceGaps();
    for (const at of [1, 3, 2, 4]) gaps.take(packet(at));
    gaps.take(packet(77, 1, 200));
    expect(gaps.missing).toBe(0);
    expect(gaps.received).toBe(4);
  });
});
