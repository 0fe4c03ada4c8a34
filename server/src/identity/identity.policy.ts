import type { StaffActor } from '../common/actor';

/** Staff of the bureau see every station; staff of a station see their own. */
export const maySeeStation = (staff: StaffActor, stationId: string): boolean =>
  staff.stationId === null || staff.stationId === stationId;

/** Clerks and officers run their own station's room; an admin may pair a screen anywhere. */
export const mayRunStation = (staff: StaffActor, stationId: string | null): boolean =>
  stationId !== null && ((staff.role === 'stationClerk' && staff.stationId === stationId) || staff.role === 'admin');
