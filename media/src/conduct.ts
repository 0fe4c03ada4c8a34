import { mayHear } from '@domain/caucus';
import { DomainError } from '@domain/errors';
import { assertSetFree, leadingOut, singleMove } from './caucus-moves';
import type { Peer } from './peer';
import { assertGoing, sceneOf, type Stage } from './stage';

/** The same pair of microphones is told of once in so long. */
const ECHO_EVERY_MS = 60_000;

/** How a call is conducted: who is put where, pauses, raised hands. */
export class Conduct {
  readonly #stage: Stage;
  /** When a pair of seats was last told of its echo. */
  readonly #echoes = new Map<string, number>();

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Puts one person elsewhere. Refuses as `singleMove`, and `CALL_SUSPENDED`. */
  async movePeer(by: Peer, seat: string, to: string): Promise<void> {
    const { record } = this.#stage;
    assertGoing(record);
    const move = singleMove(record, by, seat, to, sceneOf(this.#stage));
    if (to !== move.place.space && record.ledOut.has(seat)) record.ledOut.delete(seat);
    await this.#stage.move([move]);
  }

  /**
   * A clerk has led a person away from a shared set, who is then alone in their own waiting place; or back, where
   * they stay until the host lets them in. Refuses `NOT_ALLOWED` for a host, and `SET_SHARED` for bringing someone
   * back before a set that is in a caucus of the other side.
   */
  async setLedOut(seat: string, ledOut: boolean): Promise<void> {
    const { record } = this.#stage;
    if (record.ledOut.has(seat) === ledOut) return;
    if (ledOut) {
      const { returnsTo, move } = leadingOut(record, seat);
      record.ledOut.set(seat, returnsTo);
      await this.#stage.move(move ? [move] : []);
    } else {
      assertSetFree(record, record.places.get(seat) ?? null, seat);
      record.ledOut.delete(seat);
      this.#stage.tellState();
    }
  }

  /** Nobody hears or sees anybody from now on, who comes later neither. Nothing to do where it is so already. */
  async suspend(): Promise<void> {
    const { record, spaces, recorder, clock } = this.#stage;
    if (record.suspendedAt) return;
    record.suspendedAt = clock.now();
    const done = spaces.silence();
    recorder.suspended(true);
    this.#stage.happened({ kind: 'callSuspended' });
    this.#stage.tellState();
    await this.#stage.settle(done);
  }

  /** Everyone hears again whom they are with. */
  resume(): void {
    const { record, spaces, recorder } = this.#stage;
    if (!record.suspendedAt) return;
    record.suspendedAt = null;
    recorder.suspended(false);
    this.#stage.happened({ kind: 'callResumed' });
    this.#stage.tellState();
    void this.#stage.settle(spaces.sound());
  }

  /** One's own hand, or, with `mute`, the lowering of another's. Refuses `PEER_UNKNOWN`, `NOT_ALLOWED`. */
  raiseHand(by: Peer, raised: boolean, seat: string): void {
    const { peers, clock } = this.#stage;
    if (seat !== by.seat && (raised || !by.may('mute'))) throw new DomainError('NOT_ALLOWED');
    const place = peers.get(seat)?.place;
    if (!place) throw new DomainError('PEER_UNKNOWN', { seat });
    // Raised twice keeps its turn.
    place.handRaisedAt = raised ? (place.handRaisedAt ?? clock.now()) : null;
    this.#stage.tellState();
  }

  /**
   * Two open microphones hear each other: both are told, and the hosts, once a minute. Refuses `PEER_UNKNOWN` for who
   * is not in the same space, `MEDIA_UNKNOWN` where one of the two microphones is not open.
   */
  reportEcho(by: Peer, seat: string): void {
    const { peers, record, clock } = this.#stage;
    const other = peers.get(seat);
    const together = other && other !== by && mayHear(by.place.space, other.place.space) && !record.suspendedAt;
    if (!together) throw new DomainError('PEER_UNKNOWN', { seat });
    if (![by, other].every(speaks)) throw new DomainError('MEDIA_UNKNOWN', { seat });
    const seats: [string, string] = by.seat < seat ? [by.seat, seat] : [seat, by.seat];
    const now = clock.now().getTime();
    const last = this.#echoes.get(seats.join());
    if (last !== undefined && now - last < ECHO_EVERY_MS) return;
    this.#echoes.set(seats.join(), now);
    for (const peer of peers.values()) {
      if (peer === by || peer === other || peer.place.role === 'host') peer.tell('peer.echo', { seats });
    }
  }
}

const speaks = (peer: Peer): boolean => peer.producings.get('microphone')?.producer.paused === false;
