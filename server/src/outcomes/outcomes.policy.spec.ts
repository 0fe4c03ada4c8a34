import { ROLES } from '@domain/people';
import { staffActor as staff } from '../../../test/support/staff-actor';
import { mayRecordOutcome, maySeeOutcome } from './outcomes.policy';

describe('an outcome', () => {
  it.each(ROLES)('is recorded by who sat in the host’s chair, and by nobody in their stead: %s', (role) => {
    expect(mayRecordOutcome(staff(role, { id: 'host' }), ['host'])).toBe(true);
    expect(mayRecordOutcome(staff(role), ['host'])).toBe(false);
  });

  it.each(ROLES)('of others is read by the duty leader and the auditor: %s', (role) => {
    expect(maySeeOutcome(staff(role), ['host'])).toBe(role === 'dutyLeader' || role === 'auditor');
    expect(maySeeOutcome(staff(role, { id: 'host' }), ['host'])).toBe(true);
  });
});
