import { stepOf, type Start, type Target } from './starts';
import { startAt, type Grid } from './timeline';

/** The row and time under a point of the screen: a possible start where there is one, else the time itself. */
export function placeUnder(x: number, y: number, grid: Grid, starts: readonly Start[]): Target | null {
  const under = document.elementsFromPoint(x, y).filter((one) => one instanceof HTMLElement);
  const lane = under.find(({ dataset }) => dataset.lane !== undefined);
  const resourceId = lane?.dataset.lane;
  if (!lane || resourceId === undefined) return null;
  const start = under.find(({ dataset }) => dataset.start !== undefined)?.dataset.start;
  if (start !== undefined) return { startsAt: start, resourceId };
  const { left, width } = lane.getBoundingClientRect();
  const startsAt = startAt((x - left) / Math.max(1, width), Number(lane.dataset.midnight), grid, stepOf(starts));
  return { startsAt, resourceId };
}
