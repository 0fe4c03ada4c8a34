/* global window */
const connections = [];
const Native = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Native {
  constructor(...options) {
    super(...options);
    connections.push(this);
  }
};

/** The browser's own counters: sound made up for what was lost, and how what came was encrypted. */
export async function lineFigures() {
  const figures = { concealed: 0, samples: 0, framesDecoded: 0, packetsLost: 0, ciphers: [], addresses: [], paths: [] };
  for (const connection of connections) {
    if (connection.connectionState === 'closed') continue;
    const report = await connection.getStats();
    const stats = [...report.values()];
    for (const stat of stats) {
      if (stat.type === 'inbound-rtp' && stat.kind === 'audio') {
        figures.concealed += stat.concealedSamples ?? 0;
        figures.samples += stat.totalSamplesReceived ?? 0;
      }
      if (stat.type === 'inbound-rtp' && stat.kind === 'video') figures.framesDecoded += stat.framesDecoded ?? 0;
      if (stat.type === 'inbound-rtp') figures.packetsLost += stat.packetsLost ?? 0;
      if (stat.type === 'transport') figures.ciphers.push(stat.dtlsState === 'connected' ? stat.srtpCipher : null);
      if (stat.type === 'transport') figures.paths.push(pathOf(report, stat));
      if (stat.type === 'remote-candidate') figures.addresses.push(`${stat.address}:${stat.port}/${stat.protocol}`);
    }
  }
  return figures;
}

/** The way that the packets of a connection take now; null where none has been found. */
function pathOf(report, transport) {
  const pair = report.get(transport.selectedCandidatePairId);
  const local = report.get(pair?.localCandidateId);
  if (!local) return null;
  return { kind: local.candidateType, protocol: local.protocol, toRelay: local.relayProtocol ?? null };
}
