import type { RequestView } from '@contracts/http/requests';
import type { Board, BoardAppointment } from '@contracts/http/scheduling';
import { useRef, useState } from 'react';
import { asApiError, type ApiError } from '../../lib/api';
import { keyFor, newKey, type SentKey } from '../../lib/idempotency-key';
import { place, replanAllUnplaced, searchSlots } from './board-deeds';
import { nearestStart, wishFor, type Start, type Target, type Wish } from './starts';
import { readRequest } from './use-board';

/** What is about to be placed: something of the queue, or an appointment that is picked up to be moved. */
export interface Carried {
  readonly requestId: string;
  readonly title: string;
  readonly from: BoardAppointment | null;
}

/** A step that is offered after a refusal. */
export interface Nearest {
  readonly wish: Wish;
  readonly officialName: string;
}

export interface Refused {
  readonly kind: 'refused';
  /** Null where nothing was carried: a plan for all, or an undo. */
  readonly carried: Carried | null;
  readonly target: Target | null;
  readonly wish: Wish | null;
  readonly error: ApiError;
  readonly nearest: Nearest | null;
}

/** What the banner above the timetable has to say. It stays until the cause is gone or it is put away. */
export type Banner =
  | Refused
  | { kind: 'placed'; request: RequestView; undoable: boolean }
  | { kind: 'putBack'; request: RequestView }
  | { kind: 'noProposal'; request: RequestView }
  | { kind: 'replanned'; placed: number; left: number }
  | { kind: 'cannotUndo' }
  | { kind: 'timeChanged'; name: string; opening: boolean }
  | null;

interface PlacingOptions {
  readonly board: Board;
  /** The possible starts of what is carried, on the days shown. */
  readonly starts: readonly Start[];
  /** After something of the queue found its place. */
  readonly placed: (requestId: string) => void;
}

interface Undo {
  readonly requestId: string;
  readonly wish: Wish;
}

/** Placing, moving and undoing. A refusal changes nothing, says why, and names the nearest possible time. */
export function usePlacing({ board, starts, placed }: PlacingOptions) {
  const [target, setTarget] = useState<Target | null>(null);
  const [banner, setBanner] = useState<Banner>(null);
  const [busy, setBusy] = useState(false);
  const [undo, setUndo] = useState<Undo | null>(null);
  // The same deed tried again keeps its key; another time or another request is another deed.
  const sent = useRef<SentKey | null>(null);

  const nameOf = (officialId: string | undefined): string =>
    board.officials.find(({ id }) => id === officialId)?.name ?? '';

  const nearestFor = async (carried: Carried, wanted: string | null): Promise<Nearest | null> => {
    const near = wanted === null ? null : nearestStart(starts, wanted);
    if (near) {
      const stays = near.officialIds.find((id) => id === carried.from?.officialId) ?? near.officialIds[0];
      const wish = { startsAt: near.startsAt, ...(stays ? { officialId: stays } : {}) };
      return { wish, officialName: nameOf(stays) };
    }
    try {
      const { slots } = await searchSlots(await readRequest(carried.requestId), 1);
      const [slot] = slots;
      return slot ? { wish: { startsAt: slot.startsAt }, officialName: slot.officialName } : null;
    } catch {
      // The refusal is still said; only the step beside it is missing.
      return null;
    }
  };

  const placeAs = async (carried: Carried, wish: Wish | null, at: Target | null): Promise<boolean> => {
    setBusy(true);
    try {
      const before = await readRequest(carried.requestId);
      sent.current = keyFor({ id: before.id, version: before.version, wish }, sent.current);
      const request = await place(before, wish, sent.current.key);
      const { from } = carried;
      setUndo(from && { requestId: before.id, wish: placeOf(from) });
      setBanner({ kind: 'placed', request, undoable: from !== null });
      placed(carried.requestId);
      return true;
    } catch (error) {
      // A refused deed is over: the next press is a new one and must not be answered from the old.
      sent.current = null;
      const nearest = await nearestFor(carried, wish?.startsAt ?? null);
      setBanner({ ...refusal(error), carried, target: at, wish, nearest });
      return false;
    } finally {
      setTarget(null);
      setBusy(false);
    }
  };

  /** Puts it where it was dropped. Back where it was is no move. */
  const drop = async (carried: Carried, at: Target, kind: 'room' | 'official'): Promise<boolean> => {
    const { from } = carried;
    const same = from && Date.parse(from.startsAt) === Date.parse(at.startsAt);
    if (same && (at.resourceId === null || [from.officialId, ...from.roomIds].includes(at.resourceId))) {
      setTarget(null);
      return true;
    }
    setTarget(at);
    setBanner(null);
    setBusy(true);
    try {
      const request = await readRequest(carried.requestId);
      return await placeAs(carried, wishFor(at, kind, request, from, board.rooms, starts), at);
    } catch (error) {
      setTarget(null);
      setBanner({ ...refusal(error), carried, target: at });
      return false;
    } finally {
      setBusy(false);
    }
  };

  /** The planner's best start for something of the queue; null when there is none. */
  const propose = async (request: RequestView): Promise<Target | null> => {
    setBusy(true);
    setBanner(null);
    try {
      const [best] = (await searchSlots(request, 1)).slots;
      const found = best ? { startsAt: best.startsAt, resourceId: null } : null;
      setTarget(found);
      if (!found) setBanner({ kind: 'noProposal', request });
      return found;
    } catch (error) {
      setBanner(refusal(error));
      return null;
    } finally {
      setBusy(false);
    }
  };

  /** Moves the last thing moved back. Something of the queue had no place to go back to. */
  const undoLast = async (): Promise<void> => {
    if (busy) return;
    if (!undo) {
      setBanner({ kind: 'cannotUndo' });
      return;
    }
    setBusy(true);
    try {
      const request = await place(await readRequest(undo.requestId), undo.wish, newKey());
      setBanner({ kind: 'putBack', request });
    } catch (error) {
      setBanner(refusal(error));
    } finally {
      setUndo(null);
      setBusy(false);
    }
  };

  const replanAll = async (): Promise<void> => {
    setBusy(true);
    try {
      const { placed: found, left } = await replanAllUnplaced();
      setBanner({ kind: 'replanned', placed: found.length, left: left.length });
    } catch (error) {
      setBanner(refusal(error));
    } finally {
      setBusy(false);
    }
  };

  const putAway = (): void => {
    setTarget(null);
    setBanner(null);
  };

  return { target, setTarget, banner, tell: setBanner, putAway, busy, drop, placeAs, propose, undoLast, replanAll };
}

const refusal = (error: unknown): Refused => ({
  kind: 'refused',
  carried: null,
  target: null,
  wish: null,
  error: asApiError(error),
  nearest: null,
});

const placeOf = ({ startsAt, officialId, roomIds }: BoardAppointment): Wish => ({
  startsAt,
  officialId,
  roomIds: [...roomIds],
});
