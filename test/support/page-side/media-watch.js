/* global window, AudioContext, MediaStream */
/*
 * Runs in the page before anything else: keeps every peer connection that the client opens, and reads
 * from the browser's own counters what arrives. The client is not asked, so it cannot be believed wrongly.
 */
(() => {
  /** The media node measures the line with packets that carry nobody's sound or picture. */
  const PROBE_SSRC = 1234;
  const connections = [];
  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(...options) {
      super(...options);
      connections.push(this);
    }
  };
  let context = null;
  const analysers = new Map();

  /** The client receives on a connection of its own, on which it sends nothing. */
  const receiving = () =>
    connections.filter(
      (one) => one.connectionState !== 'closed' && one.getSenders().every(({ track }) => track === null),
    );

  /** What is being received now; the browser keeps the counters of what was closed. */
  const openOf = (connection) =>
    connection.getTransceivers().filter(({ currentDirection }) => currentDirection === 'recvonly');

  const loudest = (track) => {
    context ??= new AudioContext();
    let analyser = analysers.get(track.id);
    if (!analyser) {
      analyser = context.createAnalyser();
      analyser.fftSize = 8192;
      analyser.smoothingTimeConstant = 0;
      context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
      analysers.set(track.id, analyser);
    }
    const bins = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(bins);
    let best = 0;
    for (let at = 1; at < bins.length; at += 1) if (bins[at] > bins[best]) best = at;
    return bins[best] > -60 ? (best * context.sampleRate) / analyser.fftSize : 0;
  };

  window.mediaWatch = {
    async read() {
      const heard = { packets: 0, streams: [] };
      for (const connection of receiving()) {
        const open = new Set(openOf(connection).map(({ mid }) => mid));
        for (const stat of (await connection.getStats()).values()) {
          if (stat.type === 'transport') heard.packets += stat.packetsReceived ?? 0;
          if (stat.type !== 'inbound-rtp') continue;
          if (stat.ssrc === PROBE_SSRC) heard.packets -= stat.packetsReceived ?? 0;
          else if (open.has(stat.mid))
            heard.streams.push({
              kind: stat.kind,
              ssrc: stat.ssrc,
              packets: stat.packetsReceived ?? 0,
              frames: stat.framesDecoded ?? 0,
              energy: stat.totalAudioEnergy ?? 0,
            });
        }
      }
      return heard;
    },
    pitches() {
      return receiving()
        .flatMap(openOf)
        .filter(({ receiver }) => receiver.track.kind === 'audio')
        .map(({ receiver }) => loudest(receiver.track))
        .filter((pitch) => pitch > 0);
    },
  };
})();
