import { DAY_MS, MINUTE_MS } from '../local-time';

export const GRID_MS = 10 * MINUTE_MS;
/** How far ahead a later slot is looked for when the promise cannot be kept. */
export const HORIZON_MS = 14 * DAY_MS;
