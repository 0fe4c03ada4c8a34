import { topicRule } from '@domain/topic';
import type { DeskAppointment, WaitingParty } from '@contracts/http/sessions';
import { isNoShowDue } from '../scheduling/no-shows/no-show-due';
import type { DeskAppointmentRow, DeskPartyRow } from './desk.repository';

/** A desk also asks whether a missed appointment may be marked: `graceMs` after its start. */
export function presentAppointment(
  row: DeskAppointmentRow,
  parties: readonly DeskPartyRow[],
  asked?: { readonly now: Date; readonly graceMs: number },
): DeskAppointment {
  const graceEndsAt = asked ? new Date(row.startsAt.getTime() + asked.graceMs) : null;
  const arrived = parties.some(({ checkedInAt }) => checkedInAt !== null);
  return {
    appointmentId: row.id,
    requestId: row.requestId,
    requestNo: row.requestNo,
    sessionId: row.sessionId,
    officialName: row.officialName,
    topic: row.topic,
    mode: topicRule(row.topic).mode,
    round: row.round,
    summary: row.summary,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    state: row.state,
    outcome: row.outcome,
    ...(asked && {
      noShowDue: isNoShowDue({ ...row, appointmentState: row.state, graceEndsAt, arrived }, asked.now),
    }),
    parties: parties.map((party) => ({
      id: party.id,
      side: party.side,
      role: party.role,
      name: party.name,
      stationName: party.stationName,
      needs: party.needs,
      companions: party.companions,
      guardianName: party.guardianName,
      confirmedAt: party.confirmedAt?.toISOString() ?? null,
      checkedInAt: party.checkedInAt?.toISOString() ?? null,
      identityCheckedAt: party.identityCheckedAt?.toISOString() ?? null,
      consentAt: party.consentAt?.toISOString() ?? null,
    })),
  };
}

/** Those who have arrived and whom nobody has let in yet. */
export function presentWaiting(
  row: DeskAppointmentRow,
  parties: readonly DeskPartyRow[],
  silentSince: Date,
): WaitingParty[] {
  const open = (row.state === 'booked' || row.state === 'inSession') && row.endedAt === null;
  if (!open) return [];
  return parties.flatMap((party) => {
    const admitted = party.ledIn || (party.space !== null && !party.space.startsWith('waiting:'));
    if (!party.checkedInAt || admitted) return [];
    return [
      {
        partyId: party.id,
        requestId: row.requestId,
        appointmentId: row.id,
        sessionId: row.sessionId,
        side: party.side,
        name: party.name,
        stationName: party.stationName,
        startsAt: row.startsAt.toISOString(),
        checkedInAt: party.checkedInAt.toISOString(),
        identityChecked: party.identityCheckedAt !== null,
        companions: party.companions,
        roomOnline: party.screenSeenAt !== null && party.screenSeenAt >= silentSince,
        sharesSetWith: party.sharesSetWith,
      },
    ];
  });
}
