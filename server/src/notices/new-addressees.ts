import { invariant } from '@domain/errors';
import type { Registered } from '../requests/registration.service';
import type { Addressee, EditedTemplates } from './notice-facts.repository';

/** The time that was found for a request that has just been registered. */
export interface NewAppointment {
  readonly id: string;
  readonly startsAt: Date;
  readonly rooms: readonly { readonly id: string; readonly name: string; readonly stationId: string | null }[];
}

/**
 * What `NoticeFactsRepository.addressees` would read for a request that the same transaction has registered,
 * from what that has in hand. `clerkName`: who registered it, if a member of staff did.
 */
export function newAddressees(
  { request, parties, persons, bureau, stations }: Registered,
  appointment: NewAppointment,
  templates: EditedTemplates,
  clerkName: string | null,
): Addressee[] {
  const personById = new Map(persons.map((person) => [person.id, person]));
  return parties.map((party) => {
    const person = personById.get(party.personId);
    const guardian = party.guardianId === null ? undefined : personById.get(party.guardianId);
    const station = stations.find(({ id }) => id === party.stationId);
    invariant(person && station, 'a party has a person and a station');
    return {
      requestId: request.id,
      no: request.no,
      topic: request.topic,
      partyName: person.name,
      bookingCode: party.bookingCode,
      hasGuardian: party.guardianId !== null,
      stationName: station.name,
      stationNameEn: station.nameEn,
      stationAddress: station.address,
      stationPhone: station.phone,
      bureauName: bureau.name,
      bureauNameEn: bureau.nameEn,
      timeZone: bureau.timeZone,
      roomName: appointment.rooms.find(({ stationId }) => stationId === party.stationId)?.name ?? null,
      startsAt: appointment.startsAt,
      noticeDueAt: request.noticeDueAt,
      registeredAt: request.registeredAt,
      notifiedAt: null,
      clerkName,
      invited: request.direction === 'bureauToResident',
      missed: false,
      cancelledReason: '',
      partyId: party.id,
      language: person.language,
      phoneSealed: person.phoneSealed ?? guardian?.phoneSealed ?? null,
      emailSealed: person.emailSealed,
      wechatSealed: person.wechatOpenIdSealed,
      templates: templates[person.language],
      toldBefore: false,
    };
  });
}
