import type { Appointment, Calendar, Placement } from './appointment';
import { officialsFreeAt } from './common-start';
import { claimAt, pickInterpreters, pickRooms } from './choice';
import type { Diary } from './diary';
import { byPreference, firstChoice } from './officials';
import type { Claim } from './resource-calendar';

/** How many officials may change along one chain. */
const LONGEST_CHAIN = 6;
/** Officials looked at for one claim, and asked at each link of a chain: bounds where a topic has hundreds. */
const MOST_VISITS = 3000;
const MOST_ASKED = 48;

/** Finds an official for a time by letting officials change places; no resident is disturbed by that. */
export class OfficialSwap {
  private visits = 0;

  constructor(private readonly diary: Diary) {}

  /**
   * An official for this time: one who is free, or one whose appointments can each be given to another
   * official at the same time, in the same rooms. Nothing has changed when it returns null.
   */
  free(appointment: Appointment, claim: Claim): Calendar | null {
    this.visits = MOST_VISITS;
    return this.find(appointment, claim, new Set(), LONGEST_CHAIN);
  }

  private find({ request, needs }: Appointment, claim: Claim, asked: Set<Calendar>, chain: number): Calendar | null {
    const best = firstChoice(
      officialsFreeAt(needs, claim).filter((one) => !asked.has(one)),
      request,
    );
    this.visits -= needs.officials.length;
    if (best || chain === 0 || this.visits <= 0) return best;
    const able = firstFew(needs.officials, (one) => !asked.has(one) && one.isOpen(claim)).sort(byPreference(request));
    for (const official of able) {
      if (this.visits <= 0) return null;
      asked.add(official);
      const mark = this.diary.mark();
      const given = official.holdersDuring(claim).every((holder) => {
        const held = holder.placement!;
        const other = this.find(holder, held, asked, chain - 1);
        if (other) this.diary.put(holder, { ...held, official: other });
        return other !== null;
      });
      if (given) return official;
      this.diary.rollBack(mark);
    }
    return null;
  }
}

/** The first usable ones in the given order, no more than can be asked. */
export function firstFew(officials: readonly Calendar[], usable: (one: Calendar) => boolean): Calendar[] {
  const few: Calendar[] = [];
  for (const one of officials) {
    if (few.length === MOST_ASKED) break;
    if (usable(one)) few.push(one);
  }
  return few;
}

/** Everything for this start, officials changing places if need be; null when that does not help. */
export function placementBySwap(appointment: Appointment, start: number, officials: OfficialSwap): Placement | null {
  const { request, needs } = appointment;
  const claim = claimAt(request, needs, start);
  const rooms = pickRooms(request, needs, (calendars) => calendars.filter((one) => one.isFree(claim)));
  return rooms && placementInRooms(appointment, claim, rooms, officials);
}

/** The same for rooms that are chosen already. */
export function placementInRooms(
  appointment: Appointment,
  { start, end, bufferMs }: Claim,
  rooms: readonly Calendar[],
  officials: OfficialSwap,
): Placement | null {
  const claim = { start, end, bufferMs };
  if (!rooms.every((room) => room.isFree(claim))) return null;
  const { request, needs } = appointment;
  const interpreters = pickInterpreters(request, needs, (calendars) => calendars.filter((one) => one.isFree(claim)));
  const official = interpreters && officials.free(appointment, claim);
  return official && { ...claim, official, rooms, interpreters };
}
