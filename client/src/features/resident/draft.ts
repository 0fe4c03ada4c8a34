import type { RegisterRequest } from '@contracts/http/requests';
import type { Need } from '@domain/people';
import type { Hold } from '../../lib/hold';
import type { Topic } from '@domain/topic';

/** What a resident has typed so far. Text fields hold exactly what was typed. */
export interface Draft {
  topic: Topic | null;
  summary: string;
  /** COMPLAINT: the station complained of; an empty string means it is none of the stations. */
  complainedOf: string | null;
  stationId: string | null;
  name: string;
  phone: string;
  minor: boolean;
  bornOn: string;
  guardianName: string;
  guardianRelation: string;
  guardianPhone: string;
  needs: Need[];
  companions: number;
  otherName: string;
  otherPhone: string;
  otherStationId: string | null;
  /** An offered start, `bureau` to let the bureau choose, or nothing chosen yet. */
  when: string | null;
  /** The slot that is kept for this person while they go on. */
  hold: Hold | null;
}

export const LET_BUREAU_CHOOSE = 'bureau';

export const emptyDraft: Draft = {
  topic: null,
  summary: '',
  complainedOf: null,
  stationId: null,
  name: '',
  phone: '',
  minor: false,
  bornOn: '',
  guardianName: '',
  guardianRelation: '',
  guardianPhone: '',
  needs: [],
  companions: 0,
  otherName: '',
  otherPhone: '',
  otherStationId: null,
  when: null,
  hold: null,
};

export const STEPS = ['topic', 'complained', 'other', 'station', 'who', 'needs', 'when', 'check'] as const;
export type Step = (typeof STEPS)[number];

/** The questions this matter needs, in order: a dispute asks for the other party, a complaint for its station. */
export function stepsOf({ topic }: Draft): Step[] {
  return STEPS.filter((step) => {
    if (step === 'other') return topic === 'DISPUTE';
    return step === 'complained' ? topic === 'COMPLAINT' : true;
  });
}

export type FieldName = 'topic' | 'complainedOf' | 'stationId' | 'name' | 'phone' | 'bornOn' | 'guardianName';
export type OtherFieldName = 'guardianRelation' | 'guardianPhone' | 'otherName' | 'otherPhone' | 'otherStationId';
/** What is wrong with a field, with what the sentence needs. */
export interface Fault {
  field: FieldName | OtherFieldName | 'when';
  rule: 'missing' | 'phoneShort' | 'phoneLong' | 'phoneLetters' | 'notMinor' | 'samePerson' | 'complainedStation';
  by?: number;
}

const MOBILE_DIGITS = 11;
const LONGEST_PHONE = 12;
const bare = (phone: string): string => phone.replace(/[\s-]/g, '');

/** A phone may be left empty; what is typed must be a whole number. Says how many digits are missing. */
export function phoneFault(field: Fault['field'], typed: string): Fault[] {
  const digits = bare(typed);
  if (digits === '') return [];
  if (!/^\d+$/.test(digits)) return [{ field, rule: 'phoneLetters' }];
  const whole = digits.startsWith('1') ? MOBILE_DIGITS : 7;
  if (digits.length < whole) return [{ field, rule: 'phoneShort', by: whole - digits.length }];
  const most = digits.startsWith('1') ? MOBILE_DIGITS : LONGEST_PHONE;
  return digits.length > most ? [{ field, rule: 'phoneLong', by: digits.length - most }] : [];
}

const missing = (field: Fault['field'], value: string | null): Fault[] =>
  value === null || value.trim() === '' ? [{ field, rule: 'missing' }] : [];

/** Whether someone born on a calendar date is under 18 on another. */
export function isMinorOn(bornOn: string, today: string): boolean {
  const [year = 0, ...rest] = bornOn.split('-').map(Number);
  const [nowYear = 0, ...nowRest] = today.split('-').map(Number);
  const hadBirthday = (nowRest[0] ?? 0) * 100 + (nowRest[1] ?? 0) >= (rest[0] ?? 0) * 100 + (rest[1] ?? 0);
  return nowYear - year - (hadBirthday ? 0 : 1) < 18;
}

