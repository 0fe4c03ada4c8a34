import type { DeskAppointment, WaitingParty } from '@contracts/http/sessions';

const MINUTE = 60_000;
/** Who comes this much before the booked time is early, and is not kept waiting by anyone. */
export const EARLY_MS = 30 * MINUTE;
/** SLA of the room: live within 10 minutes, the duty leader is told at 15 (DOMAIN: Room wait). */
export const WAIT_TARGET_MS = 10 * MINUTE;
export const WAIT_ESCALATION_MS = 15 * MINUTE;

export type Appointment = DeskAppointment;
export type DayRow = { kind: 'appointment'; appointment: Appointment } | { kind: 'lunch' };

/** How an appointment stands, as one lamp and one sentence. */
export type Standing =
  | { kind: 'cancelled' }
  | { kind: 'inSession' }
  | { kind: 'done'; outcome: string }
  | { kind: 'outcomeOwed' }
  | { kind: 'allHere'; count: number }
  | { kind: 'someHere'; missing: Appointment['parties'] }
  | { kind: 'late'; missing: Appointment['parties'] }
  | { kind: 'confirmed' }
  | { kind: 'unconfirmed'; silent: Appointment['parties'] };

const at = (instant: string): number => Date.parse(instant);
const byStart = (one: Appointment, other: Appointment): number =>
  at(one.startsAt) - at(other.startsAt) || one.requestNo.localeCompare(other.requestNo);

/** How the appointment stands at `now` (epoch milliseconds). */
export function standing(appointment: Appointment, now: number): Standing {
  if (appointment.state === 'cancelled') return { kind: 'cancelled' };
  if (appointment.state === 'inSession') return { kind: 'inSession' };
  if (appointment.outcome) return { kind: 'done', outcome: appointment.outcome };
  if (appointment.state === 'ended') return { kind: 'outcomeOwed' };
  const missing = appointment.parties.filter((party) => !party.checkedInAt);
  if (missing.length === 0) return { kind: 'allHere', count: appointment.parties.length };
  if (now > at(appointment.startsAt)) return { kind: 'late', missing };
  if (missing.length < appointment.parties.length) return { kind: 'someHere', missing };
  const silent = appointment.parties.filter((party) => !party.confirmedAt);
  return silent.length === 0 ? { kind: 'confirmed' } : { kind: 'unconfirmed', silent };
}

/**
 * The one that comes next: a talk that is going on, else the earliest whose time is not over, else
 * the latest that nobody opened. Null when nothing is left to do.
 */
export function nextAppointment(appointments: readonly Appointment[], now: number): Appointment | null {
  const open = appointments.filter(({ state, outcome }) => !outcome && (state === 'booked' || state === 'inSession'));
  const sorted = [...open].sort(byStart);
  return (
    sorted.find(({ state }) => state === 'inSession') ??
    sorted.find(({ endsAt }) => at(endsAt) > now) ??
    sorted.at(-1) ??
    null
  );
}

/** Talks that ended without an outcome, the oldest first: each is owed until it is recorded. */
export function outcomesOwed(appointments: readonly Appointment[]): Appointment[] {
  return appointments.filter(({ state, outcome }) => state === 'ended' && !outcome).sort(byStart);
}

/**
 * The day by time, with lunch as a row of its own where it divides the day. `noon` is the instant
 * at which lunch begins, in epoch milliseconds; a day without both halves has no lunch row.
 */
export function dayRows(appointments: readonly Appointment[], noon: number): DayRow[] {
  const sorted = [...appointments].sort(byStart);
  const before = sorted.filter((one) => at(one.startsAt) < noon);
  const after = sorted.filter((one) => at(one.startsAt) >= noon);
  const row = (appointment: Appointment): DayRow => ({ kind: 'appointment', appointment });
  const lunch: DayRow[] = before.length > 0 && after.length > 0 ? [{ kind: 'lunch' }] : [];
  return [...before.map(row), ...lunch, ...after.map(row)];
}

export interface WaitingRow {
  readonly party: WaitingParty;
  /** Minutes before the booked time when early, else minutes waited; whole, rounded down. */
  readonly minutes: number;
  readonly urgency: 'early' | 'fine' | 'long' | 'tooLong';
}

/**
 * Who waits, in the order in which they should be seen: by booked time, then by arrival, 甲 before
 * 乙; those who are early come last. Nobody is kept waiting before their booked time.
 */
export function waitingRows(waiting: readonly WaitingParty[], now: number): WaitingRow[] {
  const row = (party: WaitingParty): WaitingRow => {
    const ahead = at(party.startsAt) - now;
    if (ahead > EARLY_MS) return { party, minutes: Math.floor(ahead / MINUTE), urgency: 'early' };
    const waited = Math.max(0, now - at(party.checkedInAt));
    const overdue = Math.min(waited, now - at(party.startsAt));
    const urgency = overdue >= WAIT_ESCALATION_MS ? 'tooLong' : overdue >= WAIT_TARGET_MS ? 'long' : 'fine';
    return { party, minutes: Math.floor(waited / MINUTE), urgency };
  };
  const last = (one: WaitingRow): number => (one.urgency === 'early' ? 1 : 0);
  return waiting
    .map(row)
    .sort(
      (one, other) =>
        last(one) - last(other) ||
        at(one.party.startsAt) - at(other.party.startsAt) ||
        one.party.appointmentId.localeCompare(other.party.appointmentId) ||
        one.party.side.localeCompare(other.party.side) ||
        at(one.party.checkedInAt) - at(other.party.checkedInAt),
    );
}

/** Those who began to wait since the list was last looked at. */
export function newlyWaiting(known: ReadonlySet<string>, waiting: readonly WaitingParty[]): WaitingParty[] {
  return waiting.filter((party) => !known.has(party.partyId));
}
