import type { StaffActor } from '../../common/actor';
import { seesWholeCounty } from '../../requests/requests.policy';

/** Its clerks run a station's queue; the duty leader in their stead. */
export const mayRunQueue = (staff: StaffActor, stationId: string): boolean =>
  (staff.role === 'stationClerk' && staff.stationId === stationId) || staff.role === 'dutyLeader';

/** An official may call whoever they can host; a clerk calls for whichever official is free. */
export const mayCall = (staff: StaffActor, stationId: string): boolean =>
  mayRunQueue(staff, stationId) || staff.role === 'official';

export const maySeeQueue = (staff: StaffActor, stationId: string): boolean =>
  mayCall(staff, stationId) || seesWholeCounty(staff);

/** An official learns only of those whose matter they could host. */
export const mayRead = (staff: StaffActor, { topic }: { readonly topic: string }): boolean =>
  staff.role !== 'official' || staff.topics.some((one) => one === topic);
