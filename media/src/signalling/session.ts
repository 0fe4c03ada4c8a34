import type { Call } from '../call';
import type { Link, Peer } from '../peer';
import type { TicketClaims } from '@contracts/media/ticket';
import { DomainError } from '@domain/errors';

/** One socket: who its ticket says it is, and, once joined, the peer it speaks for. */
export class Session {
  #seated: { call: Call; peer: Peer } | null = null;
  #gone = false;

  constructor(
    readonly claims: TicketClaims,
    readonly link: Link,
  ) {}

  seat(call: Call, peer: Peer): void {
    this.#seated = { call, peer };
  }

  /** The socket is gone. */
  get gone(): boolean {
    return this.#gone;
  }

  /** The socket is gone: the peer keeps its media for a while. */
  leave(): void {
    this.#gone = true;
    this.#seated?.peer.unlink(this.link);
  }

  /** The call and peer, or `OUT_OF_ORDER` before `call.join` and after the peer is gone or speaks by another socket. */
  seated(): { call: Call; peer: Peer } {
    const seated = this.#seated;
    if (!seated || seated.peer.closed || seated.peer.link !== this.link) throw new DomainError('OUT_OF_ORDER');
    return seated;
  }

  get joined(): boolean {
    return this.#seated !== null;
  }
}
