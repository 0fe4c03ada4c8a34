import type { ExceptionKind } from '@domain/capacity/exceptions';
import type { StaffActor } from '../common/actor';

/** A resource as permissions see it. `stationId`: where its room or its official is. */
export interface OwnedResource {
  readonly kind: string;
  readonly stationId: string | null;
  readonly staffId: string | null;
}

/** Hours, calendar and settings are the admin's and the scheduler's. */
export const mayEditCapacity = (staff: StaffActor): boolean => staff.role === 'admin' || staff.role === 'scheduler';

const seesAll = (staff: StaffActor): boolean =>
  mayEditCapacity(staff) || staff.role === 'dutyLeader' || staff.role === 'bureauLeader' || staff.role === 'auditor';

const isOwn = (staff: StaffActor, { staffId }: OwnedResource): boolean => staffId !== null && staffId === staff.id;
const isOwnRoom = (staff: StaffActor, { kind, stationId }: OwnedResource): boolean =>
  staff.role === 'stationClerk' && kind === 'room' && stationId !== null && stationId === staff.stationId;

/** Whose resources a list holds: all, or the rooms of one station, and the own ones. Says the same as `maySeeCapacity`. */
export interface CapacityScope {
  readonly all: boolean;
  readonly roomsOfStationId: string | null;
  readonly staffId: string;
}
export const capacityScope = (staff: StaffActor): CapacityScope => ({
  all: seesAll(staff),
  roomsOfStationId: staff.role === 'stationClerk' ? staff.stationId : null,
  staffId: staff.id,
});

/** Those who plan see all, a clerk the rooms of the own station, everybody else what they themselves are. */
export const maySeeCapacity = (staff: StaffActor, resource: OwnedResource): boolean =>
  seesAll(staff) || isOwnRoom(staff, resource) || isOwn(staff, resource);

/** Who plans adds any; a duty leader too; a clerk reports that the own station's room is shut or broken. */
export const mayAddException = (staff: StaffActor, resource: OwnedResource, kind: ExceptionKind): boolean =>
  mayEditCapacity(staff) ||
  staff.role === 'dutyLeader' ||
  (isOwnRoom(staff, resource) && (kind === 'closure' || kind === 'fault'));

/** Who plans removes any, a duty leader too; everybody else what they wrote, as long as they could write it now. */
export const mayRemoveException = (
  staff: StaffActor,
  resource: OwnedResource,
  exception: { readonly kind: ExceptionKind; readonly createdById: string | null },
): boolean =>
  mayAddException(staff, resource, 'leave') ||
  (exception.createdById === staff.id && mayAddException(staff, resource, exception.kind));
