import type { Appointment, Calendar, Needs, Placement } from './appointment';
import { claimAt, firstPlacement, pickInterpreters, pickRooms, reachOf } from './choice';
import { asItStands, commonStart, ifAllMoved, type Asks } from './common-start';
import { everyCalendar, type Diary } from './diary';
import { firstFew, OfficialSwap, placementBySwap, placementInRooms } from './official-swap';
import { byPreference } from './officials';

export interface Limits {
  readonly gridMs: number;
  /** Residents who may be moved for one appointment; no more than there are appointments told to anyone. */
  readonly mostMoves: number;
  readonly searchLimit: number;
}

/** How many appointments may change in one chain. */
const LONGEST_CHAIN = 3;
/** A plan may use up so many whole searches; after that only officials are swapped. */
const SEARCHES_IN_ALL = 100;

const OFFICIALS_MAY_CHANGE: Asks = { rooms: asItStands, officials: ifAllMoved, interpreters: asItStands };
const ALL_MAY_CHANGE: Asks = { rooms: ifAllMoved, officials: ifAllMoved, interpreters: ifAllMoved };

/** What was changed to place one appointment. */
export interface Rearrangement {
  /** Residents who had been told, and get another time. */
  readonly moved: number;
  /** Appointments that keep their time and get another official. */
  readonly swapped: number;
  /** Appointments of which nobody had been told, and that get another time. */
  readonly shifted: number;
}

/**
 * Makes room for an appointment where none is left: an augmenting path over the diary. First officials
 * are swapped, which disturbs nobody; then other appointments are re-timed within their own deadlines,
 * those first of which nobody was told, then as few of the told ones as possible. Either the
 * appointment is placed and all others still are, or nothing has changed.
 */
export class Rearranger {
  private readonly officials: OfficialSwap;
  private attempts = 0;
  private attemptsInAll: number;
  private movesLeft = 0;
  /** Placed along the chain now tried; must stay where they are. */
  private readonly locked: Appointment[] = [];

  constructor(
    private readonly diary: Diary,
    private readonly limits: Limits,
  ) {
    this.officials = new OfficialSwap(diary);
    this.attemptsInAll = limits.searchLimit * SEARCHES_IN_ALL;
  }

  /** What was changed, or null when nothing helps. */
  place(appointment: Appointment): Rearrangement | null {
    if (this.limits.searchLimit === 0) return null;
    const mark = this.diary.mark();
    if (this.placeBySwap(appointment)) return this.changesSince(mark, appointment, 0);
    for (let moves = 0; moves <= this.limits.mostMoves; moves += 1) {
      // Shallow before deep, so that one hopeless branch does not use up what the others need.
      for (let chain = Math.max(1, moves); chain <= LONGEST_CHAIN; chain += 1) {
        this.attempts = this.limits.searchLimit;
        this.movesLeft = moves;
        this.locked.length = 0;
        if (this.placeByMoving(appointment, chain)) return this.changesSince(mark, appointment, moves - this.movesLeft);
      }
    }
    return null;
  }

  private changesSince(mark: number, placed: Appointment, moved: number): Rearrangement {
    let swapped = 0;
    let shifted = 0;
    for (const [appointment, was] of this.diary.since(mark)) {
      if (appointment === placed || !was) continue;
      if (appointment.placement?.start !== was.start) shifted += 1;
      else if (appointment.placement.official !== was.official) swapped += 1;
    }
    return { moved, swapped, shifted: Math.max(0, shifted - moved) };
  }

  /** Places it by changing officials alone, at a start before `latest`; null when that cannot be done. */
  placeSooner(appointment: Appointment, latest: number): Rearrangement | null {
    if (appointment.request.earliest >= latest) return null;
    const mark = this.diary.mark();
    return this.placeBySwap(appointment, latest) ? this.changesSince(mark, appointment, 0) : null;
  }

  /** Places it by changing officials alone, at the first start that this allows. */
  placeBySwap(appointment: Appointment, before = Infinity): boolean {
    for (const start of this.starts(appointment, OFFICIALS_MAY_CHANGE)) {
      if (start >= before) return false;
      const placement = placementBySwap(appointment, start, this.officials);
      if (!placement) continue;
      this.diary.put(appointment, placement);
      return true;
    }
    return false;
  }

  private placeByMoving(appointment: Appointment, chain: number): boolean {
    for (const start of this.starts(appointment, ALL_MAY_CHANGE)) {
      for (const wanted of placementsIfCleared(appointment, start)) {
        if (this.attempts <= 0 || this.attemptsInAll <= 0) return false;
        this.attempts -= 1;
        this.attemptsInAll -= 1;
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
    const cost = lifted.costOfLeaving(was);
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

  /** The same time in the same rooms, with whichever official and interpreters can be had. */
  private keepTime(lifted: Appointment, was: Placement): boolean {
    const placement = placementInRooms(lifted, was, was.rooms, this.officials);
    if (placement) this.diary.put(lifted, placement);
    return placement !== null;
  }

  private *starts({ request, needs }: Appointment, asks: Asks): Generator<number> {
    const reach = reachOf(request, needs, this.limits.gridMs);
    for (let { from } = reach; ;) {
      const start = commonStart(needs, { ...reach, from }, asks);
      if (start === null) return;
      yield start;
      from = start + this.limits.gridMs;
    }
  }
}

/** For each official who could be had at this start: the placement with the fewest others in its way. */
function* placementsIfCleared({ request, needs }: { request: Appointment['request']; needs: Needs }, start: number) {
  const claim = claimAt(request, needs, start);
  const leastHeld = (calendars: readonly Calendar[]): Calendar[] =>
    calendars
      .filter((one) => one.isOpen(claim))
      .map((one) => ({ one, held: one.holdersDuring(claim).length }))
      .sort((a, b) => a.held - b.held)
      .map(({ one }) => one);
  const rooms = pickRooms(request, needs, leastHeld);
  const interpreters = pickInterpreters(request, needs, leastHeld);
  if (!rooms || !interpreters) return;
  for (const official of firstFew(needs.officials, (one) => one.isOpen(claim)).sort(byPreference(request))) {
    yield { ...claim, official, rooms, interpreters };
  }
}

const holdersIn = (wanted: Placement): Appointment[] => [
  ...new Set(everyCalendar(wanted).flatMap((calendar) => calendar.holdersDuring(wanted))),
];
