import { ROLES, type Role } from '@domain/people';
import type { StaffActor } from '../common/actor';
import { mayRecordOutcome, maySeeOutcome } from './outcomes.policy';

const staff = (role: Role, id = 'somebody'): StaffActor => ({
  kind: 'staff',
  id,
  role,
  stationId: null,
  branch: null,
  topics: [],
  displayName: '',
});

describe('an outcome', () => {
  it.each(ROLES)('is recorded by who sat in the host’s chair, and by nobody in their stead: %s', (role) => {
    expect(mayRecordOutcome(staff(role, 'host'), ['host'])).toBe(true);
    expect(mayRecordOutcome(staff(role), ['host'])).toBe(false);
  });

  it.each(ROLES)('of others is read by the duty leader and the auditor: %s', (role) => {
    expect(maySeeOutcome(staff(role), ['host'])).toBe(role === 'dutyLeader' || role === 'auditor');
    expect(maySeeOutcome(staff(role, 'host'), ['host'])).toBe(true);
  });
});
