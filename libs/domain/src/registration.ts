import { DomainError } from './errors';
import type { Day } from './local-time';
import { topicRule, type TopicRule } from './topic';

/** Below this age a parent or guardian must be told to attend (§181; the stricter reading of DOMAIN §2). */
export const ADULT_YEARS = 18;

export interface RegisteringParty {
  readonly name: string;
  readonly idNumber?: string | undefined;
  readonly phone?: string | undefined;
  readonly bornOn?: Day | undefined;
  readonly needs: readonly string[];
  readonly guardian?: { readonly name: string } | undefined;
  readonly stationId: string;
}

export interface Registering {
  readonly topic: string;
  readonly parties: readonly RegisteringParty[];
  readonly complainedOfStationId?: string | undefined;
  /** Epoch milliseconds of the chosen start, if one was chosen. */
  readonly startsAt?: number | undefined;
  readonly preferredDays: readonly Day[];
}

/**
 * Checks what a person filled in and returns the topic's rule. Throws TOPIC_UNKNOWN, PARTY_MISSING (a
 * dispute has two parties), PARTIES_SAME, GUARDIAN_MISSING (§181), STATION_COMPLAINED_OF (the station
 * complained of never hosts the talk) or TIME_PAST. `now` is in epoch milliseconds, `today` its local day.
 */
export function checkRegistration(input: Registering, now: number, today: Day): TopicRule {
  const rule = topicRule(input.topic);
  const { parties } = input;
  if (parties.length < rule.parties) throw new DomainError('PARTY_MISSING', { needed: rule.parties });
  if (parties.length > rule.parties) throw new DomainError('INPUT_INVALID', { field: 'parties' });
  const [a, b] = parties;
  if (a && b && isSamePerson(a, b)) throw new DomainError('PARTIES_SAME');
  parties.forEach((party, index) => {
    if (isMinor(party, today) && !party.guardian) throw new DomainError('GUARDIAN_MISSING', { party: index + 1 });
    if (party.stationId === input.complainedOfStationId) throw new DomainError('STATION_COMPLAINED_OF');
  });
  if (input.startsAt !== undefined && input.startsAt <= now) throw new DomainError('TIME_PAST');
  if (input.preferredDays.some((day) => day < today)) throw new DomainError('TIME_PAST');
  return rule;
}

/** Said to be a minor, or younger than 18 by the birthday given or by the one inside the identity number. */
export function isMinor(party: RegisteringParty, today: Day): boolean {
  if (party.needs.includes('minor')) return true;
  const bornOn = party.bornOn ?? bornOnOf(party.idNumber);
  return bornOn !== null && bornOn > yearsBefore(today, ADULT_YEARS);
}

/** The birthday that an 18-character identity number carries; null when it carries no date. */
export function bornOnOf(idNumber: string | undefined): Day | null {
  const parts = /^\d{6}(\d{4})(\d{2})(\d{2})/.exec(idNumber ?? '');
  if (!parts) return null;
  const day = `${parts[1]}-${parts[2]}-${parts[3]}`;
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day ? null : day;
}

/** One person on both sides: the same identity number, or without two of them the same name and phone. */
export function isSamePerson(a: RegisteringParty, b: RegisteringParty): boolean {
  if (a.idNumber && b.idNumber) return a.idNumber.toUpperCase() === b.idNumber.toUpperCase();
  return a.name === b.name && (a.phone ?? '') === (b.phone ?? '');
}

/** 2026-1122-0007: local day of registering and the bureau's running number. */
export const requestNumber = (day: Day, sequence: number): string =>
  `${day.slice(0, 4)}-${day.slice(5, 7)}${day.slice(8, 10)}-${String(sequence).padStart(4, '0')}`;

/** Dates compare as strings; the 29th of February becomes a day that sorts before the 1st of March. */
const yearsBefore = (day: Day, years: number): Day => `${Number(day.slice(0, 4)) - years}${day.slice(4)}`;
