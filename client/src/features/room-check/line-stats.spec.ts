import { lineOf, type LineLook, type StatEntry } from './line-stats';

const look = (
  atMs: number,
  packets: number,
  part: { protocol?: string; relay?: boolean; trip?: number } = {},
): LineLook => {
  const candidate: StatEntry = {
    ...{ id: 'local', type: 'local-candidate', protocol: 'udp' },
    ...(part.relay ? { candidateType: 'relay', relayProtocol: part.protocol } : { candidateType: 'host' }),
    ...(!part.relay && part.protocol && { protocol: part.protocol }),
  };
  return {
    atMs,
    up: [
      { id: 't', type: 'transport', selectedCandidatePairId: 'pair' },
      { id: 'stale', type: 'candidate-pair', localCandidateId: 'gone', currentRoundTripTime: 9 },
      {
        ...{ id: 'pair', type: 'candidate-pair', localCandidateId: 'local' },
        ...{ currentRoundTripTime: part.trip ?? 0.02, availableOutgoingBitrate: 2_000_000 },
      },
      candidate,
      { id: 'out', type: 'outbound-rtp', packetsSent: packets, bytesSent: packets * 1000 },
      { id: 'remote', type: 'remote-inbound-rtp', packetsLost: packets / 100 },
    ],
    down: [
      {
        ...{
          id: 'in',
          type: 'inbound-rtp',
          kind: 'audio',
          packetsReceived: packets * 0.95,
          packetsLost: packets * 0.05,
        },
        ...{ bytesReceived: packets * 950, jitter: 0.008 },
      },
      { id: 'in-video', type: 'inbound-rtp', kind: 'video', jitter: 0.2 },
    ],
  };
};

describe('what a line is like', () => {
  it('is counted between the first look and the last, its width once it has settled, its delay in the middle', () => {
    expect(lineOf([look(0, 100), look(4_000, 500, { trip: 0.09 }), look(8_000, 1_100)])).toEqual({
      reached: true,
      lossUp: 0.01,
      lossDown: 0.05,
      jitterMs: 8,
      roundTripMs: 20,
      upKbps: 1200,
      downKbps: 1140,
      availableUpKbps: 2000,
      protocol: 'udp',
      relayed: false,
    });
  });

  it('names TCP, and the way to a relay in place of the way from there', () => {
    expect(lineOf([look(0, 0), look(1_000, 100, { protocol: 'tcp' })])).toMatchObject({
      protocol: 'tcp',
      relayed: false,
    });
    expect(lineOf([look(0, 0), look(1_000, 100, { relay: true, protocol: 'tls' })])).toMatchObject({
      ...{ protocol: 'tcp', relayed: true },
    });
  });

  it('is not reached where nothing flowed, and unknown after one look', () => {
    expect(lineOf([look(0, 100), look(8_000, 100)])).toMatchObject({ reached: false, lossUp: null, lossDown: null });
    expect(lineOf([look(0, 100)])).toBeNull();
  });
});
