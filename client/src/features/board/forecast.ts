import type { Forecast } from '@contracts/http/replan';
import { rankOf } from './lanes';

type Day = Forecast['days'][number];
type BranchDay = Day['branches'][number];

/** A place is half an hour of an official. */
const PLACE_MINUTES = 30;
/** From here a branch is nearly full. */
const NEARLY = 0.85;

export interface Load {
  /** Places, rounded: half an hour each. */
  readonly open: number;
  readonly booked: number;
  readonly expected: number;
  readonly state: 'closed' | 'calm' | 'nearly' | 'over';
}

const placesOf = (minutes: number): number => Math.round(minutes / PLACE_MINUTES);

/**
 * What a branch has to bear on a day: whichever is more, what is booked or what such a weekday brings. `over` when
 * that is more than is open, `nearly` from 85 % on, `closed` when nothing is open and nothing is booked.
 */
export function loadOf({ openMinutes, bookedMinutes, expectedMinutes }: Omit<BranchDay, 'branch'>): Load {
  const load = Math.max(bookedMinutes, expectedMinutes);
  const state =
    openMinutes === 0 && bookedMinutes === 0
      ? 'closed'
      : load > openMinutes
        ? 'over'
        : load >= openMinutes * NEARLY && load > 0
          ? 'nearly'
          : 'calm';
  return { open: placesOf(openMinutes), booked: placesOf(bookedMinutes), expected: placesOf(expectedMinutes), state };
}

/** All branches that appear on any of the days, in the house's order. */
export const branchesOf = ({ days }: Pick<Forecast, 'days'>): string[] =>
  [...new Set(days.flatMap(({ branches }) => branches.map(({ branch }) => branch)))].sort(
    (a, b) => rankOf(a) - rankOf(b),
  );

/** What a branch has on a day; a day on which it does not appear is closed to it. */
export function branchLoad(day: Pick<Day, 'branches'>, branch: string): Load {
  const found = day.branches.find((one) => one.branch === branch);
  return loadOf(found ?? { openMinutes: 0, bookedMinutes: 0, expectedMinutes: 0 });
}

/** Places expected on a day over all branches; null when the forecast does not reach it or nobody works. */
export function expectedOn(forecast: Forecast | undefined, on: string): number | null {
  const day = forecast?.days.find((one) => one.on === on);
  if (!day?.working) return null;
  return placesOf(day.branches.reduce((sum, { expectedMinutes }) => sum + expectedMinutes, 0));
}

/** The rooms of a day. */
export const roomLoad = (day: Pick<Day, 'roomsOpenMinutes' | 'roomsBookedMinutes'>): Load =>
  loadOf({
    openMinutes: day.roomsOpenMinutes,
    bookedMinutes: day.roomsBookedMinutes,
    expectedMinutes: 0,
  });
