import type { PartyInput, RegisterRequest } from '@contracts/http/requests';
import type { Need, PartyRole } from '@domain/people';
import { topicRule, TOPICS, type Topic } from '@domain/topic';
import { phoneProblem } from '../../lib/phone';

export interface PartyDraft {
  name: string;
  idNumber: string;
  phone: string;
  village: string;
  stationId: string;
  role: PartyRole;
  needs: readonly Need[];
  companions: number;
  guardianName: string;
  guardianPhone: string;
  guardianRelation: string;
}

/** What is typed in the form, as it is typed. It is never cleared by a refusal. */
export interface RegistrationDraft {
  topic: Topic | null;
  summary: string;
  sameDay: boolean;
  first: PartyDraft;
  second: PartyDraft;
  complainedOfStationId: string;
  /** The start of the chosen slot; null leaves the choice to the planner. */
  startsAt: string | null;
  serviceConsent: boolean;
  /** 双方不能碰面: never at one station. */
  screened: boolean;
  /** The person is here and talks as soon as a room and an official are free; one party only. */
  walkIn: boolean;
}

export type PartyField =
  'name' | 'idNumber' | 'phone' | 'stationId' | 'guardianName' | 'guardianRelation' | 'guardianPhone';
export type DraftField = 'topic' | 'summary' | `first.${PartyField}` | `second.${PartyField}`;

