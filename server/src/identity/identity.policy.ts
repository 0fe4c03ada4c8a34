import type { Role } from '@domain/people';
import type { StaffActor } from '../common/actor';

/** Staff of the bureau see every station; staff of a station see their own. */
export const maySeeStation = (staff: StaffActor, stationId: string): boolean =>
  staff.stationId === null || staff.stationId === stationId;

/** Clerks and officers run their own station's room; an admin may pair a screen anywhere. */
export const mayRunStation = (staff: StaffActor, stationId: string | null): boolean =>
  stationId !== null && ((staff.role === 'stationClerk' && staff.stationId === stationId) || staff.role === 'admin');

/** Who looks after the sets of the whole county. */
const COUNTY_ROLES: ReadonlySet<Role> = new Set<Role>(['admin', 'dutyLeader', 'scheduler', 'auditor']);
export const maySeeAllDevices = (staff: StaffActor): boolean => COUNTY_ROLES.has(staff.role);

/** What is to be mended is ticked off by the clerk of the station, the duty leader or an admin. */
export const mayTickOff = (staff: StaffActor, stationId: string): boolean =>
  staff.role === 'admin' || staff.role === 'dutyLeader' || mayRunStation(staff, stationId);
