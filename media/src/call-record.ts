import type { CallRole, HeldCall, RecordingWish } from '@contracts/media/ticket';
import type { Side } from '@domain/people';
import type { Clock } from './clock';

/** A person's place in a call, kept while the call lasts, whether the person is connected or not. */
export interface Place {
  readonly seat: string;
  readonly role: CallRole;
  readonly side: Side | null;
  space: string;
  /** Where a caucus took the person from, so that closing it admits nobody who was still waiting. */
  beforeCaucus: string | null;
  /** Came before the call began, with a ticket to the plenary: goes in by themselves when it begins. */
  entersAtStart: boolean;
  handRaisedAt: Date | null;
  /** As the newest ticket of the seat has them. */
  screenedFrom: ReadonlySet<string>;
  sharesSetWith: ReadonlySet<string>;
}

export interface OpenCaucus {
  readonly side: Side;
  readonly openedAt: Date;
  /** It warns then, and never closes by itself; null for open end. */
  readonly endsAt: Date | null;
  locked: boolean;
  /** As a dead node left it: whose ticket leads into it was inside, and comes back though it is locked. */
  carried: boolean;
}

export interface Invitation {
  readonly side: Side;
  readonly minutes: number | null;
  /** Seat of the host who asks. */
  readonly by: string;
}

const WISHES: readonly RecordingWish[] = ['off', 'on', 'required'];

/** What outlives the media of a call: a dead worker or a cut line costs nobody their place. */
export class CallRecord {
  readonly places = new Map<string, Place>();
  /** Seats that were removed. Their tickets are dead for good, also those issued later. */
  readonly removed = new Set<string>();
  /** Seats that a clerk has led away from a shared set, with the space they return to. */
  readonly ledOut = new Map<string, string>();
  caucus: OpenCaucus | null = null;
  invited: Invitation | null = null;
  /** The most that any ticket asked for. */
  recording: RecordingWish = 'off';
  suspendedAt: Date | null = null;
  startedAt: Date | null = null;
  endedAt: Date | null = null;
  /** Its media were lost with their worker, and everyone is coming back. */
  interrupted = false;
  /** When it was last begun, over or given an order. */
  touchedAt = new Date(0);
  /** What the server knows of `held`. Null where this node knows nothing of the call yet. */
  #told: string | null = null;

  constructor(readonly callId: string) {}

  get caucusOf(): Side | null {
    return this.caucus?.side ?? null;
  }

  /** Hears what a ticket asks of the recorder, and tells the most that any asked: it is never taken back by another. */
  wish(wish: RecordingWish): RecordingWish {
    if (WISHES.indexOf(wish) > WISHES.indexOf(this.recording)) this.recording = wish;
    return this.recording;
  }

  /** What a node that takes over from this one must know beside who is where. */
  get held(): HeldCall {
    const { caucus } = this;
    return {
      suspendedAt: this.suspendedAt?.toISOString() ?? null,
      caucus: caucus && {
        side: caucus.side,
        locked: caucus.locked,
        openedAt: caucus.openedAt.toISOString(),
        endsAt: caucus.endsAt?.toISOString() ?? null,
      },
      ledOut: [...this.ledOut].map(([seat, returnsTo]) => ({ seat, returnsTo })),
    };
  }

  /** Takes from the first ticket how another node left the call. False for every later one: this node knows better. */
  takeOver({ suspendedAt, caucus, ledOut }: HeldCall): boolean {
    if (this.#told !== null) return false;
    this.suspendedAt = suspendedAt === null ? null : new Date(suspendedAt);
    this.caucus = caucus && {
      side: caucus.side,
      locked: caucus.locked,
      openedAt: new Date(caucus.openedAt),
      endsAt: caucus.endsAt === null ? null : new Date(caucus.endsAt),
      carried: true,
    };
    this.#told = JSON.stringify({ suspendedAt, caucus, ledOut });
    for (const { seat, returnsTo } of ledOut) {
      if (!this.ledOut.has(seat)) this.ledOut.set(seat, returnsTo);
    }
    return true;
  }

  /** What is held, if the server is still to be told of it; each change once. */
  heldNews(): HeldCall | null {
    const { held } = this;
    const words = JSON.stringify(held);
    if (this.#told === null || words === this.#told) return null;
    this.#told = words;
    return held;
  }

  /** Another node takes the call over, and knows from now on who is where. Removals and ends stay. */
  forgetPlaces(): void {
    this.#told = null;
    this.interrupted = false;
    this.places.clear();
    this.ledOut.clear();
    this.caucus = null;
    this.invited = null;
    this.suspendedAt = null;
  }
}

/** Every call that this start of the node has heard of. */
export class CallBook {
  readonly #records = new Map<string, CallRecord>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls that are known, live or not. */
  get size(): number {
    return this.#records.size;
  }

  /** The record of a call, begun here if it is new. */
  open(callId: string): CallRecord {
    const record = this.#records.get(callId) ?? new CallRecord(callId);
    record.touchedAt = this.#clock.now();
    this.#records.set(callId, record);
    return record;
  }

  find(callId: string): CallRecord | null {
    return this.#records.get(callId) ?? null;
  }

  /**
   * Forgets calls that are not live and were left alone for so long, ended or never begun: no ticket that this node
   * could still refuse is valid, and the server knows who was removed.
   */
  forget(olderThanMs: number, isLive: (callId: string) => boolean): void {
    const before = this.#clock.now().getTime() - olderThanMs;
    for (const [callId, { touchedAt }] of this.#records) {
      if (touchedAt.getTime() < before && !isLive(callId)) this.#records.delete(callId);
    }
  }
}
