import type { Role } from '@domain/people';
import type { StaffActor } from '../../server/src/common/actor';

/** Somebody of this role, of no station and no branch unless told otherwise. */
export const staffActor = (role: Role, change: Partial<StaffActor> = {}): StaffActor => ({
  kind: 'staff',
  id: 'somebody',
  role,
  stationId: null,
  branch: null,
  topics: [],
  displayName: '',
  ...change,
});
