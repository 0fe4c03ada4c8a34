import type { Interval } from '../interval';
import type { AssignedReason, NoSlotReason } from './reasons';

export * from './reasons';

/** Time of a resource that is given away already and that this plan cannot change. */
export interface FixedBooking extends Interval {
  /** What this booking wants kept free on either side of it. Default: the plan's `bufferMs`. */
  readonly bufferMs?: number;
}

/** What is booked together or not at all. A spare `device` is never chosen by the planner. */
export interface PlanResource {
  readonly id: string;
  readonly kind: 'room' | 'official' | 'interpreter' | 'device';
  /** Rooms: where it is. Officials: their own station, null at the bureau. */
  readonly stationId?: string | null;
  /** Officials: topics they may host. */
  readonly topics?: readonly string[];
  readonly branch?: string | null;
  /** Interpreters: languages they interpret. */
  readonly languages?: readonly string[];
  /**
   * Normalized. Open hours, less absences, less what is reserved by appointments *outside* `existing`
   * (with whatever buffer is wanted around those, unless they are given in `busy`). Time held by
   * `existing` ones counts as free here.
   */
  readonly free: readonly Interval[];
  /**
   * Normalized. Open hours before any booking; only to tell "closed" from "taken" in a reason. Where
   * absences are taken out of it, an absence counts as closed.
   */
  readonly open: readonly Interval[];
  /** Time already booked this week in milliseconds, `existing` left out. Default 0. */
  readonly loadMs?: number;
  /**
   * Officials: time open this week in milliseconds. Fairness compares `loadMs / openMs`, so that someone
   * back from leave, with few open hours, is not flooded. Default 40 hours.
   */
  readonly openMs?: number;
  /** Officials: appointments already booked this week, `existing` left out; only to be said in a reason. */
  readonly talks?: number;
  /** Rooms: camera, microphone or line is known to be broken. Nothing new is placed here. */
  readonly outOfOrder?: boolean;
  /**
   * Normalized. Bookings outside `existing`, needed only where buffers are wanted: the gap is measured
   * from the end of one to the start of the next, and is the larger of the two wishes, never their sum.
   */
  readonly busy?: readonly FixedBooking[];
}

/** One request that needs a slot. Instants are epoch milliseconds. */
export interface PlanRequest {
  readonly id: string;
  /** One entry a party, side A first; the same id twice asks for two rooms at one station. */
  readonly stationIds: readonly string[];
  readonly topic: string;
  /** Branches to be asked first, in this order; officials of any other branch come after them. */
  readonly branches?: readonly string[];
  readonly durationMs: number;
  /** No start before this. */
  readonly earliest: number;
  /** No start after this. */
  readonly deadline: number;
  /** One interpreter for each entry. */
  readonly interpreterLanguages?: readonly string[];
  readonly excludedOfficialIds?: readonly string[];
  /** Stations complained of: neither their rooms nor their officials serve this request. */
  readonly excludedStationIds?: readonly string[];
  /** Parties who must not meet: never both at one station. */
  readonly screened?: boolean;
  /** Who saw them before. Taken where that costs no more than `weights.sameOfficial` allows. */
  readonly preferredOfficialId?: string | null;
  /** An adjourned talk: `preferredOfficialId` hosts it, or nobody. */
  readonly officialRequired?: boolean;
  /** Normalized. Softly avoided: travel, market days. A slot that touches none of these is preferred. */
  readonly avoid?: readonly Interval[];
  /**
   * Kept free before and after this one on each of its resources, measured end to start; between two
   * neighbours the larger wish counts, never the sum. Default: the plan's `bufferMs`.
   */
  readonly bufferMs?: number;
  /** Wishes: a slot wholly inside one of these is taken before any other. Any order. */
  readonly preferred?: readonly Interval[];
  /** Higher goes first among equal deadlines. Default 0. */
  readonly priority?: number;
  /** A minor whose guardian is not named (§181): never placed. */
  readonly guardianMissing?: boolean;
}

/**
 * An appointment that holds time but may still be moved: not yet confirmed by the resident. It is never
 * moved before its request's `earliest`, so that is where to say how soon a resident can be asked to come.
 */
export interface MovableAppointment {
  readonly request: PlanRequest;
  readonly start: number;
  readonly officialId: string;
  readonly roomIds: readonly string[];
  readonly interpreterIds: readonly string[];
  /** False where nobody has been told of it yet: it then moves freely, and is counted apart. Default true. */
  readonly told?: boolean;
  /** False for one that was confirmed: its time and rooms stay, only its official may be swapped. Default true. */
  readonly mayMove?: boolean;
}

/**
 * What one thing is worth against another, in minutes that a resident would wait for it. `earliest` is
 * the measure itself: a slot an hour later costs 60.
 */
export interface PlanWeights {
  /** A slot wholly inside a preferred window. Default: before everything else. */
  readonly preferredTime: number;
  /** The official who saw them before. Default 120. */
  readonly sameOfficial: number;
  /** A slot that touches nothing to be avoided. Default 240. */
  readonly avoid: number;
  /** An official with nothing this week rather than one with a full week. Default 0: only among equal starts. */
  readonly fair: number;
  /** Officials changing places so that somebody comes so much sooner. Default: only where there is no slot otherwise. */
  readonly swap: number;
}

export interface PlanOptions {
  /** Starts fall on multiples of this since the epoch. Default 10 minutes. */
  readonly gridMs?: number;
  /** Kept free between two appointments of one resource. Default 0. */
  readonly bufferMs?: number;
  /** How many residents may be moved to place one request. Default 3; 0 only swaps officials. */
  readonly maxMoves?: number;
  /** How far past the deadline `nextStart` is looked for. Default 14 days. */
  readonly horizonMs?: number;
  /** Most attempts at rearranging for one request; bounds the time, not the result's validity. Default 300; 0 never rearranges. */
  readonly searchLimit?: number;
  /** Soft wishes against waiting; those left out have their default. */
  readonly weights?: Partial<PlanWeights>;
}

export interface PlanInput extends PlanOptions {
  readonly requests: readonly PlanRequest[];
  readonly resources: readonly PlanResource[];
  readonly existing?: readonly MovableAppointment[];
}

export interface Slot {
  readonly start: number;
  readonly end: number;
  readonly officialId: string;
  /** In the order of `stationIds`. */
  readonly roomIds: readonly string[];
  /** In the order of `interpreterLanguages`. */
  readonly interpreterIds: readonly string[];
}

export interface Unplaced {
  readonly kind: 'noSlot';
  readonly requestId: string;
  readonly reason: NoSlotReason;
  /** The first start after the deadline that would work, within the horizon; else null. */
  readonly nextStart: number | null;
}

export type PlanOutcome =
  ({ readonly kind: 'assigned'; readonly requestId: string; readonly reason: AssignedReason } & Slot) | Unplaced;

/** An `existing` appointment that must change for the plan to hold. `official` disturbs no resident. */
export interface PlanMove {
  /** False where nobody had been told of `from`. */
  readonly told: boolean;
  readonly requestId: string;
  readonly kind: 'official' | 'time';
  readonly from: Slot;
  readonly to: Slot;
}

export interface PlanResult {
  /** One for each request, in the order given. */
  readonly results: readonly PlanOutcome[];
  /** Sorted by request id. */
  readonly moves: readonly PlanMove[];
}

/** A start that could be had. `withinDeadline` is false for one after the request's deadline. */
export interface OfferedSlot extends Slot {
  readonly withinDeadline: boolean;
}
