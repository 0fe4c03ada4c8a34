import { spaceOfSide } from '@domain/caucus';
import { DomainError } from '@domain/errors';
import type { Side } from '@domain/people';
import type { CallRecord } from './call-record';
import { closingMoves, openingMoves, returning } from './caucus-moves';
import type { Peer } from './peer';
import { assertGoing, sceneOf, type Stage } from './stage';

/** Told this long before the time set is over, and once more when it is. */
const WARN_BEFORE_MS = 60_000;

/** The private talk (背对背) of one call: asked for, opened, locked, timed, closed. At most one at a time. */
export class Caucus {
  readonly #stage: Stage;
  #warnings: (() => void)[] = [];

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** One that was open when the worker, or another node, died goes on with the time it has left. */
  goOn(): void {
    this.#setWarnings();
  }

  /**
   * The mover and one side talk alone; an open caucus of the other side is closed in the same step. Opened anew it is
   * unlocked, gathers who came late, and counts its minutes from now. Refuses as `openingMoves`, and `CALL_SUSPENDED`.
   */
  async open(by: Peer, side: Side, minutes: number | null): Promise<void> {
    const { record, clock } = this.#stage;
    assertGoing(record);
    const moves = openingMoves(record, by.place, side, sceneOf(this.#stage));
    const before = record.caucus;
    const now = clock.now();
    if (before && before.side !== side) this.#over(before.side);
    record.invited = null;
    record.caucus = {
      side,
      openedAt: before?.side === side ? before.openedAt : now,
      endsAt: minutes === null ? null : new Date(now.getTime() + minutes * 60_000),
      locked: false,
      carried: false,
    };
    if (before?.side !== side) this.#stage.happened({ kind: 'caucusOpened', side });
    this.#setWarnings();
    await this.#stage.move(moves);
  }

  /** Everyone of the caucus returns. Nothing to do where none is open. Refuses `CALL_SUSPENDED`. */
  async close(): Promise<void> {
    const { record } = this.#stage;
    assertGoing(record);
    record.invited = null;
    const side = record.caucusOf;
    if (!side) return this.#stage.tellState();
    const moves = closingMoves(record, side, sceneOf(this.#stage).present);
    this.#over(side);
    record.caucus = null;
    this.#setWarnings();
    await this.#stage.move(moves);
  }

  /**
   * Asks a side for a caucus; a newer question takes the place of an older one. Refuses what opening it now would
   * be refused for, `PEER_UNKNOWN` where no party of that side is there to answer, and `OUT_OF_ORDER` for the side
   * that is in caucus.
   */
  invite(by: Peer, side: Side, minutes: number | null): void {
    const { record } = this.#stage;
    assertGoing(record);
    if (record.caucusOf === side) throw new DomainError('OUT_OF_ORDER');
    openingMoves(record, by.place, side, sceneOf(this.#stage));
    if (!this.#answers(side)) throw new DomainError('PEER_UNKNOWN', { side });
    record.invited = { side, minutes, by: by.seat };
    this.#stage.tellState();
  }

  /**
   * A party's answer. Yes opens the caucus, no changes nothing; the hosts are told either way. Refuses `NOT_ALLOWED`
   * for who is no party, `OUT_OF_ORDER` for who is not asked, and what opening is refused for.
   */
  async answer(by: Peer, accepted: boolean): Promise<void> {
    const { record, peers } = this.#stage;
    if (by.place.role !== 'party') throw new DomainError('NOT_ALLOWED');
    const invited = record.invited;
    const host = invited && peers.get(invited.by);
    if (!invited || !host || by.place.side !== invited.side) throw new DomainError('OUT_OF_ORDER');
    assertGoing(record);
    if (accepted) await this.open(host, invited.side, invited.minutes);
    else record.invited = null;
    this.#stage.tellState();
    for (const peer of peers.values()) {
      if (peer.may('move')) peer.tell('caucus.answered', { side: invited.side, accepted });
    }
  }

  /** Nobody is moved into a locked caucus, and no late guest walks in. Refuses `SPACE_CLOSED` where none is open. */
  lock(locked: boolean): void {
    const { record } = this.#stage;
    assertGoing(record);
    if (!record.caucus) throw new DomainError('SPACE_CLOSED');
    record.caucus.locked = locked;
    record.caucus.carried = false;
    this.#stage.tellState();
  }

  /** Someone is gone: a question without who asked it, or without who could answer it, is withdrawn. */
  withdraw(): void {
    const { record, peers } = this.#stage;
    const { invited } = record;
    if (invited && (!peers.has(invited.by) || !this.#answers(invited.side))) record.invited = null;
  }

  /** The call is over; its warnings are too. */
  dispose(): void {
    for (const cancel of this.#warnings) cancel();
    this.#warnings = [];
  }

  #answers(side: Side): boolean {
    return [...this.#stage.peers.values()].some(({ place }) => place.role === 'party' && place.side === side);
  }

  /** The caucus of a side ends: who was led out for it is back before the set. */
  #over(side: Side): void {
    const { record } = this.#stage;
    for (const seat of returning(record, side)) record.ledOut.delete(seat);
    this.#stage.happened({ kind: 'caucusClosed', side });
  }

  #setWarnings(): void {
    this.dispose();
    const { record, clock, timers } = this.#stage;
    const { caucus } = record;
    if (!caucus?.endsAt) return;
    const leftMs = caucus.endsAt.getTime() - clock.now().getTime();
    this.#warnings = [WARN_BEFORE_MS, 0].flatMap((beforeMs) =>
      leftMs > beforeMs ? [timers.after(leftMs - beforeMs, () => this.#warn(caucus, beforeMs))] : [],
    );
  }

  #warn(caucus: CallRecord['caucus'], leftMs: number): void {
    const { record, peers } = this.#stage;
    if (!caucus || record.caucus !== caucus) return;
    for (const peer of peers.values()) {
      if (peer.place.space === spaceOfSide(caucus.side)) peer.tell('caucus.ending', { secondsLeft: leftMs / 1_000 });
    }
  }
}
