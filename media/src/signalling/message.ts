import type { z } from 'zod';
import { clientMessages, type AnswerOf, type ClientMessage, type ClientMessages } from '@contracts/media/signalling';
import type { Grant } from '@contracts/media/ticket';
import { DomainError } from '@domain/errors';
import type { Call } from '../call';
import type { Peer } from '../peer';
import type { Session } from './session';

export type InputOf<M extends ClientMessage> = z.output<ClientMessages[M]>;

/** One message as the gate sees it: takes anything, and answers or refuses. */
export interface Door {
  readonly message: ClientMessage;
  receive(session: Session, payload: unknown): Promise<unknown>;
}

export interface Seated {
  call: Call;
  peer: Peer;
}

/**
 * A message of a joined peer. Refused, in this order: what breaks the schema, what comes before
 * `call.join`, and a peer that holds none of `grants` (an empty list asks for none).
 */
export function message<M extends ClientMessage>(
  name: M,
  grants: readonly Grant[],
  act: (seated: Seated, input: InputOf<M>) => Promise<AnswerOf<M>> | AnswerOf<M>,
): Door {
  return {
    message: name,
    receive: async (session, payload) => {
      const input = clientMessages[name].parse(payload ?? {}) as InputOf<M>;
      const seated = session.seated();
      if (grants.length > 0 && !grants.some((grant) => seated.peer.may(grant))) throw new DomainError('NOT_ALLOWED');
      return act(seated, input);
    },
  };
}

/**
 * Runs what hands a browser's own parameters to mediasoup. What mediasoup or its worker refuses was
 * badly made by the browser: `INPUT_INVALID`. What went away meanwhile is `MEDIA_UNKNOWN`.
 */
export async function refusingBadMedia<T>(owner: Peer, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError) throw error;
    if (owner.closed) throw new DomainError('MEDIA_UNKNOWN');
    throw new DomainError('INPUT_INVALID', { rule: error instanceof Error ? error.name : 'media' });
  }
}
