import { mayHear } from '@domain/caucus';
import { DomainError } from '@domain/errors';
import type { Clock } from '../clock';
import { message, refusingBadMedia, type Door } from './message';

/** What people do to one another, and say of themselves: remove, mute, write, raise a hand, tell of the line. */
export const peopleMessages = (clock: Clock): Door[] => [
  message('peer.remove', ['remove'], ({ call, peer }, { seat }) => {
    if (seat === peer.seat) throw new DomainError('NOT_ALLOWED');
    call.getPeer(seat);
    call.remove(seat);
    return {};
  }),
  message('peer.mute', ['mute'], async ({ call, peer }, { seat }) => {
    const target = call.getPeer(seat);
    const voice = target.producings.get('microphone');
    if (!voice) throw new DomainError('MEDIA_UNKNOWN', { seat });
    await refusingBadMedia(target, () => voice.producer.pause());
    target.tell('peer.muted', { by: peer.seat });
    call.tellState();
    return {};
  }),
  message('hand.raise', [], ({ call, peer }, { raised, seat }) => {
    call.conduct.raiseHand(peer, raised, seat ?? peer.seat);
    return {};
  }),
  message('line.report', [], ({ peer }, { roundTripMs, concealedShare, freezes }) => {
    // Freezes wait until they are counted, however often the browser reports.
    const uncounted = peer.report?.freezes ?? 0;
    peer.report = { roundTripMs, concealedShare, freezes: freezes + uncounted, atMs: performance.now() };
    return {};
  }),
  message('echo.report', [], ({ call, peer }, { seat }) => {
    call.conduct.reportEcho(peer, seat);
    return {};
  }),
  message('text.send', ['publish'], ({ call, peer }, { text }) => {
    // What must not be said is not to be written either; who paused the talk may say why.
    if (call.record.suspendedAt && !peer.may('suspend')) throw new DomainError('CALL_SUSPENDED');
    const at = clock.now().toISOString();
    for (const reader of call.peers.values()) {
      if (mayHear(reader.place.space, peer.place.space)) reader.tell('text.received', { seat: peer.seat, text, at });
    }
    return {};
  }),
];
