import type { CallTicket } from '@contracts/http/sessions';
import { io, type Socket } from 'socket.io-client';
import type { z } from 'zod';
import type { Ack } from '@contracts/errors';
import {
  SIGNALLING_PATH,
  type AnswerOf,
  type ClientMessage,
  type ClientMessages,
  type NodeEvents,
} from '@contracts/media/signalling';
import { CallError, codeOf } from './call-error';

interface Outgoing {
  [message: string]: (input: unknown, ack: (answer: Ack<unknown>) => void) => void;
}

/** How long the node may take to answer. Longer, and the line is taken for cut. */
const ANSWER_WITHIN_MS = 4_000;
const CONNECT_WITHIN_MS = 4_000;

/** Where a node's signalling is for this page. */
export const signallingAddress = (signallingUrl: string): string => signallingUrl.replace('{host}', location.hostname);

/** One signalling connection, for one ticket. It is never mended: a cut makes a new one. */
export class Signalling {
  readonly #socket: Socket<NodeEvents, Outgoing>;
  #cut: (() => void) | null = null;

  private constructor(socket: Socket<NodeEvents, Outgoing>) {
    this.#socket = socket;
    socket.on('disconnect', () => this.drop());
  }

  /**
   * Rejects with `CallError` when the node refuses the ticket, with another error when it is not reached or
   * `givenUp` is aborted first.
   */
  static connect(
    { signallingUrl, ticket }: Pick<CallTicket, 'signallingUrl' | 'ticket'>,
    listeners: NodeEvents,
    givenUp?: AbortSignal,
  ): Promise<Signalling> {
    const socket: Socket<NodeEvents, Outgoing> = io(signallingAddress(signallingUrl), {
      path: SIGNALLING_PATH,
      auth: { ticket },
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      reconnection: false,
      forceNew: true,
      timeout: CONNECT_WITHIN_MS,
    });
    listen(socket, listeners);
    return new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(new Signalling(socket)));
      socket.once('connect_error', (error) => {
        socket.close();
        const code = codeOf(error);
        reject(code ? new CallError(code) : error);
      });
      givenUp?.addEventListener('abort', () => {
        if (socket.connected) return;
        socket.close();
        reject(new Error('the connection was given up'));
      });
    });
  }

  /** Called once, when the connection is lost or dropped; not when it is closed on purpose. */
  onCut(listener: () => void): void {
    this.#cut = listener;
    if (!this.#socket.connected) this.drop();
  }

  /** Asks the node. Rejects with `CallError` when it refuses; no answer in time drops the connection. */
  async request<M extends ClientMessage>(message: M, input: z.input<ClientMessages[M]>): Promise<AnswerOf<M>> {
    const answer = await this.#answer(message, input);
    if (!answer.ok) throw new CallError(answer.error.code, answer.error.correlationId);
    return answer.data as AnswerOf<M>;
  }

  /** Gives the connection up, as if it had been cut. */
  drop(): void {
    const cut = this.#cut;
    this.close();
    cut?.();
  }

  close(): void {
    this.#cut = null;
    this.#socket.close();
  }

  async #answer(message: ClientMessage, input: unknown): Promise<Ack<unknown>> {
    try {
      const answer: unknown = await this.#socket.timeout(ANSWER_WITHIN_MS).emitWithAck(message, input);
      return answer as Ack<unknown>;
    } catch (error) {
      this.drop();
      throw error;
    }
  }
}

function listen(socket: Socket<NodeEvents, Outgoing>, listeners: NodeEvents): void {
  socket.on('call.state', listeners['call.state']);
  socket.on('consumer.created', listeners['consumer.created']);
  socket.on('consumer.closed', listeners['consumer.closed']);
  socket.on('consumer.paused', listeners['consumer.paused']);
  socket.on('consumer.resumed', listeners['consumer.resumed']);
  socket.on('peer.quality', listeners['peer.quality']);
  socket.on('peer.speaking', listeners['peer.speaking']);
  socket.on('caucus.answered', listeners['caucus.answered']);
  socket.on('caucus.ending', listeners['caucus.ending']);
  socket.on('peer.echo', listeners['peer.echo']);
  socket.on('peer.muted', listeners['peer.muted']);
  socket.on('text.received', listeners['text.received']);
  socket.on('call.over', listeners['call.over']);
}
