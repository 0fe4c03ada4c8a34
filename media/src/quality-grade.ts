import type { Grade, LineTrouble } from '@contracts/media/signalling';

/** What was measured of one peer's line at one moment. Null where there is nothing to measure. */
export interface LineSample {
  /** Worst score of what the peer sends, 0 to 10, as mediasoup counts it; paused sources left out. */
  sendScore: number | null;
  /** Worst score of what the peer receives, 0 to 10. */
  receiveScore: number | null;
  /** Share of packets lost on the way from the peer, 0 to 1. */
  lossFrom: number;
  /** Share of packets lost on the way to the peer, 0 to 1. */
  lossTo: number;
  /**
   * Between node and browser: the shorter of what RTCP and what the browser measured of the one line. Each is too long
   * where the answer waited in a busy computer, and none is ever too short.
   */
  roundTripMs: number | null;
  /** Share of sound that the browser made up of late, 0 to 1. */
  concealedShare: number | null;
  /** Freezes of pictures since the sample before: those the browser saw, until `Freezes` says whose they are. */
  freezes: number;
  /** The media path is up. */
  pathUp: boolean;
}

export interface Verdict {
  grade: Grade;
  trouble: LineTrouble | null;
  lossShare: number;
  roundTripMs: number | null;
  freezes: number;
}

/** Lost packets: from 3 % on pictures break; beyond 10 % speech lives by concealment, and a person must be told. */
export const POOR_LOSS = 0.03;
export const BAD_LOSS = 0.1;
/** Made-up sound: speech stays intelligible up to 8 % (goal 7 of the measures). */
export const BAD_CONCEALED = 0.08;
/**
 * ITU-T G.114: one way from mouth to ear is good to 150 ms, and to be avoided beyond 400 ms. Half of this round trip,
 * some 100 ms of devices and buffers, and the other person's half line make those at 300 and 600 ms.
 */
const POOR_ROUND_TRIP_MS = 300;
const BAD_ROUND_TRIP_MS = 600;
/** A freeze is what W3C webrtc-stats counts as one (a gap of 150 ms beyond the usual); over some eight seconds. */
const POOR_FREEZES = 1;
const BAD_FREEZES = 3;
/** mediasoup's own score of a stream, which counts what could be repaired as less bad. */
export const POOR_SCORE = 7;
const BAD_SCORE = 4;

const RANK: Readonly<Record<Grade, number>> = { good: 0, poor: 1, bad: 2 };

const grade = (value: number, poor: number, bad: number): Grade =>
  value >= bad ? 'bad' : value >= poor ? 'poor' : 'good';

const worst = (values: readonly number[]): number => Math.max(0, ...values);

/**
 * The word for some recent samples, by the worst of loss, round trip and freezes in any of them, so that a sign does
 * not flicker; `good` where there is none. A path that is down now is `bad` whatever was before.
 */
export function verdictOf(samples: readonly LineSample[]): Verdict {
  const lossShare = worst(samples.flatMap(({ lossFrom, lossTo }) => [lossFrom, lossTo]));
  const roundTrips = samples.flatMap(({ roundTripMs }) => (roundTripMs === null ? [] : [roundTripMs]));
  const roundTripMs = roundTrips.length > 0 ? worst(roundTrips) : null;
  const freezes = samples.reduce((sum, sample) => sum + sample.freezes, 0);
  // On a way that loses nothing it is the speaker's line that is bad, and the speaker's word that says so.
  const concealed = worst(samples.flatMap((one) => (one.lossTo >= POOR_LOSS ? (one.concealedShare ?? []) : [])));
  const score = Math.min(10, ...samples.flatMap((one) => [one.sendScore ?? 10, one.receiveScore ?? 10]));
  const troubles: [LineTrouble, Grade][] = [
    ['cut', samples.at(-1)?.pathUp === false ? 'bad' : 'good'],
    ['loss', grade(lossShare, POOR_LOSS, BAD_LOSS)],
    ['loss', concealed >= BAD_CONCEALED ? 'bad' : 'good'],
    ['loss', grade(-score, -POOR_SCORE, -BAD_SCORE)],
    ['roundTrip', grade(roundTripMs ?? 0, POOR_ROUND_TRIP_MS, BAD_ROUND_TRIP_MS)],
    ['freezes', grade(freezes, POOR_FREEZES, BAD_FREEZES)],
  ];
  // The first of equals is told: a cut explains losses, and losses explain freezes.
  const [trouble, word] = troubles.reduce((most, next) => (RANK[next[1]] > RANK[most[1]] ? next : most));
  return { grade: word, trouble: word === 'good' ? null : trouble, lossShare, roundTripMs, freezes };
}
