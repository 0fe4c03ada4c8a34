import type { StaffActor } from '../common/actor';

/** A follow-up as permissions see it. `hostIds`: staff who hosted any session of the request. */
export interface FollowedUpMatter {
  readonly stationId: string;
  readonly kind: string;
  readonly firstContactOwnerId: string | null;
  readonly hostIds: readonly string[];
}

/** Never rated in front of the hosting officer (DOMAIN §4): who hosted neither asks for a rating nor learns of one. */
export const mayLearnOfRating = (staff: StaffActor, hostIds: readonly string[]): boolean => !hostIds.includes(staff.id);

/** The host of the matter, and the one who first took it in (首接责任), answer for it. */
export const isOwnMatter = (staff: StaffActor, matter: FollowedUpMatter): boolean =>
  matter.hostIds.includes(staff.id) || matter.firstContactOwnerId === staff.id;

/** A clerk follows up the parties of the own station. */
const isOfOwnStation = (staff: StaffActor, matter: FollowedUpMatter): boolean =>
  staff.role === 'stationClerk' && staff.stationId === matter.stationId;

/** A contact after a low rating tells that there was one: it is hidden from the host, even from a leader who hosted. */
const tellsOfRating = (matter: FollowedUpMatter): boolean => matter.kind === 'lowRating';

const isHiddenFrom = (staff: StaffActor, matter: FollowedUpMatter): boolean =>
  tellsOfRating(matter) && !mayLearnOfRating(staff, matter.hostIds);

/** The clerk of the station, the official of the case, the duty leader. */
export const mayFollowUp = (staff: StaffActor, matter: FollowedUpMatter): boolean =>
  !isHiddenFrom(staff, matter) &&
  staff.role !== 'auditor' &&
  staff.role !== 'admin' &&
  (isOfOwnStation(staff, matter) || isOwnMatter(staff, matter) || staff.role === 'dutyLeader');

/** Whoever may do it; and the auditor, who reads all and changes nothing. */
export const maySeeFollowUp = (staff: StaffActor, matter: FollowedUpMatter): boolean =>
  mayFollowUp(staff, matter) || (staff.role === 'auditor' && !isHiddenFrom(staff, matter));

/** What is on one's own list: a clerk's station, everybody else's own matters. */
export const isMine = (staff: StaffActor, matter: FollowedUpMatter): boolean =>
  isOfOwnStation(staff, matter) || isOwnMatter(staff, matter);
