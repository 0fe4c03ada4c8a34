import type { Guest } from '@contracts/http/call-people';
import type { CallState, Occupant } from '@contracts/media/signalling';
import { placeOf, type Place, type SeatedParty } from './who-hears';

export interface Person {
  readonly seat: string;
  /** What a guest or a party is called; null for somebody of whom only the role is known. */
  readonly name: string | null;
  readonly role: Occupant['role'];
  readonly side: Occupant['side'];
  readonly place: Place;
  /** Sends sound now. */
  readonly heard: boolean;
  readonly handRaisedAt: string | null;
  /** Led away from a set that is shared with another party. */
  readonly ledOut: boolean;
}

interface NamedParty extends SeatedParty {
  readonly name: string;
}

/**
 * Everyone but the host who is in the call or belongs in it: parties 甲 before 乙, then guests as they were
 * asked, then whoever else sits there. Of somebody who has not joined only the invitation is known.
 */
export function peopleOf(
  call: CallState | null,
  parties: readonly NamedParty[],
  guests: readonly Guest[],
): readonly Person[] {
  const occupants = new Map(call?.occupants.map((one) => [one.seat, one]));
  const person = (seat: string, name: string | null, role: Occupant['role'], side: Occupant['side']): Person => {
    const occupant = occupants.get(seat);
    return {
      seat,
      name,
      role,
      side,
      place: placeOf(call, seat),
      heard: occupant?.sources.some(({ source, paused }) => source === 'microphone' && !paused) ?? false,
      handRaisedAt: occupant?.handRaisedAt ?? null,
      ledOut: occupant?.ledOut ?? false,
    };
  };
  const known = [
    ...parties.map(({ id, name, side }) => person(id, name, 'party', side)),
    ...guests.map(({ id, name, role, side }) => person(id, name, role, side)),
  ];
  const seats = new Set([call?.mySeat, ...known.map(({ seat }) => seat)]);
  const others = [...occupants.values()].filter(({ seat }) => !seats.has(seat));
  return [...known, ...others.map(({ seat, role, side }) => person(seat, null, role, side))];
}

/** Those who want to speak, the longest waiting first. */
export const raisedHands = (people: readonly Person[]): readonly Person[] =>
  people
    .filter(({ handRaisedAt }) => handRaisedAt !== null)
    .toSorted((one, other) => (one.handRaisedAt ?? '').localeCompare(other.handRaisedAt ?? ''));

/** Those who sit with the mediator beside the parties, and hear every word. */
export const guestsHere = (people: readonly Person[]): readonly Person[] =>
  people.filter(({ role, place }) => role !== 'party' && place === 'here');
