import { refusalOf } from './errors';
import { checkTemplate, fillTemplate, TEMPLATE_WORDS, withoutLink, type TemplateKind } from './notice-template';

function refusal(kind: TemplateKind, body: string): unknown {
  const refused = refusalOf(() => checkTemplate(kind, body));
  return refused && [refused.code, refused.params];
}

describe('a template', () => {
  it('may use every word of its kind', () => {
    for (const [kind, words] of Object.entries(TEMPLATE_WORDS))
      expect(refusal(kind as TemplateKind, words.map((word) => `{${word}}`).join(''))).toBeNull();
  });

  it('is refused with the word that is not known', () => {
    expect(refusal('booked', '{date}{time}{station}{code}{topic}')).toEqual([
      'TEMPLATE_UNKNOWN_WORD',
      { word: '{topic}' },
    ]);
    expect(refusal('cancelled', '{no} {time}')).toEqual(['TEMPLATE_UNKNOWN_WORD', { word: '{time}' }]);
  });

  it('is refused for a brace that stands alone', () => {
    expect(refusal('cancelled', '{no} {')).toEqual(['TEMPLATE_UNKNOWN_WORD', { word: '{' }]);
  });

  it('is refused with all the words that it lacks', () => {
    expect(refusal('reminder', '{date}{station}')).toEqual(['TEMPLATE_WORD_MISSING', { words: '{time} {code}' }]);
  });

  it('is filled once: a value with braces is not filled again', () => {
    expect(fillTemplate('{name}，{no}', { name: '{no}', no: 7 })).toBe('{no}，7');
  });

  it('loses the sentence with the link where a link is of no use', () => {
    expect(withoutLink('{date}来。来不来点{link}。预约号{code}。')).toBe('{date}来。预约号{code}。');
    expect(withoutLink('Come {date}. Answer at {link}.')).toBe('Come {date}.');
  });
});
