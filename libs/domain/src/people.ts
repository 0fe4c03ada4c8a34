/** Roles of staff (DOMAIN: Role table). Residents and room devices are actors of their own, without a role. */
export const ROLES = [
  'stationClerk',
  'official',
  'branchExpert',
  'peoplesMediator',
  'scheduler',
  'dutyLeader',
  'bureauLeader',
  'auditor',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

/** 警种 – police branches an official belongs to. */
export const BRANCHES = [
  'householdRegistration',
  'exitEntry',
  'traffic',
  'criminalInvestigation',
  'publicOrder',
  'legal',
  'petition',
  'approvalOffice',
  'antiFraud',
  'station',
] as const;
export type Branch = (typeof BRANCHES)[number];

/** 特殊需要 – what a person needs so as to take part. */
export const NEEDS = ['hearing', 'reading', 'qiang', 'signLanguage', 'minor', 'companion', 'wheelchair'] as const;
export type Need = (typeof NEEDS)[number];

/** Needs that only an interpreter can meet, and the language the interpreter must hold. */
export const INTERPRETER_NEEDS = { qiang: 'qiang', signLanguage: 'signLanguage' } as const satisfies Partial<
  Record<Need, string>
>;

/** 甲 and 乙 of a dispute; the applicant of a consultation is side A. */
export const SIDES = ['A', 'B'] as const;
export type Side = (typeof SIDES)[number];

/** 当事人 role in the matter; 违法嫌疑人 is never shown on a resident's screen. */
export const PARTY_ROLES = ['applicant', 'injured', 'allegedOffender', 'party'] as const;
export type PartyRole = (typeof PARTY_ROLES)[number];
