import type { RegisterRequest } from '@contracts/http/requests';
import { TOPICS, topicRule, type Topic } from '@domain/topic';
import { phoneProblem } from '../../lib/phone';

/** What an official types who asks a resident to come. */
export interface InvitationDraft {
  readonly topic: Topic | null;
  readonly name: string;
  readonly phone: string;
  readonly stationId: string;
  readonly summary: string;
  /** The bureau's calendar date on which it suits, or empty for the first free time. */
  readonly on: string;
}

export const EMPTY_INVITATION: InvitationDraft = {
  topic: null,
  name: '',
  phone: '',
  stationId: '',
  summary: '',
  on: '',
};

export type InvitationField = 'topic' | 'name' | 'phone' | 'stationId';
export interface InvitationProblem {
  readonly field: InvitationField;
  readonly word: string;
  readonly digits?: number;
}

/** What one person alone may be asked about, the inviter's own topics first. */
export function topicsToInvite(own: readonly Topic[]): Topic[] {
  const single = TOPICS.filter((topic) => topicRule(topic).parties === 1);
  return [...single.filter((topic) => own.includes(topic)), ...single.filter((topic) => !own.includes(topic))];
}

/** Everything that keeps the invitation from being sent, in the order of the form. */
export function invitationProblems(draft: InvitationDraft): InvitationProblem[] {
  const problems: InvitationProblem[] = [];
  if (draft.topic === null) problems.push({ field: 'topic', word: 'topicMissing' });
  if (draft.stationId === '') problems.push({ field: 'stationId', word: 'stationMissing' });
  if (draft.name.trim() === '') problems.push({ field: 'name', word: 'nameMissing' });
  const wrong = phoneProblem(draft.phone);
  if (draft.phone.trim() === '') problems.push({ field: 'phone', word: 'phoneMissing' });
  else if (wrong?.kind === 'letters') problems.push({ field: 'phone', word: 'phoneLetters' });
  else if (wrong)
    problems.push({ field: 'phone', word: wrong.kind === 'short' ? 'phoneShort' : 'phoneLong', digits: wrong.digits });
  return problems;
}

/** The registration that an invitation without problems is. */
export function invitationOf(draft: InvitationDraft & { readonly topic: Topic }): RegisterRequest {
  return {
    channel: 'phone',
    direction: 'bureauToResident',
    topic: draft.topic,
    summary: draft.summary.trim(),
    parties: [{ name: draft.name.trim(), phone: draft.phone, stationId: draft.stationId }],
    preferredTimes: draft.on === '' ? [] : [{ on: draft.on, part: 'any' }],
  };
}
