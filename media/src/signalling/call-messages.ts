import { clientMessages, type Joined } from '@contracts/media/signalling';
import { DomainError } from '@domain/errors';
import type { Calls } from '../calls';
import type { IceAdvice } from '../ice-servers';
import { message, type Door } from './message';
import { capabilitiesOf } from './transport-messages';

/** Entering, leaving and ending a call. Joining is the one message that needs no peer yet. */
export const callMessages = (calls: Calls, iceAdvice: (seat: string) => IceAdvice): Door[] => [
  {
    message: 'call.join',
    receive: async (session, payload) => {
      const input = clientMessages['call.join'].parse(payload ?? {});
      if (session.joined) throw new DomainError('OUT_OF_ORDER');
      const call = await calls.open(session.claims.callId);
      // The seat may have been removed, and the socket have gone, while the call was opened.
      if (call.record.removed.has(session.claims.seat)) throw new DomainError('TICKET_REVOKED');
      if (session.joined || session.gone) throw new DomainError('OUT_OF_ORDER');
      const rtpCapabilities = input.rtpCapabilities ? capabilitiesOf(input.rtpCapabilities) : null;
      const { peer, resumed } = call.join(session.claims, session.link, input.resumeKey);
      if (rtpCapabilities) peer.rtpCapabilities = rtpCapabilities;
      session.seat(call, peer);
      const joined: Joined = {
        routerRtpCapabilities: call.router.rtpCapabilities as Joined['routerRtpCapabilities'],
        ...iceAdvice(peer.seat),
        state: call.stateFor(peer),
        resumeKey: peer.resumeKey,
        resumed,
        producers: [...peer.producings.values()].map(({ source, producer }) => ({
          producerId: producer.id,
          source,
          paused: producer.paused,
        })),
        consumers: [...peer.listenings.values()].flatMap(({ consumer, confirmed, paused }) =>
          consumer && confirmed ? [{ consumerId: consumer.id, producerPaused: paused !== null }] : [],
        ),
      };
      return joined;
    },
  },
  message('call.leave', [], ({ peer }) => {
    // After the answer: the leaving closes the socket that carries it.
    setImmediate(() => peer.close('left'));
    return {};
  }),
  message('call.suspend', ['suspend'], async ({ call }) => {
    await call.conduct.suspend();
    return {};
  }),
  message('call.resume', ['suspend'], ({ call }) => {
    call.conduct.resume();
    return {};
  }),
  message('call.end', ['end'], ({ call }) => {
    setImmediate(() => call.end('host'));
    return {};
  }),
];
