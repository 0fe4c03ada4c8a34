import { DomainError, type ErrorParams } from '../errors';
import { DAY_MS, MINUTE_MS } from '../local-time';
import { TOPICS, topicRule, type Topic } from '../topic';

/** How slots are cut and promised, in minutes unless said; one row a bureau. */
export interface SchedulingValues {
  /** Starts offered to anybody fall on multiples of this. */
  readonly gridMinutes: number;
  readonly minimumNoticeMinutes: number;
  readonly bookingWindowDays: number;
  /** Kept free from the end of one appointment to the start of the next. */
  readonly bufferMinutes: number;
  readonly tellDelayMinutes: number;
  readonly freezeMinutes: number;
  readonly holdMinutes: number;
  readonly noShowGraceMinutes: number;
  /** Topics without an entry take the length that `topic.ts` gives them. */
  readonly topics: readonly TopicDuration[];
}
export interface TopicDuration {
  readonly topic: string;
  readonly durationMinutes: number;
}

/** The same for calculating: milliseconds. */
export interface SchedulingRules {
  readonly gridMs: number;
  /** Nobody who books alone is asked to be there in less time than this; a clerk may start at once. */
  readonly minimumNoticeMs: number;
  /** How far ahead anything is offered. */
  readonly windowMs: number;
  readonly bufferMs: number;
  readonly tellDelayMs: number;
  readonly freezeMs: number;
  readonly holdMs: number;
  readonly noShowGraceMs: number;
  readonly durationMs: (topic: string) => number;
}

/** What holds until a bureau says otherwise. */
export const DEFAULT_SCHEDULING: SchedulingValues = {
  gridMinutes: 10,
  minimumNoticeMinutes: 15,
  bookingWindowDays: 14,
  bufferMinutes: 0,
  tellDelayMinutes: 0,
  freezeMinutes: 120,
  holdMinutes: 5,
  noShowGraceMinutes: 15,
  topics: [],
};

/** `durationMs` throws TOPIC_UNKNOWN for a word that is no topic. */
export function schedulingRules(values: SchedulingValues): SchedulingRules {
  const own = new Map(values.topics.map(({ topic, durationMinutes }) => [topic, durationMinutes * MINUTE_MS]));
  return {
    gridMs: values.gridMinutes * MINUTE_MS,
    minimumNoticeMs: values.minimumNoticeMinutes * MINUTE_MS,
    windowMs: values.bookingWindowDays * DAY_MS,
    bufferMs: values.bufferMinutes * MINUTE_MS,
    tellDelayMs: values.tellDelayMinutes * MINUTE_MS,
    freezeMs: values.freezeMinutes * MINUTE_MS,
    holdMs: values.holdMinutes * MINUTE_MS,
    noShowGraceMs: values.noShowGraceMinutes * MINUTE_MS,
    durationMs: (topic) => own.get(topic) ?? topicRule(topic).durationMs,
  };
}

/** Each topic with the length that holds for it, in the order of `TOPICS`. */
export function topicDurations(values: SchedulingValues): { topic: Topic; durationMinutes: number }[] {
  const { durationMs } = schedulingRules(values);
  return TOPICS.map((topic) => ({ topic, durationMinutes: durationMs(topic) / MINUTE_MS }));
}

/** What of the settings contradicts what; the client has a sentence for each. */
export const CONTRADICTIONS = [
  'topicTwice',
  'gridLongerThanTalk',
  'gridDividesNot',
  'bufferLongerThanTalk',
  'graceLongerThanTalk',
  'noticeBeyondWindow',
  'freezeBeyondWindow',
  'holdBeyondNotice',
] as const;
export type Contradiction = (typeof CONTRADICTIONS)[number];

/**
 * Refuses settings that cannot all hold, with SETTINGS_CONTRADICT: `rule` says what contradicts, the
 * other parameters are the values. TOPIC_UNKNOWN for a duration of no topic.
 */
export function checkSettings(values: SchedulingValues): void {
  const named = values.topics.map(({ topic }) => topic);
  const twice = named.find((topic, index) => named.indexOf(topic) !== index);
  if (twice !== undefined) throw contradiction('topicTwice', { topic: twice });
  named.forEach((topic) => topicRule(topic));

  const { gridMinutes, bufferMinutes, noShowGraceMinutes, holdMinutes, minimumNoticeMinutes, freezeMinutes } = values;
  const topics = topicDurations(values);
  const shortest = topics.reduce((least, one) => (one.durationMinutes < least.durationMinutes ? one : least));
  const talk = { topic: shortest.topic, durationMinutes: shortest.durationMinutes };
  if (gridMinutes > talk.durationMinutes) throw contradiction('gridLongerThanTalk', { gridMinutes, ...talk });
  const uneven = topics.find(({ durationMinutes }) => durationMinutes % gridMinutes !== 0);
  if (uneven) throw contradiction('gridDividesNot', { gridMinutes, ...uneven });
  if (bufferMinutes >= talk.durationMinutes) throw contradiction('bufferLongerThanTalk', { bufferMinutes, ...talk });
  if (noShowGraceMinutes >= talk.durationMinutes) {
    throw contradiction('graceLongerThanTalk', { noShowGraceMinutes, ...talk });
  }
  const { bookingWindowDays } = values;
  const windowMinutes = (bookingWindowDays * DAY_MS) / MINUTE_MS;
  if (minimumNoticeMinutes >= windowMinutes) {
    throw contradiction('noticeBeyondWindow', { minimumNoticeMinutes, bookingWindowDays });
  }
  if (freezeMinutes >= windowMinutes) throw contradiction('freezeBeyondWindow', { freezeMinutes, bookingWindowDays });
  // A slot may begin as soon as the notice allows; a hold of it must be over by then.
  if (holdMinutes > minimumNoticeMinutes) {
    throw contradiction('holdBeyondNotice', { holdMinutes, minimumNoticeMinutes });
  }
}

const contradiction = (rule: Contradiction, params: ErrorParams): DomainError =>
  new DomainError('SETTINGS_CONTRADICT', { rule, ...params });