function guardianFaults(draft: Draft, today: string): Fault[] {
  if (!draft.minor) return [];
  const born = missing('bornOn', draft.bornOn);
  const old = born.length === 0 && !isMinorOn(draft.bornOn, today);
  return [
    ...born,
    ...(old ? [{ field: 'bornOn', rule: 'notMinor' } as const] : []),
    ...missing('guardianName', draft.guardianName),
    ...missing('guardianRelation', draft.guardianRelation),
    ...phoneFault('guardianPhone', draft.guardianPhone),
  ];
}

/** Everything wrong with the answers of one step; the first is where the person is taken. `today` in the bureau's zone. */
export function faultsOf(step: Step, draft: Draft, today: string): Fault[] {
  switch (step) {
    case 'topic':
      return missing('topic', draft.topic);
    case 'complained':
      return draft.complainedOf === null ? [{ field: 'complainedOf', rule: 'missing' }] : [];
    case 'other':
      return [
        ...missing('otherName', draft.otherName),
        ...phoneFault('otherPhone', draft.otherPhone),
        ...missing('otherStationId', draft.otherStationId),
      ];
    case 'station':
      if (draft.topic === 'COMPLAINT' && draft.stationId !== null && draft.stationId === draft.complainedOf)
        return [{ field: 'stationId', rule: 'complainedStation' }];
      return missing('stationId', draft.stationId);
    case 'who':
      return [
        ...missing('name', draft.name),
        ...phoneFault('phone', draft.phone),
        ...samePerson(draft),
        ...guardianFaults(draft, today),
      ];
    case 'when':
      return missing('when', draft.when);
    default:
      return [];
  }
}

function samePerson(draft: Draft): Fault[] {
  const same = draft.topic === 'DISPUTE' && draft.name.trim() !== '' && draft.name.trim() === draft.otherName.trim();
  return same && bare(draft.phone) === bare(draft.otherPhone) ? [{ field: 'name', rule: 'samePerson' }] : [];
}

/** The words of the contract for a finished draft, to be told in `language`. Call it only when no step has a fault. */
export function toRequest(draft: Draft, language: 'zh' | 'en' = 'zh'): RegisterRequest {
  const phone = (typed: string) => (bare(typed) === '' ? {} : { phone: bare(typed) });
  const dispute = draft.topic === 'DISPUTE';
  const needs = draft.minor ? [...draft.needs, 'minor' as const] : draft.needs;
  const applicant = {
    name: draft.name.trim(),
    ...phone(draft.phone),
    stationId: draft.stationId ?? '',
    role: dispute ? ('party' as const) : ('applicant' as const),
    needs: draft.companions > 0 ? [...needs, 'companion' as const] : needs,
    companions: draft.companions,
    language,
    ...(draft.minor
      ? {
          bornOn: draft.bornOn,
          guardian: {
            name: draft.guardianName.trim(),
            relation: draft.guardianRelation.trim(),
            ...phone(draft.guardianPhone),
          },
        }
      : {}),
  };
  const other = {
    name: draft.otherName.trim(),
    ...phone(draft.otherPhone),
    stationId: draft.otherStationId ?? '',
    role: 'party' as const,
  };
  return {
    channel: 'web',
    topic: draft.topic ?? '',
    summary: draft.summary.trim(),
    parties: dispute ? [applicant, other] : [applicant],
    ...(draft.topic === 'COMPLAINT' && draft.complainedOf ? { complainedOfStationId: draft.complainedOf } : {}),
    ...(draft.when && draft.when !== LET_BUREAU_CHOOSE ? { startsAt: draft.when } : {}),
    ...(draft.hold && draft.hold.startsAt === draft.when ? { holdId: draft.hold.id } : {}),
    serviceConsent: draft.phone.trim() !== '',
  };
}
