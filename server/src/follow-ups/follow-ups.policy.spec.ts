import { ROLES, type Role } from '@domain/people';
import { staffActor as staff } from '../../../test/support/staff-actor';
import { isMine, mayFollowUp, mayLearnOfRating, maySeeFollowUp, type FollowedUpMatter } from './follow-ups.policy';

const HOST = 'host';
const matter = (change: Partial<FollowedUpMatter> = {}): FollowedUpMatter => ({
  stationId: 'station-1',
  kind: 'week',
  firstContactOwnerId: null,
  hostIds: [HOST],
  ...change,
});

describe('follow-ups', () => {
  const strangers: Record<Role, [see: boolean, act: boolean]> = {
    stationClerk: [false, false],
    official: [false, false],
    branchExpert: [false, false],
    peoplesMediator: [false, false],
    scheduler: [false, false],
    dutyLeader: [true, true],
    bureauLeader: [false, false],
    auditor: [true, false],
    admin: [false, false],
  };
  it.each(ROLES)('of a matter of others: %s', (role) => {
    expect([maySeeFollowUp(staff(role), matter()), mayFollowUp(staff(role), matter())]).toEqual(strangers[role]);
  });

  it('are done by the clerk of the party’s own station, and of no other', () => {
    expect(mayFollowUp(staff('stationClerk', { stationId: 'station-1' }), matter())).toBe(true);
    expect(mayFollowUp(staff('stationClerk', { stationId: 'station-2' }), matter())).toBe(false);
  });

  it('are done by the official who hosted, and by who first took the matter in', () => {
    expect(mayFollowUp(staff('official', { id: HOST }), matter())).toBe(true);
    expect(mayFollowUp(staff('official'), matter({ firstContactOwnerId: 'somebody' }))).toBe(true);
  });

  it('are never done by an admin or an auditor, whatever they own', () => {
    expect(mayFollowUp(staff('admin'), matter({ firstContactOwnerId: 'somebody' }))).toBe(false);
    expect(mayFollowUp(staff('auditor'), matter({ firstContactOwnerId: 'somebody' }))).toBe(false);
  });

  it('after a low rating are hidden from the host, also from a duty leader who hosted', () => {
    const low = matter({ kind: 'lowRating' });
    expect(maySeeFollowUp(staff('official', { id: HOST }), low)).toBe(false);
    expect(maySeeFollowUp(staff('dutyLeader', { id: HOST }), low)).toBe(false);
    expect(mayFollowUp(staff('dutyLeader'), low)).toBe(true);
  });

  it('are on the list of whose station or matter it is, and not on every duty leader’s', () => {
    expect(isMine(staff('stationClerk', { stationId: 'station-1' }), matter())).toBe(true);
    expect(isMine(staff('official', { id: HOST }), matter())).toBe(true);
    expect(isMine(staff('dutyLeader'), matter())).toBe(false);
  });
});

describe('ratings', () => {
  it.each(ROLES)('are kept from the host, whatever the role: %s', (role) => {
    expect(mayLearnOfRating(staff(role, { id: HOST }), [HOST])).toBe(false);
    expect(mayLearnOfRating(staff(role), [HOST])).toBe(true);
  });
});
