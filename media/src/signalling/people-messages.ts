import { mayHear } from '@domain/caucus';
import { DomainError } from '@domain/errors';
import type { Clock } from '../clock';
import { message, refusingBadMedia, type Door } from './message';

/** What people do to one another: remove, mute, write. */
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
  message('text.send', ['publish'], ({ call, peer }, { text }) => {
    const at = clock.now().toISOString();
    for (const reader of call.peers.values()) {
      if (mayHear(reader.place.space, peer.place.space)) reader.tell('text.received', { seat: peer.seat, text, at });
    }
    return {};
  }),
];
