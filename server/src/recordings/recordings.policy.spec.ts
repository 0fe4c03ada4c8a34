import { ROLES, type Role } from '@domain/people';
import { RECORDING_SCOPES, type RecordingScope } from '@contracts/media/recording';
import { staffActor as staff } from '../../../test/support/staff-actor';
import {
  mayBookmark,
  mayHold,
  mayOpenRecording,
  mayReadFindings,
  mayReconcile,
  mayRelease,
  maySeeKeeping,
  maySeeSummary,
  maySetKeepingRules,
  maySetRetention,
  seesEveryAlarm,
} from './recordings.policy';

const HOST = 'host';
const only =
  (...roles: Role[]) =>
  (role: Role) =>
    roles.includes(role);
const everyoneBut =
  (...roles: Role[]) =>
  (role: Role) =>
    !roles.includes(role);

const CELLS = ROLES.flatMap((role) => RECORDING_SCOPES.map((scope): [Role, RecordingScope] => [role, scope]));

describe('opening a recording', () => {
  const strangers: Record<RecordingScope, (role: Role) => boolean> = {
    plenary: only('dutyLeader', 'auditor'),
    'caucus:A': only('auditor'),
    'caucus:B': only('auditor'),
  };
  it.each(CELLS)('of a call hosted by others: %s, %s', (role, scope) => {
    expect(mayOpenRecording(staff(role), [HOST], scope)).toBe(strangers[scope](role));
  });

  it.each(CELLS)('of the own call is for every host, and for no admin: %s, %s', (role, scope) => {
    expect(mayOpenRecording(staff(role, { id: HOST }), [HOST], scope)).toBe(role !== 'admin');
  });
});

describe('what else is done with a recording', () => {
  it.each(ROLES)('of a call hosted by others: %s', (role) => {
    const who = staff(role);
    const deeds = {
      sees: maySeeSummary(who, [HOST]),
      bookmarks: mayBookmark(who, [HOST]),
      holds: mayHold(who, [HOST]),
      releases: mayRelease(who),
      setsRetention: maySetRetention(who),
      alarms: seesEveryAlarm(who),
      findings: mayReadFindings(who),
      reconciles: mayReconcile(who),
      keeping: maySeeKeeping(who),
      setsRules: maySetKeepingRules(who),
    };
    const watches = only('dutyLeader', 'auditor')(role);
    const onDuty = role === 'dutyLeader';
    expect(deeds).toEqual({
      sees: watches,
      bookmarks: false,
      holds: onDuty,
      releases: onDuty,
      setsRetention: onDuty,
      alarms: watches,
      findings: watches,
      reconciles: only('admin', 'auditor')(role),
      keeping: only('admin', 'auditor', 'dutyLeader')(role),
      setsRules: role === 'admin',
    });
  });

  it.each(ROLES)('of the own call: %s', (role) => {
    const who = staff(role, { id: HOST });
    const host = everyoneBut('admin')(role);
    const deeds = [maySeeSummary(who, [HOST]), mayBookmark(who, [HOST]), mayHold(who, [HOST]), mayRelease(who)];
    expect(deeds).toEqual([host, host, host, role === 'dutyLeader']);
  });

  it.each(ROLES)('by somebody of the legal branch, who holds and releases but never looks: %s', (role) => {
    const who = staff(role, { branch: 'legal' });
    const legal = only('official', 'branchExpert')(role);
    const stranger = staff(role);
    expect(maySeeSummary(who, [HOST])).toBe(legal || maySeeSummary(stranger, [HOST]));
    expect(mayHold(who, [HOST])).toBe(legal || mayHold(stranger, [HOST]));
    expect(mayRelease(who)).toBe(legal || mayRelease(stranger));
    expect(mayOpenRecording(who, [HOST], 'plenary')).toBe(mayOpenRecording(stranger, [HOST], 'plenary'));
  });
});
