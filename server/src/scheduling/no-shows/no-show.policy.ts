import type { StaffActor } from '../../common/actor';
import { isOfStation } from '../../requests/requests.policy';
import { mayPlace, scopeOf } from '../scheduling.policy';

/** Who awaits them: a clerk of one of the stations, the host, or those who plan. */
export const mayMarkNoShow = (staff: StaffActor, scope: ReturnType<typeof scopeOf>, hostId: string | null): boolean =>
  mayPlace(staff) ||
  (staff.role === 'stationClerk' && isOfStation(staff, scope)) ||
  (hostId !== null && staff.id === hostId);
