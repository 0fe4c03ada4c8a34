import type { RecordingScope } from '@contracts/media/recording';
import type { StaffActor } from '../common/actor';

/** Legal officers (法制) decide what is evidence. */
const isLegal = (staff: StaffActor): boolean =>
  staff.branch === 'legal' && (staff.role === 'official' || staff.role === 'branchExpert');

const isHost = (staff: StaffActor, hostIds: readonly string[]): boolean =>
  staff.role !== 'admin' && hostIds.includes(staff.id);

/**
 * Looks at a recording: who hosted the call, and the auditor, all of it; the duty leader what everybody in
 * the call heard. What was said in a caucus stays between them, and an admin sees no case content at all.
 */
export const mayOpenRecording = (staff: StaffActor, hostIds: readonly string[], scope: RecordingScope): boolean =>
  isHost(staff, hostIds) || staff.role === 'auditor' || (staff.role === 'dutyLeader' && scope === 'plenary');

/** Learns that there is a recording, how long it is kept, and what went wrong. */
export const maySeeSummary = (staff: StaffActor, hostIds: readonly string[]): boolean =>
  isHost(staff, hostIds) || staff.role === 'dutyLeader' || staff.role === 'auditor' || isLegal(staff);

/** Marks a moment: only who hosted. */
export const mayBookmark = isHost;

/** Holds a recording as evidence: whoever may need it. */
export const mayHold = (staff: StaffActor, hostIds: readonly string[]): boolean =>
  isHost(staff, hostIds) || staff.role === 'dutyLeader' || isLegal(staff);

/** Lets it go again, or says how long it is kept: nobody who sat in the call as its host, unless on duty for all. */
export const mayRelease = (staff: StaffActor): boolean => staff.role === 'dutyLeader' || isLegal(staff);
export const maySetRetention = mayRelease;

/** Sees every alarm; others those of their own sessions. */
export const seesEveryAlarm = (staff: StaffActor): boolean => staff.role === 'dutyLeader' || staff.role === 'auditor';

export const mayReadFindings = seesEveryAlarm;

/** Sees who looked at a recording and why. */
export const seesAccesses = seesEveryAlarm;

/** Sees how long recordings are kept, what is held, and what the night found; an admin without whose and why. */
export const maySeeKeeping = (staff: StaffActor): boolean => staff.role === 'admin' || seesEveryAlarm(staff);

/** Sets for how long the bureau keeps recordings. */
export const maySetKeepingRules = (staff: StaffActor): boolean => staff.role === 'admin';

/** Has stored and expected compared now; the answer is numbers. */
export const mayReconcile = (staff: StaffActor): boolean => staff.role === 'admin' || staff.role === 'auditor';
