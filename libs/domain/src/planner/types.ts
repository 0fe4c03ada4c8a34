import type { Interval } from '../interval';

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
   * (with whatever buffer is wanted around those). Time held by `existing` ones counts as free here.
   */
  readonly free: readonly Interval[];
  /**
   * Normalized. Open hours before any booking; only to tell "closed" from "taken" in a reason. Where
   * absences are taken out of it, an absence counts as closed.
   */
  readonly open: readonly Interval[];
  /** Time already booked this week in milliseconds, `existing` left out. Default 0. */
  readonly loadMs?: number;
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
  /** Most attempts at rearranging for one request; bounds the time, not the result's validity. Default 300. */
  readonly searchLimit?: number;
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

export type ReasonParams = Readonly<Record<string, string | number>>;

export const ASSIGNED_REASONS = ['earliestCommon', 'preferredTime', 'rearranged', 'othersMoved'] as const;
/**
 * `earliestCommon` and `preferredTime` found room as things stood; for `rearranged` officials were
 * swapped, or other requests of this same plan shifted, so nobody was disturbed who had been told.
 */
export interface AssignedReason {
  readonly code: (typeof ASSIGNED_REASONS)[number];
  /** `officialsFree`: officials who could have taken it; `moved`: residents whose time was moved for it. */
  readonly params: ReasonParams;
}

export const NO_SLOT_REASONS = [
  'noOfficialFree',
  'noRoomFree',
  'noInterpreterFree',
  'noCommonSlot',
  'closedUntil',
  'noOfficialForTopic',
  'guardianMissing',
] as const;
export interface NoSlotReason {
  readonly code: (typeof NO_SLOT_REASONS)[number];
  /** Instants among the params are ISO 8601 in UTC. */
  readonly params: ReasonParams;
}

export type PlanOutcome =
  | ({ readonly kind: 'assigned'; readonly requestId: string; readonly reason: AssignedReason } & Slot)
  | {
      readonly kind: 'noSlot';
      readonly requestId: string;
      readonly reason: NoSlotReason;
      /** The first start after the deadline that would work, within the horizon; else null. */
      readonly nextStart: number | null;
    };

/** An `existing` appointment that must change for the plan to hold. `official` disturbs no resident. */
export interface PlanMove {
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
