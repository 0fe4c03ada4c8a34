import fc from 'fast-check';
import { countersOf, lineReport, lineTripMs, tripsOf, uplinkReading, voiceCounters } from './line-reading';

const path = { type: 'candidate-pair', nominated: true, state: 'succeeded' };

describe('a reading of one’s own line', () => {
  it('counts sound made up for missing packets, not for silence, and frozen pictures, since the last look', () => {
    const before = countersOf([
      { type: 'inbound-rtp', totalSamplesReceived: 48_000, concealedSamples: 100, freezeCount: 1 },
    ]);
    const now = countersOf([
      { type: 'inbound-rtp', totalSamplesReceived: 96_000, concealedSamples: 5_380, silentConcealedSamples: 480 },
      { type: 'inbound-rtp', freezeCount: 4 },
      { type: 'outbound-rtp', freezeCount: 9 },
    ]);
    expect(lineReport(before, now, 80)).toEqual({ roundTripMs: 80, concealedShare: 0.1, freezes: 3 });
  });

  it('says nothing of sound where none came, and counts nothing twice when tracks are made anew', () => {
    const before = { samples: 9_000, concealedSamples: 500, freezes: 7 };
    expect(lineReport(before, { samples: 10, concealedSamples: 0, freezes: 0 }, null)).toEqual({
      roundTripMs: null,
      concealedShare: null,
      freezes: 0,
    });
  });

  it('takes the worse of both ways’ round trips, of paths in use only', () => {
    const idle = { type: 'candidate-pair', id: 'idle', nominated: false, state: 'succeeded', currentRoundTripTime: 3 };
    const ways = [
      { ...path, id: 'out', currentRoundTripTime: 0.04 },
      { ...path, id: 'in', currentRoundTripTime: 0.21 },
    ];
    expect(lineTripMs([tripsOf([...ways, idle])])).toBe(210);
    expect(lineTripMs([tripsOf([idle])])).toBeNull();
    expect(lineTripMs([])).toBeNull();
  });

  it('does not take for the line’s what single answers wait in a busy computer', () => {
    const look = (out: number, back: number) =>
      tripsOf([
        { ...path, id: 'out', currentRoundTripTime: out },
        { ...path, id: 'in', currentRoundTripTime: back },
      ]);
    expect(lineTripMs([look(0.4, 0.9), look(0.004, 0.9), look(0.7, 0.012)])).toBe(12);
    expect(lineTripMs([look(0.62, 0.61), look(0.64, 0.8), look(1.3, 0.62)])).toBe(620);
  });

  it('never makes a line look shorter than it is, whatever its answers wait for', () => {
    const waits = fc.array(fc.tuple(fc.nat(3_000), fc.nat(3_000)), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(fc.nat(2_000), fc.nat(2_000), waits, (out, back, looks) => {
        const line = Math.max(out, back);
        const told = lineTripMs(
          looks.map(([one, other]) => new Map([['out', out + one] as const, ['in', back + other] as const])),
        );
        expect(told).toBeGreaterThanOrEqual(line);
      }),
    );
  });

  it('reads a path that is in use though its last check is not answered yet, and none that has failed', () => {
    const full = { ...path, state: 'in-progress', availableOutgoingBitrate: 40_000 };
    const failed = { ...path, state: 'failed', availableOutgoingBitrate: 300_000 };
    expect(uplinkReading([full, failed], { sent: 0, resent: 0 }).availableKbps).toBe(40);
  });

  it('reads how much the line carries out, and what of the voice is lost', () => {
    const sent = [
      { ...path, availableOutgoingBitrate: 250_000 },
      { type: 'remote-inbound-rtp', kind: 'video', fractionLost: 0.5 },
      { type: 'remote-inbound-rtp', kind: 'audio', fractionLost: 0.02 },
      { type: 'outbound-rtp', kind: 'audio', packetsSent: 150, retransmittedPacketsSent: 11 },
      { type: 'outbound-rtp', kind: 'video', packetsSent: 900, retransmittedPacketsSent: 300 },
    ];
    const before = { sent: 100, resent: 6 };
    expect(uplinkReading(sent, before)).toEqual({ availableKbps: 250, voiceLost: 0.02, voiceResent: 0.1 });
    expect(uplinkReading(sent, voiceCounters(sent)).voiceResent).toBeNull();
    expect(uplinkReading([], before)).toEqual({ availableKbps: null, voiceLost: null, voiceResent: null });
  });
});
