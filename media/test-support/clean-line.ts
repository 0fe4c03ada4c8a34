import type { LineSample } from '../src/quality-grade';

/** A line that loses nothing, 40 ms there and back. */
export const CLEAN_LINE: LineSample = {
  sendScore: 10,
  receiveScore: 10,
  lossFrom: 0,
  lossTo: 0,
  roundTripMs: 40,
  concealedShare: 0,
  freezes: 0,
  pathUp: true,
};
