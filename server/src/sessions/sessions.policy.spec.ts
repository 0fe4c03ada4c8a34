import { ROLES, type Role } from '@domain/people';
import { staffActor as staff } from '../../../test/support/staff-actor';
import { mayCheckIn, mayHost, maySeeSession, refusalFor, seesEveryDesk } from './sessions.policy';

type Answers = Record<Role, boolean>;
const only = (...roles: Role[]): Answers =>
  Object.fromEntries(ROLES.map((role) => [role, roles.includes(role)])) as Answers;

describe('checking in', () => {
  const ofStation = only('stationClerk');
  it.each(ROLES)('at the own station: %s', (role) => {
    expect(mayCheckIn(staff(role, { stationId: 'here' }), 'here')).toBe(ofStation[role]);
  });
  it.each(ROLES)('at another station is for nobody: %s', (role) => {
    expect(mayCheckIn(staff(role, { stationId: 'elsewhere' }), 'here')).toBe(false);
  });
});

describe('a session', () => {
  const hosts = only('official', 'branchExpert', 'peoplesMediator', 'dutyLeader', 'bureauLeader');
  it.each(ROLES)('of the own appointment is hosted by who may host at all: %s', (role) => {
    expect(mayHost(staff(role, { id: 'host' }), 'host')).toBe(hosts[role]);
  });

  const stepsIn = only('dutyLeader');
  it.each(ROLES)('of another’s appointment is hosted by the duty leader alone: %s', (role) => {
    expect(mayHost(staff(role), 'host')).toBe(stepsIn[role]);
  });

  const reads = only('dutyLeader', 'auditor');
  it.each(ROLES)('of another’s appointment is read by who watches over all: %s', (role) => {
    expect(maySeeSession(staff(role), 'host')).toBe(reads[role]);
    expect(seesEveryDesk(staff(role))).toBe(reads[role]);
  });

  it.each(ROLES)('that does not exist is missing only for who may know: %s', (role) => {
    expect(refusalFor(staff(role), null).code).toBe(reads[role] ? 'NOT_FOUND' : 'NOT_YOURS');
    expect(refusalFor(staff(role), {}).code).toBe('NOT_YOURS');
  });
});
