import { DomainError } from '@domain/errors';
import { requireStaff, type Actor, type StaffActor } from '../common/actor';

/** Which other systems are told is configuration, and that is the admin's. */
export function requireAdmin(actor: Actor): StaffActor {
  const staff = requireStaff(actor);
  if (staff.role !== 'admin') throw new DomainError('NOT_ALLOWED');
  return staff;
}
