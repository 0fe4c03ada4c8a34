import type { Server as HttpServer } from 'node:http';
import type { Logger } from 'pino';
import { Server, type DefaultEventsMap, type Socket } from 'socket.io';
import { SIGNALLING_PATH, type NodeEvents } from '@contracts/media/signalling';
import type { TicketClaims } from '@contracts/media/ticket';
import type { Calls } from '../calls';
import type { Clock } from '../clock';
import type { IceAdvice } from '../ice-servers';
import type { Link } from '../peer';
import { claimsOf, type Refusals } from '../refusals';
import { readTicket, type TicketCheck } from '../ticket';
import { MAX_FRAME_BYTES } from './bounds';
import { callMessages } from './call-messages';
import { errorBodyOf, Gate } from './gate';
import { mediaMessages } from './media-messages';
import { peopleMessages } from './people-messages';
import { Session } from './session';
import { spaceMessages } from './space-messages';
import { transportMessages } from './transport-messages';

export interface SignallingOptions {
  http: HttpServer;
  tickets: TicketCheck;
  calls: Calls;
  clock: Clock;
  iceAdvice: (seat: string) => IceAdvice;
  refusals: Refusals;
  log: Logger;
}

interface SocketData {
  claims: TicketClaims;
}
type NodeServer = Server<DefaultEventsMap, NodeEvents, DefaultEventsMap, SocketData>;
type NodeSocket = Socket<DefaultEventsMap, NodeEvents, DefaultEventsMap, SocketData>;

/** A browser that does not confirm a consumer by then will not show it. */
const CONFIRM_WITHIN_MS = 10_000;
/**
 * A socket that lets so many messages pile up does not read: its line is cut, as far as the others can tell.
 * On the worst line that can carry a voice this is more than ten seconds of all that is ever told.
 */
const MAX_BACKLOG = 256;
/** A socket that never joins is of no use. */
const JOIN_WITHIN_MS = 15_000;

/** The participants' door: who has a valid ticket gets a socket, and every message goes through the gate. */
export class Signalling {
  readonly gate: Gate;
  readonly #io: NodeServer;
  readonly #log: Logger;

  constructor({ http, tickets, calls, clock, iceAdvice, refusals, log }: SignallingOptions) {
    this.#log = log;
    this.gate = new Gate(
      [
        ...callMessages(calls, iceAdvice),
        ...transportMessages(),
        ...mediaMessages(),
        ...spaceMessages(),
        ...peopleMessages(clock),
      ],
      log,
      ({ claims: { callId, seat } }, message) => refusals.note({ callId, seat, code: 'NOT_ALLOWED', message }),
    );
    this.#io = new Server(http, {
      path: SIGNALLING_PATH,
      serveClient: false,
      maxHttpBufferSize: MAX_FRAME_BYTES,
      // A cut line is noticed within ten seconds from either end.
      pingInterval: 4_000,
      pingTimeout: 6_000,
      // The ticket in the handshake is the only key: no cookie is read, so any page may try.
      cors: { origin: '*' },
    });
    this.#io.use((socket, next) => {
      try {
        const auth: Readonly<Record<string, unknown>> = socket.handshake.auth;
        socket.data.claims = readTicket(auth['ticket'], tickets);
        next();
      } catch (error) {
        const body = errorBodyOf(error);
        this.#log.warn({ code: body.code, correlationId: body.correlationId }, 'a ticket was refused');
        const claimed = claimsOf(socket.handshake.auth['ticket']);
        if (claimed) refusals.note({ ...claimed, code: body.code, message: 'ticket' });
        next(Object.assign(new Error(body.code), { data: body }));
      }
    });
    this.#io.on('connection', (socket) => this.#welcome(socket));
  }

  /** Sockets now connected. */
  get sockets(): number {
    return this.#io.engine.clientsCount;
  }

  async close(): Promise<void> {
    await this.#io.close();
  }

  #welcome(socket: NodeSocket): void {
    const session = new Session(socket.data.claims, linkOf(socket));
    const receive = this.gate.receiver(session, () => {
      this.#log.warn({ seat: session.claims.seat }, 'a socket was closed for its haste');
      socket.disconnect(true);
    });
    const idle = setTimeout(() => {
      if (!session.joined) socket.disconnect(true);
    }, JOIN_WITHIN_MS);
    socket.onAny((event: string, ...args: unknown[]) => receive(event, args));
    socket.once('disconnect', () => {
      clearTimeout(idle);
      session.leave();
    });
  }
}

function linkOf(socket: NodeSocket): Link {
  /** Confirmations still awaited; none will come once the socket is gone. */
  const awaited = new Set<() => void>();
  /** Messages that the connection has not taken from us yet. */
  let backlog = 0;
  socket.conn.on('drain', () => (backlog = 0));
  socket.once('disconnect', () => {
    for (const giveUp of awaited) giveUp();
  });
  return {
    emit: (event, ...args) => {
      backlog += 1;
      if (backlog > MAX_BACKLOG) return void socket.conn.close(true);
      socket.emit(event, ...args);
    },
    confirm: (event, message) =>
      new Promise((resolve) => {
        if (!socket.connected) return resolve(false);
        const settle = (confirmed: boolean): void => {
          clearTimeout(timer);
          awaited.delete(giveUp);
          resolve(confirmed);
        };
        const giveUp = (): void => settle(false);
        const timer = setTimeout(giveUp, CONFIRM_WITHIN_MS);
        awaited.add(giveUp);
        socket.emit(event, message, () => settle(true));
      }),
    disconnect: () => {
      socket.disconnect(true);
    },
  };
}
