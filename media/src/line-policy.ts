import type { Source } from '@contracts/media/signalling';
import { BAD_LOSS, BAD_CONCEALED, POOR_LOSS } from './quality-grade';

/**
 * Which pictures a listener is sent, so that sound never waits behind them: `all`; `small`, cameras at their smallest;
 * `readable`, screens and papers only; `none`.
 */
export const PICTURES = ['all', 'small', 'readable', 'none'] as const;
export type Pictures = (typeof PICTURES)[number];

/** One look at the way to a listener. */
export interface WaySample {
  /** Of a clock that only goes forward. */
  atMs: number;
  /** The node's own estimate of what the way carries; null while there is none. */
  availableBps: number | null;
  /** Share of packets lost on the way to the listener, 0 to 1. */
  lossTo: number;
  /** Share of the sound that the listener's browser had to make up, 0 to 1. */
  concealedShare: number | null;
  voices: number;
}

export interface LineState {
  readonly pictures: Pictures;
  /** Since when every sample was bad, or good; null where the last one was neither. */
  readonly badSinceMs: number | null;
  readonly goodSinceMs: number | null;
  /** How long the line must hold before more is tried; doubled each time a try fails. */
  readonly patienceMs: number;
  /** When more was last tried, so that a try that fails soon is known for one. */
  readonly triedAtMs: number | null;
}

/** Opus speaks well at 32 kbit/s; with headers, FEC and feedback some 48. */
const VOICE_BPS = 48_000;
/** The smallest of the three layers that the browsers send (client/src/rtc/sending.ts). */
const SMALL_PICTURE_BPS = 150_000;
/** Two looks in a row: a single bad one is a passing cloud. */
const BAD_FOR_MS = 2_000;
const PATIENCE_MS = 5_000;
/** A line that is well again has its faces back within about half a minute. */
const MOST_PATIENCE_MS = 20_000;
/** All pictures for so long, and what failed before is forgotten. */
const FORGIVEN_AFTER_MS = 60_000;
const TRY_FAILED_WITHIN_MS = 20_000;
/** After a step back the estimate is given so long to grow; meanwhile mediasoup holds back what it does not carry. */
const GROWS_FOR_MS = 12_500;
/** What was counted of pictures before they were taken away is still in the first look after a step back. */
const STALE_FOR_MS = 4_000;
/** From bad to well again there is a way to go, so that it does not swing. */
const CALM_LOSS = 0.05;

export const FIRST_STATE: LineState = {
  pictures: 'all',
  badSinceMs: null,
  goodSinceMs: null,
  patienceMs: PATIENCE_MS,
  triedAtMs: null,
};

/** A way that has just been made: its estimate begins low, whatever it carries, and grows with what is sent. */
export const firstState = (atMs: number): LineState => ({ ...FIRST_STATE, triedAtMs: atMs });

/**
 * The way was cut and is back: what it carries is not known yet, and what was lost in the cut tells nothing of it.
 * What is sent stays as it was, on trial.
 */
export const afterCut = (state: LineState, atMs: number): LineState => ({
  ...state,
  badSinceMs: null,
  goodSinceMs: null,
  triedAtMs: atMs,
});

/** Sound that had to be made up tells of this way only where this way loses; else the speaker's own line is bad. */
const concealed = ({ concealedShare, lossTo }: WaySample): boolean =>
  lossTo >= POOR_LOSS && (concealedShare ?? 0) >= BAD_CONCEALED;

/** One small picture and the voices find room, as far as is known. */
export const carries = ({ availableBps, voices }: Pick<WaySample, 'availableBps' | 'voices'>): boolean =>
  availableBps === null || availableBps >= VOICE_BPS * Math.max(1, voices) + SMALL_PICTURE_BPS;

/** With so little room a try may be what fills the line. */
const isNarrow = ({ availableBps, voices }: WaySample): boolean =>
  availableBps !== null && availableBps < 2 * (VOICE_BPS * Math.max(1, voices) + SMALL_PICTURE_BPS);

/**
 * Sound itself is in danger: it is lost, or one small picture and the voices are more than the way carries. The
 * estimate counts only while pictures are sent, for it grows only with what is sent, and not at once.
 */
function isBad({ pictures, triedAtMs }: LineState, sample: WaySample): boolean {
  const { lossTo, atMs } = sample;
  const sinceTryMs = triedAtMs === null ? Infinity : atMs - triedAtMs;
  // More is tried only on a calm line: where it is narrow, what is lost from then on is the doing of the try.
  const suspect = sinceTryMs <= TRY_FAILED_WITHIN_MS && isNarrow(sample);
  const most = suspect ? CALM_LOSS : BAD_LOSS;
  // Where there is room, what is lost is not lost to a small picture: less of it would help nobody.
  const helps = pictures === 'all' || isNarrow(sample);
  if (helps && sinceTryMs >= STALE_FOR_MS && (lossTo >= most || concealed(sample))) return true;
  const growing = sinceTryMs < GROWS_FOR_MS;
  return !withoutCameras(pictures) && !growing && !carries(sample);
}

const withoutCameras = (pictures: Pictures): boolean => pictures === 'readable' || pictures === 'none';

const step = (pictures: Pictures, by: 1 | -1): Pictures => PICTURES[PICTURES.indexOf(pictures) + by] ?? pictures;

/** What the next sample makes of it. Pictures go step by step, the first at once, and come back the same way. */
export function nextState(state: LineState, sample: WaySample): LineState {
  const { atMs } = sample;
  if (isBad(state, sample)) {
    const since = state.badSinceMs ?? atMs;
    const failed = state.triedAtMs !== null && atMs - state.triedAtMs <= TRY_FAILED_WITHIN_MS;
    // A try that hurts is over with the first bad look that counts.
    const due = failed || state.pictures === 'all' || (state.badSinceMs !== null && atMs - since >= BAD_FOR_MS);
    if (!due || state.pictures === 'none') return { ...state, badSinceMs: since, goodSinceMs: null };
    const patienceMs = failed ? Math.min(state.patienceMs * 2, MOST_PATIENCE_MS) : state.patienceMs;
    // The next step down takes a full time of its own.
    return {
      pictures: step(state.pictures, 1),
      badSinceMs: atMs,
      goodSinceMs: null,
      patienceMs,
      triedAtMs: failed ? null : state.triedAtMs,
    };
  }
  const calm = sample.lossTo < CALM_LOSS && (withoutCameras(state.pictures) || carries(sample));
  if (!calm) return { ...state, badSinceMs: null, goodSinceMs: null };
  const since = state.goodSinceMs ?? atMs;
  const held = { ...state, badSinceMs: null, goodSinceMs: since };
  if (state.pictures === 'all') return atMs - since >= FORGIVEN_AFTER_MS ? { ...held, patienceMs: PATIENCE_MS } : held;
  if (atMs - since < state.patienceMs) return held;
  return { ...held, pictures: step(state.pictures, -1), goodSinceMs: atMs, triedAtMs: atMs };
}

/** Whether a source reaches a listener who is sent these pictures. Sound always does. */
export const reaches = (source: Source, pictures: Pictures): boolean => {
  if (source === 'microphone') return true;
  return source === 'camera' ? !withoutCameras(pictures) : pictures !== 'none';
};

/** Of a listener's pictures, what is to be read comes before faces; sound is not weighed against them at all. */
export const priorityOf = (source: Source): number => (source === 'screen' || source === 'document' ? 10 : 1);
