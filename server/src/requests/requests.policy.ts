import type { Actor, StaffActor } from '../common/actor';

interface Placed {
  readonly stationId: string;
  readonly partyStationIds: readonly string[];
}

/** Anyone registers on the web; at the desk and on the phone, a clerk for the own station. */
export function mayRegister(actor: Actor, channel: string, partyStationIds: readonly string[]): boolean {
  if (channel === 'web') return actor.kind !== 'device';
  return (
    actor.kind === 'staff' &&
    actor.role === 'stationClerk' &&
    actor.stationId !== null &&
    partyStationIds.includes(actor.stationId)
  );
}

/** 领导约访群众: an official or a leader asks a resident to come, whichever station is nearest. */
export const mayInvite = (actor: Actor): boolean =>
  actor.kind === 'staff' && ['official', 'dutyLeader', 'bureauLeader'].includes(actor.role);

/** Roles that see the requests of the whole county; an admin sees no case content at all. */
const COUNTY_WIDE = new Set(['scheduler', 'dutyLeader', 'bureauLeader', 'auditor']);
export const seesWholeCounty = (staff: StaffActor): boolean => COUNTY_WIDE.has(staff.role);

/** A clerk sees what came in at the own station, or sends a party into its room. */
export const isOfStation = (staff: StaffActor, request: Placed): boolean =>
  staff.stationId !== null &&
  (request.stationId === staff.stationId || request.partyStationIds.includes(staff.stationId));

/** A clerk runs the party's day only at the party's own station, or where it was registered. */
export const mayServeParty = (staff: StaffActor, request: Placed, partyStationId: string): boolean =>
  staff.role === 'stationClerk' && (staff.stationId === partyStationId || staff.stationId === request.stationId);

/** The matter is for its host, the station that took it in, the duty leader and the auditor. */
export const maySeeSummary = (staff: StaffActor, request: Placed): boolean =>
  staff.role === 'official' ||
  staff.role === 'dutyLeader' ||
  staff.role === 'auditor' ||
  (staff.role === 'stationClerk' && staff.stationId === request.stationId);

/** Masked numbers and the booking code are for the clerks who must reach and let in this party. */
export const maySeeContact = (staff: StaffActor, request: Placed, partyStationId: string): boolean =>
  mayServeParty(staff, request, partyStationId);
