import type { Appointment, Calendar, Needs, Placement } from './appointment';
import { byPreference, firstPlacement, onGrid, pickInterpreters, pickRooms } from './choice';
import { asItStands, commonStart, ifAllMoved, type Asks } from './common-start';
import { everyCalendar, type Diary } from './diary';

export interface Limits {
  readonly gridMs: number;
  /** Residents who may be moved for one appointment; no more than there are appointments told to anyone. */
  readonly mostMoves: number;
  /** Whether anything may be re-timed at all, and not only its official changed. */
  readonly retime: boolean;
  readonly searchLimit: number;
}

/** How many appointments may change in one chain. */
const LONGEST_CHAIN = 3;
const LONGEST_SWAP = 6;

const OFFICIALS_MAY_CHANGE: Asks = { rooms: asItStands, officials: ifAllMoved, interpreters: asItStands };
const ALL_MAY_CHANGE: Asks = { rooms: ifAllMoved, officials: ifAllMoved, interpreters: ifAllMoved };

/**
 * Makes room for an appointment where none is left: an augmenting path over the diary. First officials
 * are swapped, which disturbs nobody; then other appointments are re-timed within their own deadlines,
 * those first of which nobody was told, then as few of the told ones as possible. Either the
 * appointment is placed and all others still are, or nothing has changed.
 */
export class Rearranger {
  /** Residents whose time was moved by the last successful `place`. */
  moved = 0;
  private attempts = 0;
  private movesLeft = 0;
  /** Placed along the chain now tried; must stay where they are. */
  private readonly locked: Appointment[] = [];

  constructor(
    private readonly diary: Diary,
    private readonly limits: Limits,
  ) {}

  place(appointment: Appointment): boolean {
    this.moved = 0;
    this.attempts = this.limits.searchLimit;
    if (this.placeBySwap(appointment)) return true;
    for (let moves = 0; this.limits.retime && moves <= this.limits.mostMoves; moves += 1) {
      this.attempts = this.limits.searchLimit;
      this.movesLeft = moves;
      this.locked.length = 0;
      if (this.placeByMoving(appointment, LONGEST_CHAIN)) {
        this.moved = moves - this.movesLeft;
        return true;
      }
    }
    return false;
  }

  private placeBySwap(appointment: Appointment): boolean {
    const { request, needs } = appointment;
    for (const start of this.starts(appointment, OFFICIALS_MAY_CHANGE)) {
      const end = start + request.durationMs;
      const free = (calendars: readonly Calendar[]) => calendars.filter((one) => one.isFree(start, end));
      const rooms = pickRooms(request, needs, free);
      const interpreters = pickInterpreters(request, needs, free);
      const official = rooms && interpreters && this.freeAnOfficial(appointment, start, end, new Set(), LONGEST_SWAP);
      if (!official) continue;
      this.diary.put(appointment, { start, end, official, rooms, interpreters });
      return true;
    }
    return false;
  }

  /**
   * An official for this time: one who is free, or one whose appointments can each be given to
   * another official at the same time, in the same rooms. Nothing has changed when it returns null.
   */
  private freeAnOfficial(
    { request, needs }: Appointment,
    start: number,
    end: number,
    asked: Set<Calendar>,
    depth: number,
  ): Calendar | null {
    const able = byPreference(needs.officials, request).filter((one) => !asked.has(one) && one.isOpen(start, end));
    const free = able.find((official) => official.isFree(start, end));
    if (free || depth === 0) return free ?? null;
    for (const official of able) {
      asked.add(official);
      const mark = this.diary.mark();
      const given = official.holdersDuring(start, end).every((holder) => {
        const held = holder.placement!;
        const other = this.freeAnOfficial(holder, held.start, held.end, asked, depth - 1);
        if (other) this.diary.put(holder, { ...held, official: other });
        return other !== null;
      });
      if (given) return official;
      this.diary.rollBack(mark);
    }
    return null;
  }

