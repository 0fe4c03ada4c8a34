export type ReasonParams = Readonly<Record<string, string | number>>;

export const ASSIGNED_REASONS = [
  'earliestCommon',
  'preferredTime',
  'sameOfficial',
  'avoiding',
  'fairShare',
  'rearranged',
  'othersMoved',
] as const;
/** Why this official among those free then. */
export const OFFICIAL_CHOICES = ['only', 'same', 'branch', 'fewest', 'specialist', 'equal'] as const;

/**
 * Why this time (`code`) and this official (`params.officialBy`).
 *
 * - `earliestCommon`: the first start at which all are free.
 * - `preferredTime`: the first inside a preferred window.
 * - `sameOfficial`: `waitMinutes` later than the earliest, for the official who saw them before.
 * - `avoiding`: `waitMinutes` later than the earliest, so as to touch no time to be avoided.
 * - `fairShare`: `waitMinutes` later, for an official with less to do (only where `weights.fair` is set).
 * - `rearranged`: others changed official, or requests of which nobody was told shifted; no resident was
 *   disturbed. Params `moved` (0), `swapped` (officials changed), `shifted` (untold ones re-timed).
 * - `othersMoved`: as `rearranged`, and `moved` residents who had been told get another time.
 *
 * Params always there: `officialsFree` (officials who could have taken it then) and `officialBy`:
 * - `only`: no other was free;
 * - `same`: who saw them before;
 * - `branch`: the topic's first branch among those free;
 * - `fewest`: the least of the open week taken; `weekMinutes` booked, and `weekTalks` where known;
 * - `specialist`: equally loaded, and holds the fewest topics, so that a generalist stays free;
 * - `equal`: nothing told them apart.
 */
export interface AssignedReason {
  readonly code: (typeof ASSIGNED_REASONS)[number];
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
  'partiesScreened',
  'roomOutOfOrder',
  'officialRequiredAway',
] as const;
/**
 * What stands in the way. Instants among the params are ISO 8601 in UTC.
 *
 * - `noOfficialFree` { topic, officials }, `noCommonSlot` { topic, officials }
 * - `noRoomFree` { stationId, needed, has, complainedOf }: `complainedOf` is 1 for the station complained of
 * - `noInterpreterFree` { language, needed, has }
 * - `closedUntil` { until }
 * - `noOfficialForTopic` { topic, excluded }
 * - `guardianMissing` {}
 * - `partiesScreened` { stationId }: parties to be kept apart were to sit at one station
 * - `roomOutOfOrder` { stationId, needed, has }: with the broken ones there would be enough
 * - `officialRequiredAway` { officialId }: who must go on with it is not free in time, or may not host it
 */
export interface NoSlotReason {
  readonly code: (typeof NO_SLOT_REASONS)[number];
  readonly params: ReasonParams;
}
