import type { SharedSet } from '@contracts/http/shared-set';
import type { CallState } from '@contracts/media/signalling';
import type { SetPlace } from '@domain/shared-set';
import type { Side } from '@domain/people';
import { placeOf } from './who-hears';

/** Where a party is before a set that serves two; null where they have a room of their own. */
export const setPlaceOf = (set: SharedSet | undefined, partyId: string): SetPlace | null =>
  set?.places.find((one) => one.partyId === partyId)?.place ?? null;

/** The seat of the call that speaks for a party: their own, but who sits beside another is seen and heard by that seat. */
export function seatOf(set: SharedSet | undefined, partyId: string): string {
  if (setPlaceOf(set, partyId) !== 'beside') return partyId;
  return set?.places.find(({ place }) => place === 'seat')?.partyId ?? partyId;
}

/** Of a party whom the set serves without speaking for them: where they are, and who sits before it. Null for others. */
export function atSetOf(
  set: SharedSet | undefined,
  parties: readonly { readonly id: string; readonly name: string }[],
  partyId: string,
): { readonly place: 'besideAtSet' | 'outsideOfSet'; readonly name: string } | null {
  const place = setPlaceOf(set, partyId);
  if (place !== 'beside' && place !== 'outside') return null;
  const holder = set?.places.find((one) => one.place === 'seat')?.partyId;
  const name = parties.find(({ id }) => id === holder)?.name;
  return name === undefined ? null : { place: place === 'beside' ? 'besideAtSet' : 'outsideOfSet', name };
}

/** Those whom the picture of a seat shows beside the one it belongs to. */
export const besides = (set: SharedSet | undefined, partyId: string): readonly string[] =>
  setPlaceOf(set, partyId) === 'seat'
    ? (set?.places ?? []).filter(({ place }) => place === 'beside').map((one) => one.partyId)
    : [];

/**
 * How far a wish for a talk with one side alone has got: what the station has yet to do, then the set taking the
 * seat of that side, then the host, who opens it. Null where nothing is wished.
 */
export function wishedTalk(
  set: SharedSet | undefined,
  call: CallState | null,
  parties: readonly { readonly id: string; readonly side: Side }[],
): { readonly side: Side; readonly stage: 'station' | 'set' | 'ready' } | null {
  if (!set?.wish || set.wish === 'both') return null;
  const side = set.wish;
  if (set.steps.length > 0) return { side, stage: 'station' };
  const there = parties.some(
    (one) =>
      one.side === side && setPlaceOf(set, one.id) === 'seat' && !['absent', 'lost'].includes(placeOf(call, one.id)),
  );
  return { side, stage: there ? 'ready' : 'set' };
}