  private placeByMoving(appointment: Appointment, chain: number): boolean {
    for (const start of this.starts(appointment, ALL_MAY_CHANGE)) {
      for (const wanted of placementsIfCleared(appointment, start)) {
        if (this.attempts <= 0) return false;
        this.attempts -= 1;
        if (this.clearFor(appointment, wanted, chain)) return true;
      }
    }
    return false;
  }

  private clearFor(appointment: Appointment, wanted: Placement, chain: number): boolean {
    const inTheWay = holdersIn(wanted);
    if (inTheWay.length > chain || inTheWay.some((one) => this.locked.includes(one))) return false;
    const mark = this.diary.mark();
    const { movesLeft } = this;
    const locked = this.locked.length;
    const places = inTheWay.map((one) => one.placement!);
    for (const one of inTheWay) this.diary.put(one, null);
    this.diary.put(appointment, wanted);
    this.locked.push(appointment);
    if (inTheWay.every((one, index) => this.resettle(one, places[index]!, chain - inTheWay.length))) return true;
    this.locked.length = locked;
    this.diary.rollBack(mark);
    this.movesLeft = movesLeft;
    return false;
  }

  /** Finds a lifted appointment another place; the same time with another official costs no move. */
  private resettle(lifted: Appointment, was: Placement, chain: number): boolean {
    if (this.keepTime(lifted, was)) return true;
    const cost = lifted.told?.start === was.start ? 1 : 0;
    if (cost > this.movesLeft) return false;
    this.movesLeft -= cost;
    const { request, needs } = lifted;
    const placement = firstPlacement(request, needs, request.earliest, request.deadline, this.limits.gridMs);
    if (placement) this.diary.put(lifted, placement);
    if (placement || (chain > 0 && this.placeByMoving(lifted, chain))) {
      this.locked.push(lifted);
      return true;
    }
    this.movesLeft += cost;
    return false;
  }

  private keepTime(lifted: Appointment, was: Placement): boolean {
    const { start, end, rooms } = was;
    if (!rooms.every((room) => room.isFree(start, end))) return false;
    const interpreters = pickInterpreters(lifted.request, lifted.needs, (calendars) =>
      calendars.filter((one) => one.isFree(start, end)),
    );
    const official = interpreters && this.freeAnOfficial(lifted, start, end, new Set(), LONGEST_SWAP);
    if (!official) return false;
    this.diary.put(lifted, { start, end, official, rooms, interpreters });
    return true;
  }

  private *starts({ request, needs }: Appointment, asks: Asks): Generator<number> {
    const { durationMs, deadline: latest } = request;
    for (let from = onGrid(request.earliest, this.limits.gridMs); ;) {
      const start = commonStart(needs, { from, latest, durationMs }, asks);
      if (start === null) return;
      yield start;
      from = start + this.limits.gridMs;
    }
  }
}

/** For each official who could be had at this start: the placement with the fewest others in its way. */
function* placementsIfCleared({ request, needs }: { request: Appointment['request']; needs: Needs }, start: number) {
  const end = start + request.durationMs;
  const leastHeld = (calendars: readonly Calendar[]): Calendar[] =>
    calendars
      .filter((one) => one.isOpen(start, end))
      .map((one) => ({ one, held: one.holdersDuring(start, end).length }))
      .sort((a, b) => a.held - b.held)
      .map(({ one }) => one);
  const rooms = pickRooms(request, needs, leastHeld);
  const interpreters = pickInterpreters(request, needs, leastHeld);
  if (!rooms || !interpreters) return;
  for (const official of byPreference(needs.officials, request)) {
    if (official.isOpen(start, end)) yield { start, end, official, rooms, interpreters };
  }
}

const holdersIn = (wanted: Placement): Appointment[] => [
  ...new Set(everyCalendar(wanted).flatMap((calendar) => calendar.holdersDuring(wanted.start, wanted.end))),
];
