import { REFUSALS } from '@domain/errors';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Texts = { [key: string]: string | Texts };

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Texts;

/** Every dotted key of a file of sentences, with the names of its blanks: `promise.by {time}`. */
function keysOf(texts: Texts, before = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) => {
    if (typeof value !== 'string') return keysOf(value, `${before}${key}.`);
    const blanks = [...value.matchAll(/\{\{(\w+)/g)].map(([, name]) => name).sort();
    return [`${before}${key} ${[...new Set(blanks)].join(' ')}`.trim()];
  });
}

const features = join(__dirname, '../features');
const pairs: [string, string, string][] = [
  ['common', join(__dirname, 'locales/common.zh.json'), join(__dirname, 'locales/common.en.json')],
  ['errors', join(__dirname, 'locales/errors.zh.json'), join(__dirname, 'locales/errors.en.json')],
  ['why', join(__dirname, 'locales/why.zh.json'), join(__dirname, 'locales/why.en.json')],
  ...readdirSync(features)
    .filter((folder) => ['zh.json', 'en.json'].some((file) => existsSync(join(features, folder, file))))
    .map((folder): [string, string, string] => [
      folder,
      join(features, folder, 'zh.json'),
      join(features, folder, 'en.json'),
    ]),
];

/** English may leave a blank out (上午 has no place in `10:00`), never invent one. */
const nameOf = (key: string) => key.split(' ')[0] ?? '';

describe('the two languages', () => {
  it.each(pairs)('say the same things in %s', (_name, zh, en) => {
    expect(keysOf(read(en)).map(nameOf).sort()).toEqual(keysOf(read(zh)).map(nameOf).sort());
  });

  it.each(pairs)('fill no blank in English that Chinese does not have, in %s', (_name, zh, en) => {
    const blanks = new Map(keysOf(read(zh)).map((key) => [nameOf(key), key.split(' ').slice(1)]));
    for (const key of keysOf(read(en))) {
      expect(blanks.get(nameOf(key)) ?? []).toEqual(expect.arrayContaining(key.split(' ').slice(1)));
    }
  });

  it.each(pairs.map(([name, zh]) => [name, zh]))('leave no Chinese sentence of %s empty', (_name, zh) => {
    const empty = (texts: Texts): boolean =>
      Object.values(texts).some((value) => (typeof value === 'string' ? value.trim() === '' : empty(value)));
    expect(empty(read(zh))).toBe(false);
  });
});

describe('refusals', () => {
  it('have a sentence for every code in both languages, and none for a code that is gone', () => {
    const codes = Object.keys(REFUSALS).sort();
    expect(Object.keys(read(join(__dirname, 'locales/errors.zh.json'))).sort()).toEqual(codes);
    expect(Object.keys(read(join(__dirname, 'locales/errors.en.json'))).sort()).toEqual(codes);
  });
});
