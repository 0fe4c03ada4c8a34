import { DomainError } from './errors';

/** What a notice may tell of, by kind: the words in braces of its template. */
export const TEMPLATE_WORDS = {
  booked: ['name', 'no', 'date', 'time', 'station', 'room', 'code', 'phone', 'link'],
  unplaced: ['name', 'no', 'deadline', 'code', 'phone'],
  moved: ['name', 'no', 'date', 'time', 'station', 'room', 'code', 'phone', 'link'],
  cancelled: ['name', 'no', 'phone'],
  reminder: ['name', 'no', 'date', 'time', 'station', 'room', 'code', 'phone', 'link'],
} as const;
export type TemplateKind = keyof typeof TEMPLATE_WORDS;

/** Without these a notice of its kind tells nothing. */
const NEEDED: Readonly<Record<TemplateKind, readonly string[]>> = {
  booked: ['date', 'time', 'station', 'code'],
  unplaced: ['no', 'deadline'],
  moved: ['date', 'time', 'station', 'code'],
  cancelled: ['no'],
  reminder: ['date', 'time', 'station', 'code'],
};

const WORD = /\{([^{}]*)\}/g;
const wordsOf = (body: string): string[] => [...body.matchAll(WORD)].map((match) => match[1] ?? '');

/**
 * Refuses a template with TEMPLATE_UNKNOWN_WORD (params `word`: the first one, in its braces; a brace that
 * stands alone counts) or TEMPLATE_WORD_MISSING (params `words`: all that are missing).
 */
export function checkTemplate(kind: TemplateKind, body: string): void {
  const known: readonly string[] = TEMPLATE_WORDS[kind];
  const unknown = wordsOf(body).find((word) => !known.includes(word));
  if (unknown !== undefined) throw new DomainError('TEMPLATE_UNKNOWN_WORD', { word: `{${unknown}}` });
  const alone = /[{}]/.exec(body.replace(WORD, ''));
  if (alone) throw new DomainError('TEMPLATE_UNKNOWN_WORD', { word: alone[0] });
  const missing = NEEDED[kind].filter((word) => !wordsOf(body).includes(word));
  if (missing.length > 0)
    throw new DomainError('TEMPLATE_WORD_MISSING', { words: missing.map((word) => `{${word}}`).join(' ') });
}

/** `{name}` becomes the value of `name`; a name without a value stays empty. */
export const fillTemplate = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ''));

/** The template without the sentence that holds the link: for paper, the own page and the voice. */
export const withoutLink = (body: string): string =>
  body
    .split(/(?<=。|\. )/)
    .filter((sentence) => !sentence.includes('{link}'))
    .join('')
    .trimEnd();
