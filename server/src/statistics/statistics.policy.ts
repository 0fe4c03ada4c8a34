import type { StaffActor } from '../common/actor';

const COUNTY_WIDE: ReadonlySet<StaffActor['role']> = new Set(['scheduler', 'dutyLeader', 'bureauLeader', 'auditor']);

/** Leaders, schedulers and auditors see the county; a clerk sees the own station. Nobody sees persons here. */
export const maySeeFigures = (staff: StaffActor, stationId: string | null): boolean =>
  COUNTY_WIDE.has(staff.role) || (staff.role === 'stationClerk' && stationId !== null && staff.stationId === stationId);
