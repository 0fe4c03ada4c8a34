import { mayMove, PLENARY, sideOfSpace, spaceOfSide, waitingSpace } from '@domain/caucus';
import { DomainError } from '@domain/errors';
import type { Side } from '@domain/people';
import type { CallRecord, Place } from './call-record';
import { assertKeptApart, keepingApart, setIsShared, sharers } from './kept-apart';
import type { Peer } from './peer';
import type { Move } from './spaces';

/** `admit` lets a person in who waits; every other move takes `move`. */
const permitted = (by: Peer, place: Place, to: string): boolean =>
  by.may('move') || (by.may('admit') && place.space === waitingSpace(place.seat) && to === PLENARY);

const isTogether = (space: string): boolean => space === PLENARY || sideOfSpace(space) !== null;

/** People may talk: the call need not be recorded, or can be. A party who waits is let to nobody before. */
function assertMayTalk(moves: readonly Move[], mayTalk: boolean): void {
  const begins = moves.some(({ place, to }) => place.role === 'party' && !isTogether(place.space) && isTogether(to));
  if (begins && !mayTalk) throw new DomainError('RECORDER_AWAY');
}

/** What a plan is made from beside the record. Nothing of it, and nothing of the record, is changed by planning. */
export interface Scene {
  /** Places of those who have a peer. */
  present: readonly Place[];
  mayTalk: boolean;
}

/**
 * One person put elsewhere by `by`. Refuses `PEER_UNKNOWN`, `NOT_ALLOWED`, `SPACE_CLOSED` for a caucus not open,
 * `CAUCUS_LOCKED`, `SET_SHARED`, `PARTIES_KEPT_APART`, `RECORDER_AWAY`.
 */
export function singleMove(record: CallRecord, by: Peer, seat: string, to: string, scene: Scene): Move {
  const place = record.places.get(seat);
  if (!place) throw new DomainError('PEER_UNKNOWN', { seat });
  if (!mayMove(place, to) || !permitted(by, place, to)) throw new DomainError('NOT_ALLOWED', { space: to });
  const side = sideOfSpace(to);
  if (side !== null && side !== record.caucusOf) throw new DomainError('SPACE_CLOSED', { space: to });
  if (side !== null && place.space !== to && record.caucus?.locked) throw new DomainError('CAUCUS_LOCKED');
  if (side !== null && (record.ledOut.has(seat) || (place.side === side && setIsShared(record, place))))
    throw new DomainError('SET_SHARED');
  if (to === PLENARY && record.ledOut.has(seat)) assertSetFree(record, place, seat);
  const cameFrom = sideOfSpace(place.space) === null ? place.space : place.beforeCaucus;
  const move = { place, to, beforeCaucus: side === null ? null : cameFrom };
  assertKeptApart([move], scene.present);
  assertMayTalk([move], scene.mayTalk);
  return move;
}

/** Refuses `SET_SHARED` to bring back a seat whose set is now in a caucus. `place` is null for who never came. */
export function assertSetFree(record: CallRecord, place: Place | null, seat: string): void {
  const { caucus } = record;
  if (!caucus) return;
  const inside = [...record.places.values()].filter((one) => one.space === spaceOfSide(caucus.side));
  const sharing = inside.some((one) => one.side === caucus.side && one.seat !== seat && shares(record, one, seat));
  if (sharing && place?.side !== caucus.side) throw new DomainError('SET_SHARED');
}

/** How a person is led away from a shared set, and where they return to. Refuses `NOT_ALLOWED` for a host. */
export function leadingOut(record: CallRecord, seat: string): { returnsTo: string; move: Move | null } {
  const place = record.places.get(seat);
  const to = waitingSpace(seat);
  if (!place) return { returnsTo: to, move: null };
  if (place.role === 'host') throw new DomainError('NOT_ALLOWED');
  const returnsTo = sideOfSpace(place.space) === null ? place.space : backOf(place);
  return { returnsTo, move: { place, to, beforeCaucus: null } };
}

const shares = (record: CallRecord, place: Place, seat: string): boolean => sharers(record, place).includes(seat);

/** Back to where the caucus took the person from: who was waiting is not admitted by the way. */
const backOf = (place: Place): string => {
  const to = place.beforeCaucus ?? PLENARY;
  return sideOfSpace(to) === null ? to : PLENARY;
};

/** Seats led out for a caucus with this side: with its end they are back before their set. */
export const returning = (record: CallRecord, side: Side): string[] => {
  const ofSide = [...record.places.values()].filter((place) => place.side === side);
  return [...record.ledOut.keys()].filter(
    (seat) => record.places.get(seat)?.side !== side && ofSide.some((place) => shares(record, place, seat)),
  );
};

/** Who goes where when a caucus is closed; nobody is left in it, and nobody meets whom they are screened from. */
export function closingMoves(record: CallRecord, side: Side, present: readonly Place[]): Move[] {
  return keepingApart(leaving(record, side), present);
}

function leaving(record: CallRecord, side: Side): Move[] {
  const inside = [...record.places.values()].filter((place) => place.space === spaceOfSide(side));
  const back = returning(record, side).flatMap((seat) => {
    const place = record.places.get(seat);
    return place ? [{ place, to: record.ledOut.get(seat) ?? place.space, beforeCaucus: null }] : [];
  });
  return [...inside.map((place) => ({ place, to: backOf(place), beforeCaucus: null })), ...back];
}

/**
 * Who goes where when `by` opens a caucus with a side: `by` and everyone of that side, connected or not, but who was
 * led out; an open caucus of the other side is emptied in the same step. Refuses `NOT_ALLOWED` for who has no place
 * in that caucus, `PEER_UNKNOWN` where nobody of the side has come, `SET_SHARED`, `PARTIES_KEPT_APART`,
 * `RECORDER_AWAY`.
 */
export function openingMoves(record: CallRecord, by: Place, side: Side, scene: Scene): Move[] {
  const to = spaceOfSide(side);
  if (!mayMove(by, to)) throw new DomainError('NOT_ALLOWED', { space: to });
  const ofSide = [...record.places.values()].filter((place) => place.side === side);
  if (ofSide.length === 0) throw new DomainError('PEER_UNKNOWN', { side });
  const here = ofSide.filter(({ seat }) => !record.ledOut.has(seat));
  if (here.length === 0 || here.some((place) => setIsShared(record, place))) throw new DomainError('SET_SHARED');
  const called = here.some(({ seat }) => seat === by.seat) ? here : [by, ...here];
  const opening = called.map((place) => ({
    place,
    to,
    beforeCaucus: sideOfSpace(place.space) === null ? place.space : place.beforeCaucus,
  }));
  assertKeptApart(opening, scene.present);
  assertMayTalk(opening, scene.mayTalk);
  const seats = new Set(called.map(({ seat }) => seat));
  const before = record.caucusOf !== null && record.caucusOf !== side ? leaving(record, record.caucusOf) : [];
  const others = before.filter(({ place }) => !seats.has(place.seat));
  return [
    ...keepingApart(
      others,
      scene.present.filter(({ seat }) => !seats.has(seat)),
    ),
    ...opening,
  ];
}
