import { DomainError } from '@domain/errors';
import type { Branch, Role } from '@domain/people';
import type { Topic } from '@domain/topic';

/** Who is acting. Passed explicitly, first, to every service that decides or writes something. */
export type Actor = StaffActor | ResidentActor | DeviceActor | AnonymousActor | SystemActor;

export interface StaffActor {
  readonly kind: 'staff';
  readonly id: string;
  readonly role: Role;
  readonly stationId: string | null;
  readonly branch: Branch | null;
  readonly topics: readonly Topic[];
  readonly displayName: string;
}
/** A resident holds one party of one request, nothing else. */
export interface ResidentActor {
  readonly kind: 'resident';
  readonly id: string;
  readonly partyId: string;
  readonly requestId: string;
}
/** A paired room screen: one room of one station. */
export interface DeviceActor {
  readonly kind: 'device';
  readonly id: string;
  readonly roomId: string;
  readonly stationId: string;
}
export interface AnonymousActor {
  readonly kind: 'anonymous';
  readonly id: null;
}
/** Jobs and events of the media node. */
export interface SystemActor {
  readonly kind: 'system';
  readonly id: null;
}

export const ANONYMOUS: AnonymousActor = { kind: 'anonymous', id: null };
export const SYSTEM: SystemActor = { kind: 'system', id: null };

/** Narrows to staff or refuses with NOT_ALLOWED. */
export function requireStaff(actor: Actor): StaffActor {
  if (actor.kind !== 'staff') throw new DomainError('NOT_ALLOWED');
  return actor;
}

/** Narrows to a paired room screen or refuses with NOT_ALLOWED. */
export function requireDevice(actor: Actor): DeviceActor {
  if (actor.kind !== 'device') throw new DomainError('NOT_ALLOWED');
  return actor;
}

/** Narrows to a signed-in resident or refuses with NOT_ALLOWED. */
export function requireResident(actor: Actor): ResidentActor {
  if (actor.kind !== 'resident') throw new DomainError('NOT_ALLOWED');
  return actor;
}
