import type { types } from 'mediasoup';
import { isWebRtc, type Peer } from './peer';
import type { WaySample } from './line-policy';
import type { LineSample } from './quality-grade';

/** What a browser said of its line, and when. */
export interface LineReport {
  roundTripMs: number | null;
  concealedShare: number | null;
  /** Counted up until a sample takes them. */
  freezes: number;
  atMs: number;
}

export interface Measured {
  line: LineSample;
  /** Null where the peer has no way to receive. */
  way: WaySample | null;
  /** Bytes that came back over the way to the listener: as long as any come, it is not cut. */
  heardBytes: number;
  /** Bytes of media both ways since the paths were made. */
  mediaBytes: number;
}

/** RTCP counts lost packets in 256ths (RFC 3550, 6.4.1). */
const RTCP_FRACTION = 256;
/** A report that is older says nothing of now. */
const REPORT_FRESH_MS = 10_000;

const lowest = (scores: readonly number[]): number | null => (scores.length > 0 ? Math.min(...scores) : null);

const statOf = async (transport: types.Transport | null): Promise<types.WebRtcTransportStat | null> =>
  transport && isWebRtc(transport) ? ((await transport.getStats())[0] ?? null) : null;

/** Measures a peer's line now. Null while there is no media path to measure. Rejects when it goes away meanwhile. */
export async function measure(peer: Peer, atMs: number): Promise<Measured | null> {
  const send = peer.transport('send');
  const receive = peer.transport('receive');
  const paths = [send, receive].flatMap((one) => (one && isWebRtc(one) && one.iceState !== 'new' ? [one] : []));
  if (paths.length === 0) return null;
  const [sent, received, voices] = await Promise.all([statOf(send), statOf(receive), voicesOf(peer)]);
  const report = takeReport(peer, atMs);
  const flowing = [...peer.listenings.values()].flatMap(({ consumer, confirmed, paused }) =>
    consumer && confirmed && paused === null ? [consumer] : [],
  );
  const known = [...voices.roundTripsMs, ...(report?.roundTripMs ? [report.roundTripMs] : [])];
  const sendsPictures = [...peer.producings.values()].some(
    ({ producer }) => producer.kind === 'video' && !producer.paused,
  );
  const line: LineSample = {
    // With simulcast a layer that the line does not carry is switched off by the sender: the best one counts.
    sendScore: lowest(
      [...peer.producings.values()]
        .filter(({ producer }) => !producer.paused && producer.score.length > 0)
        .map(({ producer }) => Math.max(...producer.score.map(({ score }) => score))),
    ),
    receiveScore: lowest(flowing.flatMap(({ score }) => (score.producerScore > 0 ? [score.score] : []))),
    lossFrom: lossOf(sendsPictures, sent?.rtpPacketLossReceived, voices.lossFrom),
    lossTo: lossOf(
      flowing.some(({ kind }) => kind === 'video'),
      received?.rtpPacketLossSent,
      voices.lossTo,
    ),
    roundTripMs: known.length > 0 ? Math.min(...known) : null,
    concealedShare: report?.concealedShare ?? null,
    freezes: report?.freezes ?? 0,
    pathUp: peer.connected && paths.every(({ iceState }) => iceState === 'connected' || iceState === 'completed'),
  };
  const way = received && {
    atMs,
    // Nothing is estimated yet before anything was sent: 0 is no line of no width.
    availableBps: received.availableOutgoingBitrate || null,
    lossTo: line.lossTo,
    concealedShare: line.concealedShare,
    voices: flowing.filter(({ kind }) => kind === 'audio').length,
  };
  const mediaBytes = [sent, received].reduce(
    (sum, stat) => sum + (stat?.rtpBytesReceived ?? 0) + (stat?.rtpBytesSent ?? 0),
    0,
  );
  return { line, way, heardBytes: received?.bytesReceived ?? 0, mediaBytes };
}

/**
 * The losses of a whole transport, while there is much on it; with voices alone they stay for a minute what they were,
 * and what RTCP says of a voice is newer.
 */
const lossOf = (withPictures: boolean, ofTransport: number | undefined, ofVoice: number | null): number =>
  (withPictures ? ofTransport : (ofVoice ?? ofTransport)) ?? 0;

/** What the browser said, if it is of now; its freezes are taken once. */
function takeReport(peer: Peer, atMs: number): LineReport | null {
  const { report } = peer;
  if (!report || atMs - report.atMs > REPORT_FRESH_MS) return null;
  const taken = { ...report };
  report.freezes = 0;
  return taken;
}

interface Voices {
  /** Shares lost as RTCP last said, of a voice that is sent and of one that is received; null where there is none. */
  lossFrom: number | null;
  lossTo: number | null;
  roundTripsMs: number[];
}

/** What RTCP says of one voice each way; a round trip of 0 stands for not yet known. */
async function voicesOf(peer: Peer): Promise<Voices> {
  const heard = [...peer.listenings.values()].find((one) => one.confirmed && one.consumer?.kind === 'audio')?.consumer;
  const said = peer.producings.get('microphone')?.producer;
  const [received, sent] = await Promise.all([heard?.getStats(), said && !said.paused ? said.getStats() : undefined]);
  const to = (received ?? []).find(({ type }) => type === 'outbound-rtp');
  const from = sent?.[0];
  return {
    lossFrom: from ? from.fractionLost / RTCP_FRACTION : null,
    lossTo: to ? to.fractionLost / RTCP_FRACTION : null,
    roundTripsMs: [from, to].flatMap((stat) => (stat?.roundTripTime ? [stat.roundTripTime] : [])),
  };
}
