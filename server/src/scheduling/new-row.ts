import { invariant } from '@domain/errors';
import type { Registered } from '../requests/registration.service';
import type { FirstBooking } from './assignment.service';
import type { PartyRow, RequestRow } from './request-row';

/** What `RequestViewRepository.find` would read of a request that the same transaction has registered and booked. */
export function newRow(registered: Registered, { appointmentId, slot, reason, graceMs }: FirstBooking): RequestRow {
  const { request, ownerName } = registered;
  return {
    id: request.id,
    no: request.no,
    state: 'SCHEDULED',
    channel: request.channel,
    topic: request.topic,
    summary: request.summary,
    urgency: request.urgency,
    direction: request.direction,
    stationId: request.stationId,
    registeredAt: request.registeredAt,
    registeredBy: request.registeredBy,
    noticeDueAt: request.noticeDueAt,
    notifiedAt: null,
    answerDueAt: request.answerDueAt,
    answeredAt: null,
    unplaced: null,
    version: request.version + 1,
    ownerName,
    appointmentId,
    startsAt: new Date(slot.start),
    endsAt: new Date(slot.end),
    officialId: slot.officialId,
    hostId: slot.official?.staffId ?? null,
    officialName: slot.official?.name ?? null,
    branch: slot.official?.branch ?? null,
    round: 1,
    appointmentState: 'booked',
    appointmentVersion: 1,
    reason,
    graceEndsAt: new Date(slot.start + graceMs),
    parties: registered.parties.map((party) => partyRow(registered, party)),
    roomIds: [...slot.roomIds].sort(),
  };
}

function partyRow({ persons, stations }: Registered, party: Registered['parties'][number]): PartyRow {
  const person = persons.find(({ id }) => id === party.personId);
  const station = stations.find(({ id }) => id === party.stationId);
  invariant(person && station, 'a party has a person and a station');
  return {
    id: party.id,
    side: party.side,
    role: party.role,
    name: person.name,
    phoneSealed: person.phoneSealed,
    idNumberSealed: person.idNumberSealed,
    village: person.village,
    stationId: party.stationId,
    stationName: station.name,
    needs: party.needs,
    companions: party.companions,
    guardianName: persons.find(({ id }) => id === party.guardianId)?.name ?? null,
    confirmedAt: null,
    declinedAt: null,
    checkedInAt: null,
    identityCheckedAt: null,
    bookingCode: party.bookingCode,
  };
}
