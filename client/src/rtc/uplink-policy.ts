/** How much of the camera is sent: all sizes, the smallest, or none, so that the voice is not hurt. */
export type CameraShare = 'full' | 'small' | 'held';

/** What the browser says of the way out, over the last second. Null where it does not say. */
export interface UplinkReading {
  readonly availableKbps: number | null;
  /** Share of the microphone's packets that did not arrive, 0 to 1, as the node last said. */
  readonly voiceLost: number | null;
  /** Share of the microphone's packets that had to be sent again, 0 to 1. */
  readonly voiceResent: number | null;
}

export interface UplinkState {
  readonly share: CameraShare;
  /** Readings in a row that ask for less, or for more. */
  readonly worse: number;
  readonly better: number;
  /** Good readings wanted before the next step up; more after each step up that did not hold. */
  readonly patience: number;
  /** Readings since the last step up. */
  readonly sinceUp: number;
}

/** Less than the voice and the smallest picture at its best. */
const SMALL_NEEDS_KBPS = 150;
/** Below the first, larger pictures only get in each other's way; beyond the second there may be room for them. */
const FULL_KEEPS_KBPS = 180;
const FULL_NEEDS_KBPS = 220;
/** The voice is harmed: so much of it is lost, or came only when sent again over a line that is narrow as well. */
const LOST = 0.08;
const RESENT = 0.08;
/** Readings are a second apart. */
const READINGS_TO_FALL = 2;
const FIRST_PATIENCE = 8;
/** A line that is well again has its picture back within half a minute. */
const LONGEST_PATIENCE = 24;
/** Falls back within so many readings, and the step up is taken for a failed one. */
const TRIAL = 20;
/** After a step up the browser's estimate is given so many readings to grow with what is sent. */
const GROWS_FOR = 10;

export const initialUplink: UplinkState = {
  share: 'full',
  worse: 0,
  better: 0,
  patience: FIRST_PATIENCE,
  sinceUp: TRIAL,
};

/** So many readings after a cut, what was lost in it is still in the counts. */
export const SETTLES_FOR = 6;

/**
 * The line was cut and is back: what it carries is not known yet, and nothing that was counted in the cut tells of
 * it. The camera goes on as before, and the estimate is given its time to grow.
 */
export const afterCut = (state: UplinkState): UplinkState => ({ ...state, worse: 0, better: 0, sinceUp: 0 });

const MORE: Record<CameraShare, CameraShare> = { held: 'small', small: 'full', full: 'full' };

/**
 * What this reading alone would have sent. Of a small picture only the voice's harm tells that it is too much: the
 * browser keeps it within its estimate, which after a narrow stretch grows by a few per cent a second.
 */
function wished({ share, sinceUp }: UplinkState, reading: UplinkReading): CameraShare {
  const room = reading.availableKbps ?? Infinity;
  const resent = room < FULL_NEEDS_KBPS ? (reading.voiceResent ?? 0) : 0;
  const harmed = (reading.voiceLost ?? 0) > LOST || resent > RESENT;
  // Where there is room, what is lost is not lost to the picture: a small one harms nobody.
  if (share !== 'full') return harmed && room < FULL_NEEDS_KBPS ? 'held' : share;
  if (room < SMALL_NEEDS_KBPS && sinceUp >= GROWS_FOR) return 'held';
  return harmed || (room < FULL_KEEPS_KBPS && sinceUp >= GROWS_FOR) ? 'small' : 'full';
}

/** Without a camera a browser does not try how much the line would carry: there only the voice's losses speak. */
function allowsMore(share: CameraShare, { availableKbps, voiceLost }: UplinkReading): boolean {
  if ((voiceLost ?? 0) > 0.03) return false;
  return share === 'held' || availableKbps === null || availableKbps > FULL_NEEDS_KBPS;
}

/**
 * Audio first: two bad readings in a row take the camera down, one where it is small already; it comes back step
 * by step after good readings, and after each relapse only with twice the patience, so that the picture does not
 * flicker.
 */
export function nextUplink(state: UplinkState, reading: UplinkReading): UplinkState {
  const { share } = state;
  const onTrial = state.sinceUp < TRIAL;
  const less = wished(state, reading);
  const worse = less === share ? 0 : state.worse + 1;
  if (worse >= (onTrial || share === 'small' ? 1 : READINGS_TO_FALL)) {
    const patience = onTrial ? Math.min(LONGEST_PATIENCE, state.patience * 2) : state.patience;
    return { share: less, worse: 0, better: 0, patience, sinceUp: TRIAL };
  }
  const sinceUp = Math.min(state.sinceUp + 1, TRIAL);
  const better = worse === 0 && share !== 'full' && allowsMore(share, reading) ? state.better + 1 : 0;
  if (better >= state.patience) return { ...state, share: MORE[share], worse: 0, better: 0, sinceUp: 0 };
  const settled = share === 'full' && sinceUp >= TRIAL && worse === 0;
  return { share, worse, better, sinceUp, patience: settled ? FIRST_PATIENCE : state.patience };
}
