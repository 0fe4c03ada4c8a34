import type { CallRole, TicketClaims } from '@contracts/media/ticket';
import { firstSpace, mayMove, sideOfSpace } from '@domain/caucus';
import type { Side } from '@domain/people';

/** A person's place in a call, kept while the call lasts, whether the person is connected or not. */
export interface Place {
  readonly seat: string;
  readonly role: CallRole;
  readonly side: Side | null;
  space: string;
  /** Where a caucus took the person from, so that closing it admits nobody who was still waiting. */
  beforeCaucus: string | null;
}

/** What outlives the media of a call: a dead worker or a cut line costs nobody their place. */
export class CallRecord {
  readonly places = new Map<string, Place>();
  /** Seats that were removed. Their tickets are dead for good, also those issued later. */
  readonly removed = new Set<string>();
  caucusOf: Side | null = null;
  startedAt: Date | null = null;
  endedAt: Date | null = null;

  constructor(readonly callId: string) {}
}

/** The place of a ticket's bearer: the one they have, or a new one where the ticket puts them. */
export function placeOf(record: CallRecord, { seat, role, side, space: wished }: TicketClaims): Place {
  const known = record.places.get(seat);
  if (known) return known;
  const person = { seat, role, side };
  const space = mayMove(person, wished) ? wished : firstSpace(person);
  // After a node died, the tickets of its successor are all that knows of an open caucus.
  const caucus = sideOfSpace(space);
  if (caucus && !record.caucusOf) record.caucusOf = caucus;
  const place: Place = { ...person, space, beforeCaucus: null };
  record.places.set(seat, place);
  return place;
}

/** Every call that this start of the node has heard of. */
export class CallBook {
  readonly #records = new Map<string, CallRecord>();

  /** The record of a call, begun here if it is new. */
  open(callId: string): CallRecord {
    const known = this.#records.get(callId);
    if (known) return known;
    const record = new CallRecord(callId);
    this.#records.set(callId, record);
    return record;
  }

  find(callId: string): CallRecord | null {
    return this.#records.get(callId) ?? null;
  }

  /** Forgets calls that ended before `before`: no ticket of theirs can still be valid. */
  forgetEnded(before: Date): void {
    for (const [callId, record] of this.#records) {
      if (record.endedAt && record.endedAt < before) this.#records.delete(callId);
    }
  }
}
