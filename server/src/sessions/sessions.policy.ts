import { DomainError } from '@domain/errors';
import type { Role } from '@domain/people';
import type { StaffActor } from '../common/actor';

/** Roles that may sit in the host's chair; whose chair it is, the appointment says. */
export const HOSTING_ROLES: ReadonlySet<Role> = new Set<Role>([
  'official',
  'branchExpert',
  'peoplesMediator',
  'dutyLeader',
  'bureauLeader',
]);

/** Only a clerk of the station into whose room the party walks. */
export const mayCheckIn = (staff: StaffActor, stationId: string): boolean =>
  staff.role === 'stationClerk' && staff.stationId === stationId;

/** The official of the appointment; the duty leader in their stead. */
export const mayHost = (staff: StaffActor, officialId: string): boolean =>
  HOSTING_ROLES.has(staff.role) && (staff.id === officialId || staff.role === 'dutyLeader');

/** Whoever may host a talk of their own may be asked into another's, to advise or to interpret. */
export const mayBeGuest = (role: string): boolean => ([...HOSTING_ROLES] as string[]).includes(role);

/** Whoever may host it, and the auditor, who reads all and changes nothing. */
export const maySeeSession = (staff: StaffActor, officialId: string): boolean =>
  mayHost(staff, officialId) || staff.role === 'auditor';

/** An official's desk holds their own appointments; the duty leader's and the auditor's all of the day. */
export const seesEveryDesk = (staff: StaffActor): boolean => staff.role === 'dutyLeader' || staff.role === 'auditor';

/** Whoever reads all learns that there is nothing; nobody else learns whether a record exists. */
export const refusalFor = (staff: StaffActor, record: unknown): DomainError =>
  new DomainError(record === null && seesEveryDesk(staff) ? 'NOT_FOUND' : 'NOT_YOURS');
