import type { RequestView } from '@contracts/http/requests';
import type { Board, BoardAppointment } from '@contracts/http/scheduling';
import { topicRule, TOPICS } from '@domain/topic';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useStaff } from '../../app/me';
import { isoDate, startOfDate } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { daysFrom, officialLanes, roomLanes, weekLanes, type LaneKind } from './lanes';
import { byTimeLeft, matching, neighbour } from './queue-order';
import { nextRow, nextStart, rowFor, wishFor, type Parties, type Target } from './starts';
import { CELL_MS, DAY_MS, gridOf } from './timeline';
import type { View } from './toolbar';
import { useStarts } from './use-board';
import { usePlacing, type Carried } from './use-placing';

/** Who may place and move; others look. */
const PLACING_ROLES: readonly string[] = ['scheduler', 'dutyLeader'];

interface WorkOptions {
  readonly board: Board;
  readonly on: string;
  readonly view: View;
  readonly weekOf: string;
  readonly show: (on: string) => void;
}

/** What is selected, what is carried, where it could go, and what the keys and the pointer do with it. */
export function useBoardWork({ board, on, view, weekOf, show }: WorkOptions) {
  const { language } = useLanguage();
  const role = useStaff()?.role ?? '';
  const mayPlace = PLACING_ROLES.includes(role);
  const [typed, setTyped] = useState('');
  const [queuedId, setQueuedId] = useState<string | null>(null);
  const [opened, setOpened] = useState<Pick<BoardAppointment, 'id' | 'requestId'> | null>(null);
  const [moving, setMoving] = useState<Carried | null>(null);

  const midnightMs = startOfDate(board.on);
  const midnights = useMemo(() => (view === 'week' ? daysFrom(board.on) : [startOfDate(board.on)]), [view, board.on]);
  const lanes = useMemo(() => {
    if (view === 'week') return weekLanes(board, weekOf, board.on, language);
    return view === 'officials' ? officialLanes(board, midnightMs) : roomLanes(board, midnightMs, language);
  }, [view, board, weekOf, midnightMs, language]);
  const grid = useMemo(
    () => gridOf([...board.appointments, ...lanes.flatMap(({ open }) => open)], midnights),
    [board.appointments, lanes, midnights],
  );
  const kind: LaneKind = lanes[0]?.kind ?? 'room';
  const rowIds = useMemo(() => [...new Set(lanes.map(({ resourceId }) => resourceId))], [lanes]);

  const queue = useMemo(() => byTimeLeft(matching(board.unplaced, typed)), [board.unplaced, typed]);
  const queued = queue.find(({ id }) => id === queuedId) ?? null;
  const appointment = appointmentOf(board, opened);
  const carried: Carried | null = moving ?? (queued && carriedOf(queued));
  const { starts, isReading } = useStarts(mayPlace ? (carried?.requestId ?? null) : null, midnights.map(isoDate));

  const placing = usePlacing({
    board,
    starts,
    placed: (requestId) => {
      if (requestId === queuedId) setQueuedId(neighbour(queue, requestId, 1)?.id ?? null);
    },
  });
  const { banner, busy } = placing;
  const parties: Parties = queued ?? partiesOf(board, moving?.from ?? null);
  const lengthMs = moving?.from ? lengthOf(moving.from) : queued ? usualLength(queued.topic) : CELL_MS;
  const start = starts.find(({ startsAt }) => Date.parse(startsAt) === Date.parse(placing.target?.startsAt ?? ''));
  const target: Target | null = placing.target && {
    startsAt: placing.target.startsAt,
    resourceId:
      placing.target.resourceId ??
      (start ? rowFor(start, rowIds, carried?.from ?? null) : fallbackRow(board, parties, rowIds)),
  };
  const targetIds = target?.resourceId
    ? (wishFor(target, kind, parties, carried?.from ?? null, board.rooms, starts).roomIds ?? [target.resourceId])
    : [];

  // What was moved is another appointment now: the focus goes on to it rather than getting lost.
  const openedId = appointment?.id;
  const movingId = moving?.requestId;
  const byKeys = useRef(false);
  useEffect(() => {
    if (!byKeys.current || (!openedId && !movingId)) return;
    if (movingId !== undefined || document.activeElement === document.body)
      document.querySelector<HTMLElement>('[data-booking][aria-pressed="true"]')?.focus();
  }, [openedId, movingId]);

  const giveBack = (): void => {
    setMoving(null);
    placing.putAway();
  };
  const selectQueued = (id: string | null): void => {
    if (id !== queuedId || moving) giveBack();
    if (id) setOpened(null);
    setQueuedId(id);
  };
  const open = (next: BoardAppointment | null): void => {
    if (moving) giveBack();
    if (next) setQueuedId(null);
    setOpened(next && { id: next.id, requestId: next.requestId });
  };
  const pickUp = (from: BoardAppointment, keys: boolean): void => {
    byKeys.current = keys;
    setQueuedId(null);
    placing.putAway();
    setOpened({ id: from.id, requestId: from.requestId });
    setMoving({ requestId: from.requestId, title: from.partyNames.join(' '), from });
  };
  const dropAt = async (what: Carried, at: Target): Promise<void> => {
    await placing.drop(what, at, kind);
    setMoving(null);
  };
  const proposeOrDrop = async (): Promise<void> => {
    if (!carried || !mayPlace || busy) return;
    if (placing.target) await dropAt(carried, placing.target);
    else if (moving) step(1);
    else if (queued) {
      const best = await placing.propose(queued);
      if (best && isoDate(best.startsAt) !== board.on && view !== 'week') show(isoDate(best.startsAt));
    }
  };
  const step = (by: 1 | -1): void => {
    if (!carried) return;
    const next = nextStart(
      starts.filter((one) => rowFor(one, rowIds, null) !== null),
      placing.target?.startsAt ?? moving?.from?.startsAt ?? null,
      by,
    );
    if (!next) return;
    const resourceId = rowFor(next, rowIds, carried.from, placing.target?.resourceId);
    placing.setTarget({ startsAt: next.startsAt, resourceId });
  };
  const upDown = (by: 1 | -1): void => {
    const other = target && start ? nextRow(start, rowIds, target.resourceId, by) : null;
    if (moving && !target) return;
    if (target && other && other !== target.resourceId && moving)
      placing.setTarget({ startsAt: target.startsAt, resourceId: other });
    else if (!moving) selectQueued(neighbour(queue, queuedId, by)?.id ?? null);
  };
  const escape = (): void => {
    if (moving || placing.target || banner) giveBack();
    else if (queuedId) setQueuedId(null);
    else setOpened(null);
  };
  const placeNow = async (): Promise<void> => {
    if (!carried || busy || !mayPlace) return;
    if (placing.target) await dropAt(carried, placing.target);
    else if (!moving) await placing.placeAs(carried, null, null);
  };
  /** A possible start was pressed: the first time it is marked, the second time it is meant. */
  const pick = (at: Target): void => {
    const same = target?.startsAt === at.startsAt && targetIds.includes(at.resourceId ?? '');
    if (same && carried) void dropAt(carried, target);
    else {
      placing.tell(null);
      placing.setTarget(at);
    }
  };
  const otherDay = (by: 1 | -1): void => show(isoDate(startOfDate(on) + by * DAY_MS + DAY_MS / 2));

  return {
    ...{ mayPlace, typed, setTyped, queue, queuedId, queued, selectQueued, appointment, open },
    ...{ lanes, grid, kind, midnightMs, starts, isReading, carried, moving, pickUp, giveBack, placing },
    ...{ target, targetIds, lengthMs, proposeOrDrop, step, upDown, escape, placeNow, pick, otherDay, dropAt },
  };
}

