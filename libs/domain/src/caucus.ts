import { SIDES, type Side } from './people';

/**
 * Where a person is in a call: together (面对面), in private with one side (背对背), or alone before
 * being admitted. Each waiting place belongs to one seat.
 */
export type Space = 'plenary' | `caucus:${Side}` | `waiting:${string}`;

/** Someone who takes part, as the ticket knows them. `side` is null for those who stand between the parties. */
export interface Participant {
  readonly seat: string;
  readonly role: 'host' | 'party' | 'expert' | 'interpreter' | 'guardian' | 'clerk';
  readonly side: Side | null;
}

export const PLENARY = 'plenary' satisfies Space;

/** The waiting place of one seat. */
export const waitingSpace = (seat: string): Space => `waiting:${seat}`;

/** The caucus of one side. */
export const spaceOfSide = (side: Side): Space => `caucus:${side}`;

/** The side whose caucus a space is, or null. */
export const sideOfSpace = (space: string): Side | null => SIDES.find((side) => spaceOfSide(side) === space) ?? null;

/** Where a first joining puts a person: the host in the plenary, everyone else alone until admitted. */
export const firstSpace = (person: Pick<Participant, 'role' | 'seat'>): Space =>
  person.role === 'host' ? PLENARY : waitingSpace(person.seat);

/**
 * Whether people in these two spaces hear and see each other: only in the same one. A waiting place
 * has one person, so nobody is ever heard there by another.
 */
export const mayHear = (spaceA: string, spaceB: string): boolean => spaceA === spaceB;

/**
 * Whether a person may be put into a space, whoever asks. Nobody enters another's waiting place. A
 * caucus takes those of its side (a party, their guardian, their clerk, their interpreter) and those
 * who stand between the sides (host, expert, interpreter without a side); a clerk without a side has
 * no business in it. An unknown space takes nobody.
 */
export function mayMove(person: Participant, toSpace: string): boolean {
  if (toSpace === PLENARY) return true;
  if (toSpace === waitingSpace(person.seat)) return true;
  const side = sideOfSpace(toSpace);
  if (side === null) return false;
  if (person.role === 'host') return true;
  if (person.side !== null) return person.side === side;
  return person.role === 'expert' || person.role === 'interpreter';
}
