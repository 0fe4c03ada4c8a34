import { ortc, type types } from 'mediasoup';
import { z } from 'zod';
import type { TransportCreated } from '@contracts/media/signalling';
import { DomainError } from '@domain/errors';
import { INITIAL_OUTGOING_BITRATE, MAX_INCOMING_BITRATE } from '../codecs';
import { message, refusingBadMedia, type Door } from './message';

/** What a browser says it can receive, checked by mediasoup. Refuses `INPUT_INVALID`. */
export function capabilitiesOf(opaque: Record<string, unknown>): types.RtpCapabilities {
  const capabilities = opaque as types.RtpCapabilities;
  try {
    ortc.validateAndNormalizeRtpCapabilities(capabilities);
  } catch (error) {
    throw new DomainError('INPUT_INVALID', { rule: error instanceof Error ? error.name : 'rtpCapabilities' });
  }
  return capabilities;
}

/** mediasoup takes DTLS parameters without a fingerprint, and would then never come up. */
const dtls = z.object({
  role: z.enum(['auto', 'client', 'server']).optional(),
  fingerprints: z
    .array(
      z.object({
        algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
        value: z.string().regex(/^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){19,63}$/),
      }),
    )
    .min(1)
    .max(8),
});

/** The media path: at most one transport a direction. */
export const transportMessages = (): Door[] => [
  message('transport.create', ['publish', 'subscribe', 'share'], async ({ call, peer }, input) => {
    const { direction, forceTcp } = input;
    const needed = direction === 'send' ? peer.may('publish') || peer.may('share') : peer.may('subscribe');
    if (!needed) throw new DomainError('NOT_ALLOWED');
    if (input.rtpCapabilities) peer.rtpCapabilities = capabilitiesOf(input.rtpCapabilities);
    if (direction === 'receive' && !peer.rtpCapabilities) throw new DomainError('OUT_OF_ORDER');
    const transport = await refusingBadMedia(peer, () =>
      call.router.createWebRtcTransport({
        webRtcServer: call.webRtcServer,
        enableUdp: !forceTcp,
        enableTcp: true,
        preferUdp: !forceTcp,
        initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BITRATE,
      }),
    );
    if (peer.closed) {
      transport.close();
      throw new DomainError('OUT_OF_ORDER');
    }
    peer.setTransport(direction, transport);
    if (direction === 'receive') call.startHearing(peer);
    else await refusingBadMedia(peer, () => transport.setMaxIncomingBitrate(MAX_INCOMING_BITRATE));
    const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
    const created: TransportCreated = { id, iceParameters, iceCandidates, dtlsParameters };
    return created;
  }),
  message('transport.connect', [], async ({ peer }, { transportId, dtlsParameters: opaque }) => {
    const { transport } = peer.getTransport(transportId);
    if (transport.dtlsState !== 'new') throw new DomainError('OUT_OF_ORDER');
    const dtlsParameters = dtls.parse(opaque);
    await refusingBadMedia(peer, () => transport.connect({ dtlsParameters }));
    return {};
  }),
  message('transport.restartIce', [], async ({ peer }, { transportId }) => {
    const { transport } = peer.getTransport(transportId);
    return { iceParameters: await refusingBadMedia(peer, () => transport.restartIce()) };
  }),
];