export type BoardWorkState = ReturnType<typeof useBoardWork>;

export const carriedOf = (request: RequestView): Carried => ({
  requestId: request.id,
  title: request.parties.map(({ name }) => name).join(' '),
  from: null,
});

/** What is open in the panel; after a move the appointment that took its place. */
function appointmentOf(
  board: Board,
  opened: Pick<BoardAppointment, 'id' | 'requestId'> | null,
): BoardAppointment | null {
  if (!opened) return null;
  const live = board.appointments.filter(({ state }) => state !== 'cancelled');
  return (
    live.find(({ id }) => id === opened.id) ?? live.find(({ requestId }) => requestId === opened.requestId) ?? null
  );
}

const lengthOf = ({ startsAt, endsAt }: BoardAppointment): number => Date.parse(endsAt) - Date.parse(startsAt);

/** How long such a matter usually takes; only for the picture, the server knows the bureau's own figure. */
function usualLength(word: string): number {
  const topic = TOPICS.find((known) => known === word);
  return topic ? topicRule(topic).durationMs : CELL_MS;
}

const partiesOf = (board: Board, from: BoardAppointment | null): Parties => ({
  parties: (from?.roomIds ?? []).flatMap((roomId) => board.rooms.find(({ id }) => id === roomId) ?? []),
});

/** The planner may make room that is not free yet: its proposal is drawn in the party's own room. */
const fallbackRow = (board: Board, { parties }: Parties, rowIds: readonly string[]): string | null =>
  board.rooms.find(({ id, stationId }) => rowIds.includes(id) && parties[0]?.stationId === stationId)?.id ?? null;
