import type { AppointmentView, PartyView, RequestView } from '@contracts/http/requests';
import { maskIdNumber, maskPhone } from '@domain/masking';
import { noticeClock } from '@domain/notice-clock';
import { FINAL_STATES } from '@domain/request-machine';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor';
import { Clock } from '../common/clock';
import { Sealing } from '../common/sealing';
import { maySeeContact, maySeeSummary } from '../requests/requests.policy';
import { isNoShowDue } from './no-shows/no-show-due';
import type { PartyRow, RequestRow } from './request-row';

/** Who reads: an actor, or the person who has just typed it all in. */
export type Reader = Actor | 'registrant';

/** What a reader may see of a request. Numbers are masked for everybody. */
@Injectable()
export class RequestPresenter {
  constructor(
    private readonly sealing: Sealing,
    private readonly clock: Clock,
  ) {}

  present(row: RequestRow, reader: Reader): RequestView {
    const scope = { stationId: row.stationId, partyStationIds: row.parties.map(({ stationId }) => stationId) };
    const staff = reader !== 'registrant' && reader.kind === 'staff' ? reader : null;
    const seesSummary = reader === 'registrant' || (staff !== null && maySeeSummary(staff, scope));
    // Code and phone together open a party's page: nobody is handed those of the other side.
    const seesContact = (party: PartyRow) =>
      (reader === 'registrant' && party.side === 'A') ||
      (staff !== null && maySeeContact(staff, scope, party.stationId));
    return {
      id: row.id,
      no: row.no,
      state: row.state,
      channel: row.channel,
      topic: row.topic,
      summary: seesSummary ? row.summary : '',
      urgency: row.urgency,
      registeredAt: row.registeredAt.toISOString(),
      noticeDueAt: row.noticeDueAt.toISOString(),
      notifiedAt: row.notifiedAt?.toISOString() ?? null,
      answerDueAt: row.answerDueAt?.toISOString() ?? null,
      answeredAt: row.answeredAt?.toISOString() ?? null,
      firstContactOwnerName: row.ownerName,
      parties: row.parties.map((party) => this.party(party, seesContact(party))),
      appointment: presentAppointment(row, this.clock.now()),
      unplaced: row.unplaced,
      escalationLevel: this.escalationLevel(row),
      version: row.version,
    };
  }

  private party(party: PartyRow, seesContact: boolean): PartyView {
    const { phoneSealed, idNumberSealed } = party;
    return {
      id: party.id,
      side: party.side,
      role: party.role,
      name: party.name,
      phoneMasked: seesContact && phoneSealed ? maskPhone(this.sealing.open(phoneSealed)) : null,
      idNumberMasked: seesContact && idNumberSealed ? maskIdNumber(this.sealing.open(idNumberSealed)) : null,
      village: party.village,
      stationId: party.stationId,
      stationName: party.stationName,
      needs: party.needs,
      companions: party.companions,
      guardianName: party.guardianName,
      confirmedAt: instant(party.confirmedAt),
      declinedAt: instant(party.declinedAt),
      checkedInAt: instant(party.checkedInAt),
      identityCheckedAt: instant(party.identityCheckedAt),
      bookingCode: seesContact ? party.bookingCode : '',
    };
  }

  private escalationLevel(row: RequestRow): RequestView['escalationLevel'] {
    if (row.notifiedAt === null && FINAL_STATES.has(row.state)) return 'none';
    return noticeClock(row.registeredAt.getTime(), row.notifiedAt?.getTime() ?? null, this.clock.now().getTime()).level;
  }
}

/** The appointment part of a row; null while there is none. */
export function presentAppointment(row: RequestRow, now: Date): AppointmentView | null {
  if (!row.appointmentId || !row.startsAt || !row.endsAt || !row.officialId) return null;
  return {
    id: row.appointmentId,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    officialId: row.officialId,
    officialName: row.officialName ?? '',
    branch: row.branch,
    round: row.round ?? 1,
    state: row.appointmentState ?? 'booked',
    version: row.appointmentVersion ?? 1,
    reason: row.reason ?? { code: 'chosen', params: {} },
    noShowDue: isNoShowDue(
      { ...row, requestState: row.state, arrived: row.parties.some(({ checkedInAt }) => checkedInAt !== null) },
      now,
    ),
  };
}

const instant = (text: string | null): string | null => (text === null ? null : new Date(text).toISOString());
