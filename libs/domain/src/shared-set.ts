import type { Side } from './people';

/** A party who comes to a room in which one set (屏幕、摄像头、麦克风) serves both sides. */
export interface AtSet {
  readonly id: string;
  readonly side: Side;
  /** They have checked in at the station. */
  readonly arrived: boolean;
  /** The set speaks for their seat in the call. */
  readonly seated: boolean;
  /** What the clerk last confirmed: led in to sit before the set, or led out; null before the first word. */
  readonly said: 'before' | 'outside' | null;
}

/** `seat`: sits before the set, which speaks for them; `beside`: in the room, while it speaks for the other. */
export const SET_PLACES = ['seat', 'beside', 'outside', 'expected'] as const;
export type SetPlace = (typeof SET_PLACES)[number];

/** What the host needs: one side alone before the set, or both together. */
export const SET_WISHES = ['A', 'B', 'both'] as const;
export type SetWish = (typeof SET_WISHES)[number];

export const SET_DEEDS = ['leadOut', 'bringIn'] as const;
/** What the clerk has to do, and then to confirm. */
export interface SetStep {
  readonly partyId: string;
  readonly deed: (typeof SET_DEEDS)[number];
}

/** Whoever took the seat at check-in is in the room until a clerk says otherwise; nobody else is until a clerk says so. */
export const isInRoom = ({ said, seated }: AtSet): boolean => said === 'before' || (said === null && seated);

export function setPlaceOf(party: AtSet): SetPlace {
  if (!party.arrived) return 'expected';
  if (!isInRoom(party)) return 'outside';
  return party.seated ? 'seat' : 'beside';
}

/**
 * Whose seat the set speaks for: who has it keeps it while in the room; else it passes to whoever is in the
 * room, 甲 before 乙. A room that all have left stays promised to who had it last. Null before anybody sat down.
 */
export function seatHolder(parties: readonly AtSet[]): string | null {
  const holder = parties.find(({ seated }) => seated);
  if (holder && isInRoom(holder)) return holder.id;
  const [next] = parties.filter(isInRoom).toSorted((one, other) => one.side.localeCompare(other.side));
  return (next ?? holder)?.id ?? null;
}

/**
 * What stands between now and what the host wishes, in the order in which it must be done. For a talk with one
 * side each party of the other is led out *and* confirmed to be: that they never came in is nobody's word yet.
 */
export function stepsFor(wish: SetWish, parties: readonly AtSet[]): SetStep[] {
  const absent = parties.filter((one) => one.arrived && !isInRoom(one));
  const step = (deed: SetStep['deed']) => (one: AtSet) => ({ partyId: one.id, deed });
  if (wish === 'both') return absent.map(step('bringIn'));
  return [
    ...parties.filter(({ side, said }) => side !== wish && said !== 'outside').map(step('leadOut')),
    ...absent.filter(({ side }) => side === wish).map(step('bringIn')),
  ];
}

/**
 * Whether a party may be led in now: never to somebody who still waits for the host, for two parties never
 * share a waiting place. `admitted`: those whom the host has let into the talk.
 */
export const mayBeLedIn = (partyId: string, parties: readonly AtSet[], admitted: ReadonlySet<string>): boolean =>
  parties.every((one) => one.id === partyId || !isInRoom(one) || admitted.has(one.id));
