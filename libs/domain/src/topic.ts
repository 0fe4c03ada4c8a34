import { DomainError } from './errors';
import type { Branch } from './people';

/** 事项 – what a request is about (DOMAIN: Topics → branch). */
export const TOPICS = [
  'HUKOU',
  'DISPUTE',
  'TRAFFIC',
  'CASE_INQUIRY',
  'COMPLAINT',
  'EXIT_ENTRY',
  'FRAUD',
  'PUBLIC_ORDER',
  'LICENSING',
  'LEGAL',
  'OTHER',
] as const;
export type Topic = (typeof TOPICS)[number];

export interface TopicRule {
  /** Branches whose officials may host it, first choice first. */
  readonly branches: readonly Branch[];
  /** Length of the talk. A consultation takes 30 minutes, a mediation 90. */
  readonly durationMs: number;
  /** How many parties it must have. */
  readonly parties: 1 | 2;
  readonly mode: 'consult' | 'mediate';
}

const MINUTE = 60_000;
const consult = (...branches: Branch[]): TopicRule => ({
  branches,
  durationMs: 30 * MINUTE,
  parties: 1,
  mode: 'consult',
});

const RULES: Readonly<Record<Topic, TopicRule>> = {
  HUKOU: consult('householdRegistration'),
  DISPUTE: { branches: ['publicOrder', 'legal'], durationMs: 90 * MINUTE, parties: 2, mode: 'mediate' },
  TRAFFIC: consult('traffic'),
  CASE_INQUIRY: consult('criminalInvestigation'),
  COMPLAINT: consult('petition'),
  EXIT_ENTRY: consult('exitEntry'),
  FRAUD: consult('antiFraud', 'criminalInvestigation'),
  PUBLIC_ORDER: consult('publicOrder'),
  LICENSING: consult('approvalOffice', 'publicOrder'),
  LEGAL: consult('legal'),
  OTHER: consult('petition', 'legal'),
};

/** The rule of a topic. Throws `TOPIC_UNKNOWN` for a word that is no topic. */
export function topicRule(topic: string): TopicRule {
  // Own keys only: a topic called "constructor" is unknown too.
  const rule = Object.hasOwn(RULES, topic) ? (RULES as Readonly<Record<string, TopicRule>>)[topic] : undefined;
  if (!rule) throw new DomainError('TOPIC_UNKNOWN', { topic });
  return rule;
}
