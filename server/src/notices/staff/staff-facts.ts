import type { EscalationLevel } from '@domain/notice-clock';
import { fillTemplate } from '@domain/notice-template';
import { templateOf, wallTime, type Language } from '../templates';

interface Place {
  readonly name: string;
  readonly nameEn: string;
}
/** What a member of staff is told, as facts: put into words in the reader's language. */
export type StaffFacts =
  | {
      readonly kind: 'digest';
      readonly talks: readonly {
        readonly startsAt: string;
        readonly no: string;
        readonly topic: string;
        readonly stations: readonly Place[];
      }[];
    }
  | {
      readonly kind: 'escalation';
      readonly level: EscalationLevel;
      readonly no: string;
      readonly station: Place;
      readonly noticeDueAt: string;
    };

export interface StaffWords {
  readonly subject: string;
  readonly text: string;
}

/** No name and no telephone of a resident: it goes by mail. */
export function staffWords(facts: StaffFacts, timeZone: string, language: Language): StaffWords {
  const words = templateOf(language);
  const at = (instant: string) => wallTime(new Date(instant), timeZone, words.time);
  const nameOf = (place: Place) => (language === 'zh' ? place.name : place.nameEn);
  if (facts.kind === 'escalation') {
    const due = at(facts.noticeDueAt);
    const values = { no: facts.no, station: nameOf(facts.station), deadline: `${due.date}${due.clock}` };
    return {
      subject: fillTemplate(words.escalation.subject, values),
      text: fillTemplate(words.escalation[facts.level], values),
    };
  }
  const { digest } = words;
  const first = facts.talks[0]?.startsAt ?? '';
  const lines = facts.talks.map(({ startsAt, no, topic, stations }) =>
    fillTemplate(digest.line, {
      time: at(startsAt).clock,
      station: stations.map(nameOf).reduce((a, b) => fillTemplate(digest.also, { a, b })),
      topic: words.slip.topics[topic] ?? '',
      no,
    }),
  );
  return {
    subject: fillTemplate(digest.subject, { date: at(first).date }),
    text: [fillTemplate(digest.head, { n: facts.talks.length, first: at(first).clock }), ...lines].join('\n'),
  };
}