/** A mistake beside its field: `word` names the sentence, `params` fill it. */
export interface DraftProblem {
  readonly field: DraftField;
  readonly word: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export const emptyParty = (stationId: string, role: PartyRole): PartyDraft => ({
  name: '',
  idNumber: '',
  phone: '',
  village: '',
  stationId,
  role,
  needs: [],
  companions: 0,
  guardianName: '',
  guardianPhone: '',
  guardianRelation: '',
});

export const emptyDraft = (stationId: string): RegistrationDraft => ({
  topic: null,
  summary: '',
  sameDay: false,
  first: emptyParty(stationId, 'applicant'),
  second: emptyParty('', 'party'),
  complainedOfStationId: '',
  startsAt: null,
  serviceConsent: false,
  screened: false,
  walkIn: false,
});

export const isDispute = (draft: RegistrationDraft): boolean =>
  draft.topic !== null && topicRule(draft.topic).parties === 2;

/** Two parties cannot both be standing here, each at their own station: only one person walks in. */
export const isWalkIn = (draft: RegistrationDraft): boolean => draft.walkIn && !isDispute(draft);

const SUMMARY_MAX = 1000;
const NAME_MAX = 40;
const ADULT_YEARS = 18;

/** Everything that keeps the draft from being sent, in the order of the form; empty when it can go. */
export function problemsOf(draft: RegistrationDraft): DraftProblem[] {
  const problems: DraftProblem[] = [];
  const add = (field: DraftField, word: string, params: DraftProblem['params'] = {}): void =>
    void problems.push({ field, word, params });
  problems.push(...partyProblems('first', draft.first));
  if (draft.topic === null) add('topic', 'topicMissing');
  if (isDispute(draft)) {
    problems.push(...partyProblems('second', draft.second));
    const [one, other] = [draft.first, draft.second].map(({ idNumber }) => idNumber.trim().toUpperCase());
    if (one !== undefined && one !== '' && one === other) add('second.idNumber', 'samePerson');
    if (draft.screened && draft.second.stationId !== '' && draft.second.stationId === draft.first.stationId)
      add('second.stationId', 'screenedTogether');
  }
  if (draft.summary.length > SUMMARY_MAX) add('summary', 'tooLong', { max: SUMMARY_MAX });
  return problems;
}

function partyProblems(side: 'first' | 'second', party: PartyDraft): DraftProblem[] {
  const problems: DraftProblem[] = [];
  const add = (field: PartyField, word: string, params: DraftProblem['params'] = {}): void =>
    void problems.push({ field: `${side}.${field}`, word, params });
  const addPhone = (field: 'phone' | 'guardianPhone', typed: string): void => {
    const wrong = phoneProblem(typed);
    if (wrong === null) return;
    if (wrong.kind === 'letters') add(field, 'phoneLetters');
    else add(field, wrong.kind === 'short' ? 'phoneShort' : 'phoneLong', { digits: wrong.digits });
  };
  const name = party.name.trim();
  if (name === '') add('name', 'nameMissing');
  if (name.length > NAME_MAX) add('name', 'tooLong', { max: NAME_MAX });
  const idNumber = party.idNumber.replace(/\s/g, '');
  if (idNumber !== '' && !/^\d{17}[\dXx]$/.test(idNumber)) {
    if (/^\d{0,17}[\dXx]?$/.test(idNumber) && idNumber.length < 18)
      add('idNumber', 'idShort', { digits: 18 - idNumber.length });
    else add('idNumber', 'idWrong');
  }
  addPhone('phone', party.phone);
  if (party.stationId === '') add('stationId', 'stationMissing');
  if (party.needs.includes('minor')) {
    if (party.guardianName.trim() === '') add('guardianName', 'guardianMissing');
    if (party.guardianRelation.trim() === '') add('guardianRelation', 'relationMissing');
    addPhone('guardianPhone', party.guardianPhone);
  }
  return problems;
}

/** The date of birth that an identity number carries (digits 7 to 14), or null. */
export function bornOnOf(idNumber: string): string | null {
  const found = /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dXx]$/.exec(idNumber.replace(/\s/g, ''));
  if (!found) return null;
  const bornOn = `${found[1]}-${found[2]}-${found[3]}`;
  const date = new Date(`${bornOn}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(bornOn) ? bornOn : null;
}

/** Whether somebody born on that date is under 18 on the bureau's date `today` (§181: a guardian must attend). */
export function isMinor(bornOn: string, today: string): boolean {
  const adultFrom = `${String(Number(bornOn.slice(0, 4)) + ADULT_YEARS).padStart(4, '0')}${bornOn.slice(4)}`;
  return today < adultFrom;
}

/**
 * The draft as the contract wants it, with the id of the hold of its start, if there is one. Precondition:
 * `problemsOf(draft)` is empty.
 */
export function toRegisterRequest(draft: RegistrationDraft, holdId: string | null = null): RegisterRequest {
  const slot = draft.startsAt === null ? {} : { startsAt: draft.startsAt, ...(holdId === null ? {} : { holdId }) };
  return {
    channel: 'station',
    topic: draft.topic ?? '',
    summary: draft.summary.trim(),
    urgency: draft.sameDay ? 'sameDay' : 'normal',
    parties: isDispute(draft) ? [toParty(draft.first), toParty(draft.second)] : [toParty(draft.first)],
    ...(draft.topic === 'COMPLAINT' && draft.complainedOfStationId !== ''
      ? { complainedOfStationId: draft.complainedOfStationId }
      : {}),
    ...(isWalkIn(draft) ? { walkIn: true } : slot),
    ...(isDispute(draft) && draft.screened ? { screened: true } : {}),
    serviceConsent: draft.serviceConsent,
  };
}

function toParty(party: PartyDraft): PartyInput {
  const idNumber = party.idNumber.replace(/\s/g, '');
  const bornOn = bornOnOf(idNumber);
  const phone = party.phone.trim();
  const guardianPhone = party.guardianPhone.trim();
  return {
    name: party.name.trim(),
    ...(idNumber === '' ? {} : { idNumber }),
    ...(phone === '' ? {} : { phone }),
    village: party.village.trim(),
    stationId: party.stationId,
    role: party.role,
    needs: [...party.needs],
    companions: party.companions,
    ...(bornOn === null ? {} : { bornOn }),
    ...(party.needs.includes('minor')
      ? {
          guardian: {
            name: party.guardianName.trim(),
            relation: party.guardianRelation.trim(),
            ...(guardianPhone === '' ? {} : { phone: guardianPhone }),
          },
        }
      : {}),
  };
}

/** A kept registration back in the form, so that what was refused can be mended. */
export function fromRegisterRequest(input: RegisterRequest, stationId: string): RegistrationDraft {
  const [first, second] = input.parties;
  const empty = emptyDraft(stationId);
  return {
    ...empty,
    topic: TOPICS.find((topic) => topic === input.topic) ?? null,
    summary: input.summary ?? '',
    sameDay: input.urgency === 'sameDay',
    first: first ? fromParty(first) : empty.first,
    second: second ? fromParty(second) : empty.second,
    complainedOfStationId: input.complainedOfStationId ?? '',
    serviceConsent: input.serviceConsent ?? false,
    screened: input.screened ?? false,
    walkIn: input.walkIn ?? false,
  };
}

const fromParty = (party: PartyInput): PartyDraft => ({
  name: party.name,
  idNumber: party.idNumber ?? '',
  phone: party.phone ?? '',
  village: party.village ?? '',
  stationId: party.stationId,
  role: party.role ?? 'applicant',
  needs: party.needs ?? [],
  companions: party.companions ?? 0,
  guardianName: party.guardian?.name ?? '',
  guardianPhone: party.guardian?.phone ?? '',
  guardianRelation: party.guardian?.relation ?? '',
});
