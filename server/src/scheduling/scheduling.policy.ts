import { DomainError } from '@domain/errors';
import type { Actor, StaffActor } from '../common/actor';
import { isOfStation, seesWholeCounty } from '../requests/requests.policy';
import type { RequestRow } from './request-row';

/**
 * Who may read a request: its station's clerks, its host, and those who see the whole county. Another
 * station's request and one that does not exist get the same answer, NOT_YOURS.
 */
export function readable(actor: Actor, row: RequestRow | null): RequestRow {
  if (actor.kind === 'staff' && row && mayRead(actor, row)) return row;
  if (actor.kind === 'staff' && !row && seesWholeCounty(actor)) throw new DomainError('NOT_FOUND');
  throw new DomainError('NOT_YOURS');
}

const mayRead = (staff: StaffActor, row: RequestRow): boolean =>
  seesWholeCounty(staff) ||
  (staff.role === 'stationClerk' && isOfStation(staff, scopeOf(row))) ||
  (staff.role === 'official' && row.hostId === staff.id);

export const scopeOf = (row: RequestRow) => ({
  stationId: row.stationId,
  partyStationIds: row.parties.map(({ stationId }) => stationId),
});

/** 调度: placing and moving is the scheduler's; the duty leader may too. */
export const mayPlace = (staff: StaffActor): boolean => staff.role === 'scheduler' || staff.role === 'dutyLeader';

/** A clerk of one of its stations takes a request back when the resident asks; schedulers may as well. */
export const mayWithdraw = (staff: StaffActor, row: RequestRow): boolean =>
  mayPlace(staff) || (staff.role === 'stationClerk' && isOfStation(staff, scopeOf(row)));

/** Whoever speaks with residents may log that they were told. */
export const mayTell = (staff: StaffActor, row: RequestRow): boolean => mayWithdraw(staff, row);

/** A station's day is for its clerks and for those who see the whole county. */
export const maySeeDay = (staff: StaffActor, stationId: string): boolean =>
  seesWholeCounty(staff) || (staff.role === 'stationClerk' && staff.stationId === stationId);

/**
 * 调度台: whose part of the board somebody reads: a clerk's own station, or (null) the whole county. Throws
 * NOT_ALLOWED for those who see neither.
 */
export function boardStation(staff: StaffActor): string | null {
  if (seesWholeCounty(staff)) return null;
  if (staff.role === 'stationClerk' && staff.stationId !== null) return staff.stationId;
  throw new DomainError('NOT_ALLOWED');
}
