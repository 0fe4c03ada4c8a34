import type { types } from 'mediasoup';
import { DomainError } from '@domain/errors';
import { message, refusingBadMedia, type Door } from './message';

/** What a peer sends, and at which size it receives. */
export const mediaMessages = (): Door[] => [
  message('producer.create', ['publish', 'share'], async ({ call, peer }, input) => {
    if (!peer.may(input.source === 'screen' ? 'share' : 'publish')) throw new DomainError('NOT_ALLOWED');
    if ((input.source === 'microphone') !== (input.kind === 'audio')) throw new DomainError('INPUT_INVALID');
    const { direction, transport } = peer.getTransport(input.transportId);
    if (direction !== 'send') throw new DomainError('OUT_OF_ORDER');
    const producer = await refusingBadMedia(peer, () =>
      transport.produce({ kind: input.kind, rtpParameters: input.rtpParameters as types.RtpParameters }),
    );
    if (peer.closed || transport.closed) throw new DomainError('OUT_OF_ORDER');
    await refusingBadMedia(peer, () => call.addProducing(peer, input.source, producer));
    return { producerId: producer.id };
  }),
  message('producer.pause', [], async ({ call, peer }, { producerId }) => {
    const { producer } = peer.getProducing(producerId);
    await refusingBadMedia(peer, () => producer.pause());
    call.tellState();
    return {};
  }),
  message('producer.resume', [], async ({ call, peer }, { producerId }) => {
    const { producer } = peer.getProducing(producerId);
    await refusingBadMedia(peer, () => producer.resume());
    call.tellState();
    return {};
  }),
  message('producer.close', [], ({ peer }, { producerId }) => {
    peer.getProducing(producerId).producer.close();
    return {};
  }),
  message('consumer.layers', [], async ({ peer }, { consumerId, spatialLayer, temporalLayer }) => {
    const { listening } = peer.getListening(consumerId);
    await refusingBadMedia(peer, () => listening.prefer({ spatialLayer, temporalLayer }));
    return {};
  }),
];
