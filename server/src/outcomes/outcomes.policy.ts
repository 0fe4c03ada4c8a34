import type { StaffActor } from '../common/actor';

/** Who sat in the host's chair answers for what came of it; nobody records it for them. */
export const mayRecordOutcome = (staff: StaffActor, hostIds: readonly string[]): boolean => hostIds.includes(staff.id);

/** The host, the duty leader, and the auditor, who reads all and changes nothing. */
export const maySeeOutcome = (staff: StaffActor, hostIds: readonly string[]): boolean =>
  hostIds.includes(staff.id) || staff.role === 'dutyLeader' || staff.role === 'auditor';
