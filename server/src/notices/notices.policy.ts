import type { StaffActor } from '../common/actor';
import { mayServeParty, seesWholeCounty } from '../requests/requests.policy';

/** Where a notice belongs: the station that took the request in, and its party's own. */
export interface NoticePlace {
  readonly stationId: string;
  readonly partyStationId: string;
}

/** The words that go out to residents are the scheduler's and the admin's. */
export const mayEditTemplates = (staff: StaffActor): boolean => staff.role === 'scheduler' || staff.role === 'admin';

/** Whoever plans looks after the whole county; a clerk after the own station's people. */
export const minds = (staff: StaffActor, { stationId, partyStationId }: NoticePlace): boolean =>
  mindsCounty(staff) || mayServeParty(staff, { stationId, partyStationIds: [partyStationId] }, partyStationId);

export const mindsCounty = (staff: StaffActor): boolean => staff.role === 'scheduler' || staff.role === 'dutyLeader';

/** 告知证明 is for those who see the whole county, and for the clerks of the request's stations. */
export const mayProve = (staff: StaffActor, stationIds: readonly string[]): boolean =>
  seesWholeCounty(staff) ||
  (staff.role === 'stationClerk' && staff.stationId !== null && stationIds.includes(staff.stationId));
